// SPDX-License-Identifier: Apache-2.0
#include "clinic.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <fmt/format.h>

#include "raters.hpp"
#include "setup.hpp"

namespace euthymia {

namespace {

/// Of factors with mean 1 and coefficient of variation `cv`, lognormal, the one at a standard normal number.
double factor_at(double cv, double normal) {
    const double variance = std::log(1.0 + cv * cv);
    return std::exp(std::sqrt(variance) * normal - variance / 2.0);
}

/// What of a person's levels the model does not know: the same in every arm and visit.
std::vector<double> own_factors(const std::vector<Assay>& assays, const Population& population,
                                const Participant& participant) {
    std::vector<std::string> names;
    for (const Assay& assay : assays) names.push_back(assay.measure);
    StreamKey key = participant.person.key;
    key.purpose = Purpose::assay;
    const auto place = places_beyond_parameters(population, participant.individual.index, key, names);
    std::vector<double> factors;
    for (std::size_t k = 0; k < assays.size(); ++k) {
        factors.push_back(factor_at(assays[k].between, boost::math::quantile(boost::math::normal(), place[k])));
    }
    return factors;
}

} // namespace

StreamKey Clinic::key(const Participant& participant, std::size_t arm, Purpose purpose) const {
    StreamKey key = participant.person.key;
    key.purpose = purpose;
    key.trial = hash_name(fmt::format("{}/{}", design_.title, design_.arms[arm].name));
    return key;
}

double Clinic::value(const Trajectory& seen, std::size_t visit, const std::string& variable) const {
    const auto time = std::find(result_.time.begin(), result_.time.end(), result_.visit_time[visit]);
    const auto row = static_cast<std::size_t>(time - result_.time.begin());
    const std::string id = biology_.names.id_of(variable);
    const auto column = std::find_if(result_.variables.begin(), result_.variables.end(),
                                     [&](const Name& name) { return name.id == id; });
    return seen.values[row * result_.variables.size() + static_cast<std::size_t>(column - result_.variables.begin())];
}

void Clinic::see(ArmRecord& record, std::size_t arm, double expectancy, const Trajectory& seen,
                 const Participant& participant, const Population& population) const {
    rate_visits(record, arm, expectancy, seen, participant);
    assay_visits(record, arm, seen, participant, population);
}

double Clinic::error_of_rater(const Scale& scale, std::size_t visit, double expectancy,
                              const Recruitment& recruitment) const {
    if (visit > 0) return -kindness(design_, biology_, scale, expectancy);
    return recruitment.lead_in ? 0.0 : entry_inflation(design_, biology_, scale);
}

void Clinic::rate_visits(ArmRecord& record, std::size_t arm, double expectancy, const Trajectory& seen,
                         const Participant& participant) const {
    Stream rater(key(participant, arm, Purpose::rating));
    const auto& own = design_.arms[arm].recruitment;
    const Recruitment& recruitment = own ? *own : design_.recruitment;
    for (std::size_t visit = 0; visit < result_.visit_time.size(); ++visit) {
        for (const std::string& name : result_.scales) {
            const Scale& scale = find_scale(biology_.scales, name);
            const double error = error_of_rater(scale, visit, expectancy, recruitment);
            const double habit = habit_of(scale, participant.person.key);
            const double rating = rate(scale, value(seen, visit, scale.variable) + habit + error, rater);
            const bool is_entry = visit == 0 && name == entry_scale(recruitment);
            record.ratings.push_back(is_entry ? participant.screened : rating);
        }
    }
}

void Clinic::assay_visits(ArmRecord& record, std::size_t arm, const Trajectory& seen,
                          const Participant& participant, const Population& population) const {
    Stream laboratory(key(participant, arm, Purpose::assay));
    const std::vector<double> own = own_factors(result_.assayed, population, participant);
    for (std::size_t visit = 0; visit < result_.visit_time.size(); ++visit) {
        for (std::size_t k = 0; k < own.size(); ++k) {
            const Assay& assay = result_.assayed[k];
            const double level = own[k] * value(seen, visit, assay.measure);
            record.assays.push_back(level * factor_at(assay.noise, laboratory.normal()));
        }
    }
}

} // namespace euthymia
