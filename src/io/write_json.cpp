// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_json.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "euthymia/io/population.hpp"
#include "euthymia/io/visit_label.hpp"
#include "euthymia/trial/staying.hpp"
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

/// Null in the place of infinity, and of everything where there is no risk.
Json number_needed_json(const Estimate& risk_difference) {
    if (std::isnan(risk_difference.value)) return {};
    const NumberNeeded number = number_needed(risk_difference);
    return {{"value", number.value},
            {"interval", {number.best, number.worst}},
            {"through_infinity", number.is_through_infinity}};
}

Json ensemble_json(const ArmResultOverEnsemble& over) {
    return {{"mean", over_ensemble_json(over.mean)},
            {"mean_change", over_ensemble_json(over.mean_change)},
            {"percent_change", over_ensemble_json(over.percent_change)},
            {"response_rate", over_ensemble_json(over.response_rate)},
            {"remission_rate", over_ensemble_json(over.remission_rate)},
            {"dropout_rate", over_ensemble_json(over.dropout_rate)}};
}

Json ensemble_json(const ContrastOverEnsemble& over) {
    return {{"smd", over_ensemble_json(over.smd)},
            {"mean_difference", over_ensemble_json(over.mean_difference)},
            {"risk_ratio", over_ensemble_json(over.risk_ratio)},
            {"odds_ratio", over_ensemble_json(over.odds_ratio)},
            {"risk_difference", over_ensemble_json(in_percent(over.risk_difference))},
            {"number_needed", number_needed_json(over.risk_difference)},
            {"power", over_ensemble_json(over.power)}};
}

Json result_json(const TrialDesign& design, const ArmResult& row) {
    Json json{{measure_key(row.is_scale), row.measure}};
    add_visit(json, row.week, visit_hour(design, row.week));
    json["n"] = row.score.n;
    json["mean"] = row.score.mean;
    json["sd"] = row.score.sd;
    json["mean_change"] = row.mean_change;
    json["percent_change"] = row.percent_change;
    json["response_rate"] = optional_number(row.response_rate);
    json["remission_rate"] = optional_number(row.remission_rate);
    json["dropout_rate"] = row.dropout_rate;
    if (row.over_ensemble) json["ensemble"] = ensemble_json(*row.over_ensemble);
    return json;
}

Json flow_json(const RecruitmentFlow& flow) {
    Json json{{"assessed", flow.n_assessed}, {"below", flow.n_below},         {"above", flow.n_above},
              {"failed", flow.n_failed},     {"lead_in", flow.n_lead_in},     {"left_lead_in", flow.n_left_lead_in},
              {"not_met", flow.n_not_met},   {"unmatched", flow.n_unmatched}, {"entered", flow.n_entered}};
    return json;
}

/// A Kaplan-Meier curve, a row a week. @param over  An ensemble, by week; empty: none was run.
Json staying_json(const std::vector<double>& weeks, const std::vector<Estimate>& percent,
                  const std::vector<Estimate>& over) {
    Json rows = Json::array();
    for (std::size_t k = 0; k < percent.size(); ++k) {
        rows.push_back({{"week", weeks[k]}, {"percent", percent[k].value}, {"interval", interval(percent[k])}});
        if (!over.empty()) rows.back()["ensemble"] = over_ensemble_json(over[k]);
    }
    return rows;
}

void add_staying(const TrialResult& result, const ArmRecord& arm, Json& json) {
    const auto weeks = staying_weeks(result.design);
    if (weeks.empty()) return;
    const CourseOverEnsemble over = arm.over_ensemble.value_or(CourseOverEnsemble{});
    json["in_treatment"] = staying_json(weeks, percent_in_treatment(result, arm), over.in_treatment);
    if (!counts_relapses(result)) return;
    json["without_relapse"] = staying_json(weeks, percent_without_relapse(result, arm), over.without_relapse);
}

Json arm_json(const TrialResult& result, const ArmRecord& arm) {
    Json json{{"name", arm.name}, {"n", arm.n_design}};
    if (arm.flow) json["flow"] = flow_json(*arm.flow);
    json["results"] = list(arm.results, [&](const ArmResult& row) { return result_json(result.design, row); });
    add_staying(result, arm, json);
    return json;
}

Json analysed_json(const AnalysedContrast& found) {
    return {{"analysis", name_of(found.analysis)},
            {"smd", found.smd.value},
            {"smd_interval", interval(found.smd)},
            {"mean_difference", found.mean_difference.value},
            {"mean_difference_interval", interval(found.mean_difference)}};
}

void add_risk_difference(const std::optional<Estimate>& difference, Json& json) {
    json["risk_difference"] = difference ? Json(100.0 * difference->value) : Json();
    json["risk_difference_interval"] = difference ? interval(in_percent(*difference)) : Json();
    json["number_needed"] = difference ? number_needed_json(*difference) : Json();
}

/// Power, and the spread of effect sizes, at the size of a replicate.
void add_replicates(const TrialResult& result, const ReplicateSpread& replicates, Json& json) {
    const auto& power = replicates.power;
    json["power"] = point(power);
    json["power_interval"] = power ? interval(*power) : Json();
    if (!power) json["power_missing"] = why_no_power(result);
    json["replicates"] = {{"people", replicates.n}, {"quantile", spread_levels()}, {"smd", replicates.smd}};
}

Json contrast_json(const TrialResult& result, const Contrast& contrast) {
    Json json{{"arm", contrast.arm},
              {"versus", contrast.versus},
              {measure_key(is_scale(result, contrast.measure)), contrast.measure}};
    add_visit(json, contrast.week, visit_hour(result.design, contrast.week));
    json["smd"] = contrast.smd.value;
    json["smd_interval"] = interval(contrast.smd);
    json["mean_difference"] = contrast.mean_difference.value;
    json["mean_difference_interval"] = interval(contrast.mean_difference);
    json["risk_ratio"] = point(contrast.risk_ratio);
    json["odds_ratio"] = point(contrast.odds_ratio);
    add_risk_difference(contrast.risk_difference, json);
    json["analyses"] = list(contrast.analyses, analysed_json);
    if (contrast.replicates) add_replicates(result, *contrast.replicates, json);
    if (contrast.over_ensemble) json["ensemble"] = ensemble_json(*contrast.over_ensemble);
    return json;
}

Json arms_json(const TrialResult& result) {
    return list(result.arms, [&](const ArmRecord& arm) { return arm_json(result, arm); });
}

Json published_json(const TrialResult& result) {
    return list(result.comparisons, [&](const Comparison& comparison) {
        return comparison_json(comparison, visit_hour(result.design, comparison.published.week));
    });
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

std::string why_no_power(const TrialResult& result) {
    const auto lacking = people_lacking(result);
    if (!lacking) return {};
    return fmt::format("a replicate takes {} people and the pool has {}: some would be dealt twice and count as two; "
                       "use --pool {} or more",
                       lacking->n_replicate, lacking->n_pool, lacking->n_replicate);
}

std::string trial_json(const TrialResult& result, const Provenance& provenance) {
    const Json json = {
        {"title", result.design.title},
        {"analysis", name_of(result.design.analysis)},
        {"entry_inflation", result.entry_inflation},
        {"rater_bias", result.rater_bias},
        {"flow", flow_json(result.flow)},
        {"arms", arms_json(result)},
        {"contrasts", list(result.contrasts, [&](const Contrast& row) { return contrast_json(result, row); })},
        {"published", published_json(result)},
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
