// SPDX-License-Identifier: Apache-2.0
#include "json_parts.hpp"

#include <cmath>

#include "euthymia/trial/statistic_table.hpp"

namespace euthymia {

namespace {

Json published_interval(const PublishedRow& row) {
    if (!row.low && !row.high) return {};
    return {optional_number(row.low), optional_number(row.high)};
}

} // namespace

/// A byte that is no UTF-8 must not cost the results: it is replaced.
std::string dump(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json optional_number(const std::optional<double>& value) {
    return value ? Json(*value) : Json();
}

Json optional_text(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json over_ensemble_json(const Estimate& estimate) {
    if (std::isnan(estimate.value)) return {};
    return {{"mean", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
}

void add_visit(Json& row, double week, const std::optional<double>& hour) {
    row["week"] = week;
    if (hour) row["hour"] = *hour;
}

Json comparison_json(const Comparison& comparison, const std::optional<double>& hour) {
    const PublishedRow& row = comparison.published;
    Json json{{"id", row.id},
              {"split", row.split},
              {"statistic", row.statistic},
              {"event", optional_text(event_of(row))},
              {"arm", row.arm},
              {"versus", optional_text(row.versus)},
              {"measure", row.measure}};
    add_visit(json, row.week, hour);
    json["published"] = row.value;
    json["interval"] = published_interval(row);
    json["simulated"] = comparison.simulated;
    json["simulated_interval"] = {comparison.low, comparison.high};
    json["agrees"] = comparison.agrees;
    if (comparison.over_ensemble) json["ensemble"] = over_ensemble_json(*comparison.over_ensemble);
    return json;
}

Json to_json(const Provenance& provenance) {
    const auto input = [](const InputFile& file) { return Json{{"path", file.path}, {"sha256", file.sha256}}; };
    const auto ensemble = [](const EnsembleRecord& record) {
        return Json{{"path", record.path},
                    {"members", record.n_member},
                    {"effective_size", record.effective_size},
                    {"parameters", record.parameters}};
    };
    return {{"tool", "euthymia"},
            {"version", provenance.version},
            {"git_hash", optional_text(provenance.git_hash)},
            {"command", provenance.command_line},
            {"started", provenance.started},
            {"wall_seconds", provenance.wall_seconds},
            {"seed", provenance.seed},
            {"threads", provenance.n_thread},
            {"solver",
             {{"name", provenance.solver},
              {"method", optional_text(provenance.method)},
              {"rtol", provenance.rtol},
              {"atol", provenance.atol},
              {"back_end", optional_text(provenance.back_end)}}},
            {"cut", provenance.cuts},
            {"ensemble", provenance.ensemble ? ensemble(*provenance.ensemble) : Json()},
            {"inputs", list(provenance.inputs, input)}};
}

} // namespace euthymia
