// SPDX-License-Identifier: Apache-2.0
// The published numbers of the board as a table.
#include "board_rows.hpp"
#include "euthymia/trial/statistic_table.hpp"
#include "write_csv_columns.hpp"

namespace euthymia {

namespace {

using BoardColumn = Column<BoardRow>;

BoardColumn text(const std::string& name, const std::string& description, auto value) {
    return {{name, "string", "", description}, [value](const BoardRow& row) { return csv_text(value(row)); }};
}

BoardColumn number(const std::string& name, const std::string& unit, const std::string& description, auto value) {
    return {{name, "number", unit, description}, [value](const BoardRow& row) { return csv_number(value(row)); }};
}

BoardColumn published_text(const std::string& name, const std::string& description, std::string PublishedRow::*member) {
    return text(name, description, [member](const BoardRow& row) { return row.comparison.published.*member; });
}

BoardColumn simulated(const std::string& name, const std::string& description, double Comparison::*member) {
    return number(name, "as column 'unit'", description,
                  [member](const BoardRow& row) { return row.comparison.*member; });
}

BoardColumn over_ensemble(const std::string& name, const std::string& description, double Estimate::*member) {
    return number(name, "as column 'unit'", description, [member](const BoardRow& row) -> std::optional<double> {
        if (!row.comparison.over_ensemble) return std::nullopt;
        return (*row.comparison.over_ensemble).*member;
    });
}

std::vector<BoardColumn> columns() {
    const std::string of_row = "as column 'unit'";
    return {
        published_text("id", "of the published number", &PublishedRow::id),
        published_text("split", "calibration or validation", &PublishedRow::split),
        text("system", "what the measure belongs to", [](const BoardRow& row) { return row.system; }),
        text("treatment", "of the arm", [](const BoardRow& row) { return row.treatment; }),
        text("trial", "title", [](const BoardRow& row) { return row.trial; }),
        text("source", "key of references.bib", [](const BoardRow& row) { return row.source; }),
        published_text("arm", "arm of the trial", &PublishedRow::arm),
        published_text("versus", "arm compared with; empty for a statistic of one arm", &PublishedRow::versus),
        published_text("measure", "scale or model variable", &PublishedRow::measure),
        number("week", "week", "time of the visit", [](const BoardRow& row) { return row.comparison.published.week; }),
        number("hour", "h", "the same since midnight of the first day, where the trial tells it so",
               [](const BoardRow& row) { return row.hour; }),
        published_text("statistic", "what was published", &PublishedRow::statistic),
        text("event", "that the statistic counts; empty for none",
             [](const BoardRow& row) { return event_of(row.comparison.published); }),
        text("unit", "of the values of this row", [](const BoardRow& row) { return row.unit; }),
        number("published", of_row, "published value",
               [](const BoardRow& row) { return row.comparison.published.value; }),
        number("published_low", of_row, "lower end of the published interval",
               [](const BoardRow& row) { return row.comparison.published.low; }),
        number("published_high", of_row, "upper end of the published interval",
               [](const BoardRow& row) { return row.comparison.published.high; }),
        simulated("simulated", "mean over replicate trials of the published size", &Comparison::simulated),
        simulated("simulated_low", "2.5 % of the replicates lie below", &Comparison::low),
        simulated("simulated_high", "2.5 % of the replicates lie above", &Comparison::high),
        number("position", "1", "of the simulated value in the band of agreement: -1 and 1 at its ends",
               [](const BoardRow& row) { return row.band.position(row.comparison.simulated); }),
        {{"agrees", "boolean", "", "the simulated value lies where it should"},
         [](const BoardRow& row) { return std::string(row.comparison.agrees ? "true" : "false"); }}};
}

/// Only where an ensemble was run.
void add_over_ensemble(std::vector<BoardColumn>& columns) {
    columns.push_back(
        over_ensemble("ensemble_mean", "simulated, mean over the ensemble of calibrated parameters", &Estimate::value));
    columns.push_back(over_ensemble("ensemble_low", "2.5 % of the ensemble lie below", &Estimate::low));
    columns.push_back(over_ensemble("ensemble_high", "2.5 % of the ensemble lie above", &Estimate::high));
}

} // namespace

CsvFile evidence_csv(const Evidence& evidence) {
    const auto rows = board_rows(evidence);
    auto all = columns();
    if (has_ensemble(rows)) add_over_ensemble(all);
    const auto labels = labels_of(all);
    return {csv_header(labels) + csv_rows(rows, all), csv_schema(labels)};
}

} // namespace euthymia
