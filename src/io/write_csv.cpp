// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_csv.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "euthymia/io/visit_label.hpp"
#include "euthymia/trial/statistic_table.hpp"
#include "measure.hpp"
#include "write_csv_columns.hpp"

namespace euthymia {

namespace {

const std::string of_measure = "unit of the measure";
const std::string of_statistic = "unit of the statistic";

struct SummaryRow {
    std::string arm;
    const ArmResult* result;
    std::optional<double> hour;
};

/// A published number beside the simulated one, at its visit.
struct PublishedCells {
    const Comparison* comparison;
    std::optional<double> hour;
};

ColumnLabel text_label(const std::string& name, const std::string& description) {
    return {name, "string", "", description};
}

ColumnLabel number_label(const std::string& name, const std::string& unit, const std::string& description) {
    return {name, "number", unit, description};
}

ColumnLabel hour_label() {
    return number_label("hour", "h", "the same since midnight of the first day, where the trial tells visits so");
}

/// A column with a number that every result has.
Column<SummaryRow> result_column(const std::string& name, const std::string& unit, const std::string& description,
                                 double ArmResult::*value) {
    return {number_label(name, unit, description),
            [value](const SummaryRow& row) { return csv_number(row.result->*value); }};
}

/// A column with a rate that only results on a scale have.
Column<SummaryRow> rate_column(const std::string& name, const std::string& description,
                               std::optional<double> ArmResult::*value) {
    return {number_label(name, "percent", description),
            [value](const SummaryRow& row) { return csv_number(row.result->*value); }};
}

std::vector<Column<SummaryRow>> summary_columns() {
    return {{text_label("arm", "arm of the trial"), [](const auto& row) { return csv_text(row.arm); }},
            {text_label("measure", "scale or model variable"),
             [](const auto& row) { return csv_text(row.result->measure); }},
            result_column("week", "week", "time of the visit", &ArmResult::week),
            {hour_label(), [](const auto& row) { return csv_number(row.hour); }},
            {{"n", "integer", "", "people analysed"},
             [](const auto& row) { return fmt::format("{}", row.result->score.n); }},
            {number_label("mean", of_measure, "mean over people"),
             [](const auto& row) { return csv_number(row.result->score.mean); }},
            {number_label("sd", of_measure, "standard deviation between people"),
             [](const auto& row) { return csv_number(row.result->score.sd); }},
            result_column("mean_change", of_measure, "change of the mean since baseline", &ArmResult::mean_change),
            result_column("percent_change", "percent", "mean change over mean baseline", &ArmResult::percent_change),
            rate_column("response_rate", "people who responded", &ArmResult::response_rate),
            rate_column("remission_rate", "people in remission", &ArmResult::remission_rate),
            result_column("dropout_rate", "percent", "people who had dropped out", &ArmResult::dropout_rate)};
}

/// The ends of the interval of a column over an ensemble.
void add_over_ensemble(std::vector<Column<SummaryRow>>& columns, const std::string& name, const std::string& unit,
                       Estimate ArmResultOverEnsemble::*number) {
    const auto add = [&](const std::string& end, const std::string& side, double Estimate::*limit) {
        const std::string words =
            fmt::format("2.5 % of the ensemble of calibrated parameters lie {} with their {}", side, name);
        columns.push_back({number_label(fmt::format("{}_ensemble_{}", name, end), unit, words),
                           [number, limit](const SummaryRow& row) {
                               const auto& over = row.result->over_ensemble;
                               return csv_number(over ? std::optional((*over).*number.*limit) : std::nullopt);
                           }});
    };
    add("low", "below", &Estimate::low);
    add("high", "above", &Estimate::high);
}

/// Only where an ensemble was run.
void add_over_ensemble(std::vector<Column<SummaryRow>>& columns) {
    using Over = ArmResultOverEnsemble;
    add_over_ensemble(columns, "mean", of_measure, &Over::mean);
    add_over_ensemble(columns, "mean_change", of_measure, &Over::mean_change);
    add_over_ensemble(columns, "percent_change", "percent", &Over::percent_change);
    add_over_ensemble(columns, "response_rate", "percent", &Over::response_rate);
    add_over_ensemble(columns, "remission_rate", "percent", &Over::remission_rate);
    add_over_ensemble(columns, "dropout_rate", "percent", &Over::dropout_rate);
}

/// A column with a text of the published row.
Column<PublishedCells> published_text(const std::string& name, const std::string& description,
                                      std::string PublishedRow::*value) {
    return {text_label(name, description),
            [value](const PublishedCells& row) { return csv_text(row.comparison->published.*value); }};
}

std::vector<Column<PublishedCells>> published_columns() {
    return {published_text("id", "of the published number", &PublishedRow::id),
            published_text("split", "calibration or validation", &PublishedRow::split),
            published_text("statistic", "what was published", &PublishedRow::statistic),
            {text_label("event", "that the statistic counts; empty for none"),
             [](const auto& row) { return csv_text(event_of(row.comparison->published)); }},
            published_text("arm", "arm of the trial", &PublishedRow::arm),
            published_text("versus", "arm compared with; empty for a statistic of one arm", &PublishedRow::versus),
            published_text("measure", "scale or model variable", &PublishedRow::measure),
            {number_label("week", "week", "time of the visit"),
             [](const auto& row) { return csv_number(row.comparison->published.week); }},
            {hour_label(), [](const auto& row) { return csv_number(row.hour); }},
            {number_label("published", of_statistic, "published value"),
             [](const auto& row) { return csv_number(row.comparison->published.value); }},
            {number_label("published_low", of_statistic, "lower end of the published interval"),
             [](const auto& row) { return csv_number(row.comparison->published.low); }},
            {number_label("published_high", of_statistic, "upper end of the published interval"),
             [](const auto& row) { return csv_number(row.comparison->published.high); }}};
}

std::vector<Column<PublishedCells>> comparison_columns() {
    auto columns = published_columns();
    const auto add = [&](const std::string& name, const std::string& description, double Comparison::*value) {
        columns.push_back({number_label(name, of_statistic, description),
                           [value](const PublishedCells& row) { return csv_number(row.comparison->*value); }});
    };
    add("simulated", "mean over replicate trials of the published size", &Comparison::simulated);
    add("simulated_low", "2.5 % of the replicates lie below", &Comparison::low);
    add("simulated_high", "2.5 % of the replicates lie above", &Comparison::high);
    columns.push_back({{"agrees", "boolean", "", "the simulated value lies where it should"},
                       [](const PublishedCells& row) { return row.comparison->agrees ? "true" : "false"; }});
    return columns;
}

/// Only where an ensemble was run.
void add_over_ensemble(std::vector<Column<PublishedCells>>& columns) {
    const auto add = [&](const std::string& name, const std::string& description, double Estimate::*value) {
        columns.push_back({number_label(name, of_statistic, description), [value](const PublishedCells& row) {
                               const auto& over = row.comparison->over_ensemble;
                               return csv_number(over ? std::optional((*over).*value) : std::nullopt);
                           }});
    };
    add("ensemble_mean", "simulated, mean over the ensemble of calibrated parameters", &Estimate::value);
    add("ensemble_low", "2.5 % of the ensemble lie below", &Estimate::low);
    add("ensemble_high", "2.5 % of the ensemble lie above", &Estimate::high);
}

std::vector<Column<FailedPerson>> failure_columns(std::uint64_t seed) {
    return {
        {{"patient", "integer", "", "index of the person in the population"},
         [](const auto& row) { return fmt::format("{}", row.patient); }},
        {text_label("arm", "arm of the trial; empty while recruiting"),
         [](const auto& row) { return csv_text(row.arm); }},
        {{"seed", "integer", "", "seed of the trial's random numbers"},
         [seed](const auto&) { return fmt::format("{}", seed); }},
        {number_label("time", "h", "when the simulation failed"), [](const auto& row) { return csv_number(row.time); }},
        {text_label("reason", "why"), [](const auto& row) { return csv_text(row.reason); }}};
}

std::vector<std::pair<std::string, std::string>> measure_units(const TrialResult& result) {
    std::vector<std::pair<std::string, std::string>> units;
    for (const std::string& measure : measures_of(result)) units.emplace_back(measure, unit_of(result, measure));
    return units;
}

std::vector<ColumnLabel> trajectory_labels(const std::vector<Name>& variables) {
    std::vector<ColumnLabel> labels{number_label("time", "h", "time since the treatments began")};
    for (const Name& name : variables) {
        labels.push_back(number_label(name.alias.empty() ? name.id : name.alias, name.unit, name.label));
    }
    return labels;
}

} // namespace

CsvFile summary_csv(const TrialResult& result) {
    std::vector<SummaryRow> rows;
    for (const ArmRecord& arm : result.arms) {
        for (const ArmResult& row : arm.results) {
            rows.push_back({arm.name, &row, visit_hour(result.design, row.week)});
        }
    }
    auto columns = summary_columns();
    if (result.n_member > 0) add_over_ensemble(columns);
    const auto labels = labels_of(columns);
    return {csv_header(labels) + csv_rows(rows, columns), csv_schema(labels, measure_units(result))};
}

CsvFile comparison_csv(const TrialResult& result) {
    std::vector<PublishedCells> rows;
    for (const Comparison& row : result.comparisons) {
        rows.push_back({&row, visit_hour(result.design, row.published.week)});
    }
    auto columns = comparison_columns();
    if (result.n_member > 0) add_over_ensemble(columns);
    const auto labels = labels_of(columns);
    return {csv_header(labels) + csv_rows(rows, columns), csv_schema(labels, measure_units(result))};
}

CsvFile failures_csv(const TrialResult& result) {
    const auto columns = failure_columns(result.seed);
    const auto labels = labels_of(columns);
    return {csv_header(labels) + csv_rows(result.failures, columns), csv_schema(labels)};
}

CsvFile trajectory_csv(const Trajectory& trajectory, const std::vector<Name>& variables) {
    const auto labels = trajectory_labels(variables);
    std::string table = csv_header(labels);
    for (std::size_t i = 0; i < trajectory.time.size(); ++i) {
        std::vector<std::string> cells{csv_number(trajectory.time[i])};
        for (std::size_t k = 0; k < variables.size(); ++k) {
            cells.push_back(csv_number(trajectory.values[i * variables.size() + k]));
        }
        table += csv_line(cells);
    }
    return {table, csv_schema(labels)};
}

} // namespace euthymia
