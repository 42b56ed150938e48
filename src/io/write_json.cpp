// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_json.hpp"

#include <algorithm>
#include <span>

#include "euthymia/io/population.hpp"
#include "json_parts.hpp"
#include "measure.hpp"
#include "safety_text.hpp"

namespace euthymia {

namespace {

Json point(const std::optional<Estimate>& estimate) {
    return estimate ? Json(estimate->value) : Json();
}

Json interval(const Estimate& estimate) {
    return {estimate.low, estimate.high};
}

const char* measure_key(bool is_scale) {
    return is_scale ? "scale" : "variable";
}

Json result_json(const ArmResult& row) {
    return {{measure_key(row.is_scale), row.measure},
            {"week", row.week},
            {"mean", row.score.mean},
            {"sd", row.score.sd},
            {"mean_change", row.mean_change},
            {"percent_change", row.percent_change},
            {"response_rate", optional_number(row.response_rate)},
            {"remission_rate", optional_number(row.remission_rate)},
            {"dropout_rate", row.dropout_rate}};
}

Json arm_json(const ArmRecord& arm) {
    Json results = Json::array();
    for (const ArmResult& row : arm.results) results.push_back(result_json(row));
    return {{"name", arm.name}, {"n", arm.n_design}, {"results", results}};
}

Json contrast_json(const TrialResult& result, const Contrast& contrast) {
    return {{"arm", contrast.arm},
            {"versus", contrast.versus},
            {measure_key(is_scale(result, contrast.measure)), contrast.measure},
            {"week", contrast.week},
            {"smd", contrast.smd.value},
            {"smd_interval", interval(contrast.smd)},
            {"mean_difference", contrast.mean_difference.value},
            {"mean_difference_interval", interval(contrast.mean_difference)},
            {"risk_ratio", point(contrast.risk_ratio)},
            {"odds_ratio", point(contrast.odds_ratio)}};
}

Json failure_json(const FailedPerson& failure) {
    return {{"patient", failure.patient},
            {"arm", optional_text(failure.arm)},
            {"time", failure.time},
            {"reason", failure.reason}};
}

Json trial_provenance(const TrialResult& result, const Provenance& provenance) {
    Json json = to_json(provenance);
    json["people_per_arm"] = result.n_pool;
    json["replicates"] = result.n_replicate;
    return json;
}

Json incident_json(const Incident& incident) {
    return {{"patient", incident.patient}, {"time", incident.time}, {"reason", incident.reason}};
}

/// The first of many.
template <typename Row>
std::span<const Row> first_of(const std::vector<Row>& rows) {
    return std::span(rows).first(std::min(rows.size(), most_incidents));
}

Json finish_run(Json run, const Json& failures, const Provenance& provenance, const std::vector<std::string>& files) {
    run["simulated"] = true;
    run["failures"] = failures;
    run["warnings"] = provenance.warnings;
    run["files"] = files;
    run["safety"] = safety_text();
    return run;
}

} // namespace

std::string trial_json(const TrialResult& result, const Provenance& provenance) {
    const Json json = {
        {"title", result.design.title},
        {"arms", list(result.arms, arm_json)},
        {"contrasts", list(result.contrasts, [&](const Contrast& row) { return contrast_json(result, row); })},
        {"published", list(result.comparisons, comparison_json)},
        {"failures", list(result.failures, failure_json)},
        {"provenance", trial_provenance(result, provenance)}};
    return dump(json, 2) + "\n";
}

std::string run_json(const TrialResult& result, const Provenance& provenance, const std::vector<std::string>& files) {
    Json run = trial_provenance(result, provenance);
    run["title"] = result.design.title;
    run["n_failed"] = result.failures.size();
    run["n_rescued"] = result.rescues.size();
    run["rescued"] = list(first_of(result.rescues), failure_json);
    return dump(finish_run(run, list(result.failures, failure_json), provenance, files), 2) + "\n";
}

std::string run_json(const PopulationOutcome& outcome, const Provenance& provenance,
                     const std::vector<std::string>& files) {
    Json run = to_json(provenance);
    run["n_planned"] = outcome.n_person;
    run["n_simulated"] = outcome.n_done;
    run["n_failed"] = outcome.failures.size();
    run["n_rescued"] = outcome.n_rescued;
    run["interrupted"] = outcome.is_interrupted;
    run["rescued"] = list(first_of(outcome.rescues), incident_json);
    return dump(finish_run(run, list(first_of(outcome.failures), incident_json), provenance, files), 2) + "\n";
}

std::string run_json(const Provenance& provenance, const std::vector<std::string>& files) {
    return dump(finish_run(to_json(provenance), Json::array(), provenance, files), 2) + "\n";
}

std::string provenance_json(const Provenance& provenance) {
    return dump(to_json(provenance), -1);
}

} // namespace euthymia
