// SPDX-License-Identifier: Apache-2.0
#include "euthymia/patient/covariate.hpp"

#include <algorithm>
#include <cmath>

namespace euthymia {

namespace {

constexpr double decade_years = 10.0;

} // namespace

int Strata::index_of(double age, bool is_female) const {
    const int decade = by_age_ ? std::clamp(static_cast<int>(age / decade_years), 0, n_decade - 1) : 0;
    return by_sex_ ? 2 * decade + (is_female ? 1 : 0) : decade;
}

Stratum Strata::at(int index) const {
    if (!by_sex_) return {.is_female = false, .decade = index};
    return {.is_female = index % 2 == 1, .decade = index / 2};
}

double middle_age(const Stratum& stratum) {
    return decade_years * (stratum.decade + 0.5);
}

double factor_of(const Covariate& covariate, const Stratum& stratum, double reference_age) {
    const bool is_age = covariate.kind == Covariate::Kind::age;
    const double value = is_age ? middle_age(stratum) : (stratum.is_female ? 1.0 : 0.0);
    const double reference = is_age ? reference_age : covariate.reference;
    return std::pow(covariate.factor, (value - reference) / covariate.per);
}

} // namespace euthymia
