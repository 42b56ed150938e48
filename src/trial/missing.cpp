// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/missing.hpp"

#include <cmath>

namespace euthymia {

RepeatedMeasures carry_last_forward(RepeatedMeasures measures) {
    for (std::size_t person = 0; person < measures.arm.size(); ++person) {
        double last = measures.baseline.empty() ? std::nan("") : measures.baseline[person];
        for (std::size_t visit = 0; visit < measures.n_visit; ++visit) {
            double& score = measures.score[person * measures.n_visit + visit];
            if (std::isnan(score)) score = last;
            last = score;
        }
    }
    return measures;
}

RepeatedMeasures completers(const RepeatedMeasures& measures) {
    RepeatedMeasures kept{measures.n_visit, {}, {}, {}};
    for (std::size_t person = 0; person < measures.arm.size(); ++person) {
        const auto first = measures.score.begin() + std::ptrdiff_t(person * measures.n_visit);
        const auto end = first + std::ptrdiff_t(measures.n_visit);
        if (measures.n_visit == 0 || std::isnan(*(end - 1))) continue;
        kept.arm.push_back(measures.arm[person]);
        if (!measures.baseline.empty()) kept.baseline.push_back(measures.baseline[person]);
        kept.score.insert(kept.score.end(), first, end);
    }
    return kept;
}

} // namespace euthymia
