// SPDX-License-Identifier: Apache-2.0
#include "euthymia/outcome/scale.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace euthymia {

double rate(const Scale& scale, double latent, double noise) {
    return std::clamp(std::round(latent + scale.rater_sd * noise), 0.0, scale.max);
}

bool is_response(const Scale& scale, double baseline, double score) {
    return baseline - score >= scale.response_drop * baseline;
}

bool is_remission(const Scale& scale, double score) {
    return score <= scale.remission;
}

const std::string& band_of(const Scale& scale, double score) {
    assert(!scale.bands.empty());
    auto band = scale.bands.begin();
    for (auto next = band; next != scale.bands.end() && next->from <= score; ++next) band = next;
    return band->name;
}

} // namespace euthymia
