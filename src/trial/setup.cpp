// SPDX-License-Identifier: Apache-2.0
#include "setup.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/trial/statistic_table.hpp"

namespace euthymia {

namespace {

auto place_of(const std::vector<Scale>& scales, const std::string& name) {
    return std::find_if(scales.begin(), scales.end(), [&](const Scale& scale) { return scale.name == name; });
}

const Patient& find_patient(const Biology& biology, const std::string& name) {
    if (const auto found = biology.patients.find(name); found != biology.patients.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& [kind, patient] : biology.patients) known.push_back(kind);
    throw InputError({fmt::format("there is no patient '{}'", name), "key 'population.patient'",
                      suggest(name, known, "use a file of biology/patients")});
}

} // namespace

Population population_of(const TrialDesign& design, const Biology& biology) {
    const Recruitment& recruitment = design.recruitment;
    return {.typical = find_patient(biology, recruitment.patient),
            .varying = biology.varying,
            .sex_factors = biology.sex_factors,
            .age_mean = recruitment.age_mean,
            .age_spread = recruitment.age_spread,
            .female_share = recruitment.female_share};
}

std::vector<std::string> settable_of(const Population& population) {
    std::vector<std::string> names{"vo2max_baseline"};
    for (const VaryingParameter& parameter : population.varying) names.push_back(parameter.id);
    for (const auto& [id, value] : population.typical.parameters) names.push_back(id);
    return names;
}

std::vector<std::string> variables_of(const TrialDesign& design, const Biology& biology) {
    std::set<std::string> ids;
    for (const Name& name : biology.names.rows()) {
        if (!name.panel.empty()) ids.insert(name.id);
    }
    for (const std::string& measure : measures_of(design)) {
        const auto scale = place_of(biology.scales, measure);
        ids.insert(biology.names.id_of(scale == biology.scales.end() ? measure : scale->variable));
    }
    return {ids.begin(), ids.end()};
}

std::set<std::string> measures_of(const TrialDesign& design) {
    std::set<std::string> measures;
    const auto add_entry = [&](const Recruitment& recruitment) {
        if (recruitment.baseline) measures.insert(recruitment.baseline->scale);
    };
    add_entry(design.recruitment);
    for (const ArmDesign& arm : design.arms) {
        if (arm.recruitment) add_entry(*arm.recruitment);
    }
    for (const OutcomeDesign& outcome : design.outcomes) measures.insert(outcome.measure);
    for (const PublishedRow& row : design.published) {
        if (event_of(row) == "relapse") measures.insert(design.relapse.scale);
        if (row.group) measures.insert(row.group->scale);
        if (!row.with.empty()) measures.insert(row.with);
    }
    return measures;
}

std::vector<Assay> assays_of(const TrialDesign& design, const Biology& biology) {
    std::vector<Assay> assays;
    for (const std::string& measure : measures_of(design)) {
        if (is_scale(biology.scales, measure)) continue;
        double noise = biology.assays.contains(biology.names.id_of(measure))
                           ? biology.assays.at(biology.names.id_of(measure))
                           : 0.0;
        for (const OutcomeDesign& outcome : design.outcomes) {
            if (outcome.measure == measure && outcome.noise) noise = *outcome.noise;
        }
        if (noise > 0.0) assays.push_back({measure, noise});
    }
    return assays;
}

std::vector<std::string> clamped_variables(const TrialDesign& design) {
    std::vector<std::string> variables;
    for (const ArmDesign& arm : design.arms) {
        const auto own = clamped_variables(arm.protocol);
        variables.insert(variables.end(), own.begin(), own.end());
    }
    return variables;
}

bool is_scale(const std::vector<Scale>& scales, const std::string& name) {
    return place_of(scales, name) != scales.end();
}

const Scale& find_scale(const std::vector<Scale>& scales, const std::string& name) {
    const auto found = place_of(scales, name);
    if (found != scales.end()) return *found;
    throw InputError(
        {fmt::format("there is no scale '{}'", name), "key 'scale'", "use a scale of biology/tables/scales.tsv"});
}

} // namespace euthymia
