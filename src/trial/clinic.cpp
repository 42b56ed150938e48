// SPDX-License-Identifier: Apache-2.0
#include "clinic.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "raters.hpp"
#include "setup.hpp"

namespace euthymia {

namespace {

/// A factor with mean 1 and coefficient of variation `cv`.
double draw_factor(double cv, Stream& stream) {
    const double variance = std::log(1.0 + cv * cv);
    return std::exp(std::sqrt(variance) * stream.normal() - variance / 2.0);
}

/// What of a person's level the model does not know: the same in every trial, arm and visit.
double own_factor(const Assay& assay, StreamKey person) {
    person.purpose = Purpose::assay;
    person.trial = hash_name(fmt::format("{}/{}", person.trial, assay.measure));
    Stream stream(person);
    return draw_factor(assay.between, stream);
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
                 const Participant& participant) const {
    rate_visits(record, arm, expectancy, seen, participant);
    assay_visits(record, arm, seen, participant);
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
                          const Participant& participant) const {
    Stream laboratory(key(participant, arm, Purpose::assay));
    std::vector<double> own;
    for (const Assay& assay : result_.assayed) own.push_back(own_factor(assay, participant.person.key));
    for (std::size_t visit = 0; visit < result_.visit_time.size(); ++visit) {
        for (std::size_t k = 0; k < own.size(); ++k) {
            const Assay& assay = result_.assayed[k];
            const double level = own[k] * value(seen, visit, assay.measure);
            record.assays.push_back(level * draw_factor(assay.noise, laboratory));
        }
    }
}

} // namespace euthymia
