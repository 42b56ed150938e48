// SPDX-License-Identifier: Apache-2.0
#include "euthymia/outcome/scale.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

namespace euthymia {

double rate(const Scale& scale, double latent, Stream& stream) {
    return std::clamp(std::round(latent + scale.rater_sd * stream.normal()), 0.0, scale.max);
}

double habit_of(const Scale& scale, StreamKey person) {
    person.purpose = Purpose::habit;
    person.trial = hash_name(fmt::format("{}/{}", person.trial, scale.name));
    return scale.person_sd * Stream(person).normal();
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
