// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_calibration.hpp"

#include "euthymia/io/output_directory.hpp"
#include "euthymia/io/read_calibration.hpp"
#include "euthymia/io/write_json.hpp"
#include "json_parts.hpp"

namespace euthymia {

namespace {

Json number_json(const FittedNumber& number, const FitParameter& parameter) {
    return {{"id", number.name},
            {"before", number.present},
            {"value", number.value.value},
            {"interval", {number.value.low, number.value.high}},
            {"at_bound", optional_text(bound_at(parameter, number.value.value))},
            {"prior_sd", number.prior_sd},
            {"posterior_sd", number.posterior_sd},
            {"ensemble_sd", optional_number(number.ensemble_sd)},
            {"identified", number.is_identified},
            {"strongest_correlation",
             number.tied_to.empty() ? Json() : Json{{"id", number.tied_to}, {"correlation", number.correlation}}}};
}

Json numbers_json(const CalibrationReport& report) {
    Json all = Json::array();
    for (std::size_t k = 0; k < report.parameters.size(); ++k) {
        all.push_back(number_json(report.result.posterior.numbers[k], report.parameters[k]));
    }
    return all;
}

Json target_json(const TargetFit& fit) {
    const PublishedRow& row = fit.target.row;
    return {{"trial", fit.target.trial},
            {"id", row.id},
            {"statistic", row.statistic},
            {"arm", row.arm},
            {"versus", optional_text(row.versus)},
            {"week", row.week},
            {"published", row.value},
            {"sd", fit.target.sd},
            {"weight", fit.target.weight},
            {"before", fit.before},
            {"after", fit.after},
            {"residual", fit.target.residual(fit.after)}};
}

Json published_json(const Comparison& comparison) {
    return comparison_json(comparison);
}

Json correlation_json(const StrongCorrelation& pair) {
    return {{"first", pair.first}, {"second", pair.second}, {"correlation", pair.correlation}};
}

Json verdicts_json(const std::vector<Verdict>& before, const std::vector<Verdict>& after) {
    Json claims = Json::array();
    for (std::size_t k = 0; k < before.size(); ++k) {
        claims.push_back({{"id", before[k].id},
                          {"before", status_name(before[k].status)},
                          {"after", status_name(after[k].status)},
                          {"shown", after[k].shown}});
    }
    return claims;
}

Json objective_json(const Evaluation& evaluation) {
    return {{"objective", evaluation.objective}, {"misfit", evaluation.misfit}, {"prior", evaluation.prior}};
}

} // namespace

std::string bound_at(const FitParameter& parameter, double value) {
    constexpr double near = 1e-3;
    const double low = to_search(parameter, parameter.low), high = to_search(parameter, parameter.high);
    const double share = (to_search(parameter, value) - low) / (high - low);
    return share < near ? "low" : share > 1.0 - near ? "high" : "";
}

std::string calibration_json(const CalibrationReport& report, const Provenance& provenance) {
    const CalibrationResult& result = report.result;
    const Json json{
        {"title", report.design.title},
        {"parameters", numbers_json(report)},
        {"correlations", list(result.posterior.correlations, correlation_json)},
        {"targets", list(result.targets, target_json)},
        {"before", objective_json(result.before)},
        {"best", objective_json(result.best)},
        {"published_before", list(report.before, published_json)},
        {"published_after", list(report.after, published_json)},
        {"claims", verdicts_json(report.claims_before, report.claims_after)},
        {"moves_the_untreated", report.moving},
        {"evaluations", {{"all", result.n_evaluation}, {"simulated_now", result.n_simulated}}},
        {"ensemble",
         {{"members", result.ensemble.members.size()}, {"effective_size", result.ensemble.effective_size()}}},
        {"provenance", to_json(provenance)}};
    return dump(json, 2) + "\n";
}

void write_calibration(const std::filesystem::path& directory, const CalibrationReport& report,
                       const Provenance& provenance) {
    std::vector<std::string> names{"calibration.jsonl", "calibration.json"};
    write_whole_file(directory / "calibration.json", calibration_json(report, provenance));
    if (!report.result.ensemble.members.empty()) {
        write_whole_file(directory / "ensemble.tsv", ensemble_tsv(report.result.ensemble));
        names.emplace_back("ensemble.tsv");
    }
    names.emplace_back("run.json");
    write_whole_file(directory / "run.json", run_json(provenance, names));
}

} // namespace euthymia
