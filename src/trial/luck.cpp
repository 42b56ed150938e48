// SPDX-License-Identifier: Apache-2.0
#include "luck.hpp"

#include <boost/math/distributions/normal.hpp>

namespace euthymia {

namespace {

/// What a candidate brings beside assays, in the order of its dimensions.
const std::vector<std::string> brought{"stay", "self-rating", "screening", "lead-in"};
constexpr std::size_t stay = 0, self_rating = 1, screening = 2;

StreamKey with_purpose(StreamKey key, Purpose purpose) {
    key.purpose = purpose;
    return key;
}

std::vector<double> to_normals(std::vector<double> places) {
    for (double& place : places) place = boost::math::quantile(boost::math::normal(), place);
    return places;
}

} // namespace

double CandidateLuck::leaves_below() const {
    return places_beyond_parameters(population_, number_, with_purpose(crowd_, Purpose::luck), brought)[stay];
}

double CandidateLuck::habit(const Scale& scale) const {
    return scale.person_sd == 0.0 ? 0.0 : scale.person_sd * normals({})[self_rating];
}

double CandidateLuck::entry_error(Entry occasion) const {
    return normals({})[screening + static_cast<std::size_t>(occasion)];
}

std::vector<double> CandidateLuck::own_levels(const std::vector<std::string>& assays) const {
    std::vector<double> all = normals(assays);
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(brought.size()));
    return all;
}

std::vector<double> CandidateLuck::normals(const std::vector<std::string>& assays) const {
    std::vector<std::string> names = brought;
    names.insert(names.end(), assays.begin(), assays.end());
    return to_normals(places_beyond_parameters(population_, number_, with_purpose(crowd_, Purpose::luck), names));
}

std::vector<double> errors_about(const Participant& participant, const std::vector<std::string>& measurements) {
    const StreamKey key = with_purpose(participant.person.key, Purpose::rating);
    return to_normals(even_places(participant.rank, key, measurements));
}

} // namespace euthymia
