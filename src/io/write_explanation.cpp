// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_explanation.hpp"

#include "estimate_json.hpp"
#include "euthymia/io/output_directory.hpp"
#include "euthymia/io/write_json.hpp"
#include "safety_text.hpp"
#include "write_csv_columns.hpp"

namespace euthymia {

namespace {

Json part_json(const CarriedPart& part) {
    return {{"carrier", part.carrier},
            {"points", estimate_json(part.points)},
            {"percent", estimate_json(part.percent)},
            {"blocked", estimate_json(part.blocked)},
            {"alone", estimate_json(part.alone)}};
}

Json arm_json(const ExplainedArm& arm) {
    return {{"arm", arm.arm},
            {"effect", estimate_json(arm.effect)},
            {"nonspecific",
             {{"points", estimate_json(arm.nonspecific)}, {"percent", estimate_json(arm.nonspecific_percent)}}},
            {"parts", list(arm.parts, part_json)},
            {"worth", arm.worth}};
}

Json failure_json(const FailedPerson& failed) {
    return {{"patient", failed.patient}, {"arm", failed.arm}, {"time", failed.time}, {"reason", failed.reason}};
}

/// A line of the table; a carrier, or what remains.
struct PartRow {
    std::string arm, carrier;
    Estimate points;
    std::optional<Estimate> percent, blocked, alone;
};

std::vector<PartRow> rows_of(const Explanation& explanation) {
    std::vector<PartRow> rows;
    for (const ExplainedArm& arm : explanation.arms) {
        for (const CarriedPart& part : arm.parts) {
            rows.push_back({arm.arm, part.carrier, part.points, part.percent, part.blocked, part.alone});
        }
        rows.push_back({arm.arm, "non-specific", arm.nonspecific, arm.nonspecific_percent, {}, {}});
        rows.push_back({arm.arm, "effect", arm.effect, {}, {}, {}});
    }
    return rows;
}

using PartColumns = std::vector<Column<PartRow>>;

/// Value and interval, three columns.
void add_estimate(PartColumns& columns, const std::string& name, const std::string& unit, const std::string& meaning,
                  const std::function<std::optional<Estimate>(const PartRow&)>& estimate) {
    const auto add = [&](const std::string& suffix, const std::string& what, double Estimate::*number) {
        columns.push_back({{name + suffix, "number", unit, what + meaning}, [=](const PartRow& row) {
                               const auto found = estimate(row);
                               return found ? csv_number((*found).*number) : std::string();
                           }});
    };
    add("", "", &Estimate::value);
    add("_low", "lower end of the 95 % interval of: ", &Estimate::low);
    add("_high", "upper end of the 95 % interval of: ", &Estimate::high);
}

PartColumns part_columns() {
    const std::string unit = "unit of the measure";
    PartColumns columns{
        {{"arm", "string", "", "arm compared with the comparator"}, [](const auto& row) { return csv_text(row.arm); }},
        {{"carrier", "string", "", "what carried; 'non-specific': what remains, 'effect': all of it"},
         [](const auto& row) { return csv_text(row.carrier); }}};
    add_estimate(columns, "points", unit, "part of the effect (Shapley value)",
                 [](const auto& row) { return row.points; });
    add_estimate(columns, "percent", "percent", "part of the effect", [](const auto& row) { return row.percent; });
    add_estimate(columns, "blocked", unit, "what the effect loses when this carrier alone is blocked",
                 [](const auto& row) { return row.blocked; });
    add_estimate(columns, "alone", unit, "what the effect gains when this carrier alone is open",
                 [](const auto& row) { return row.alone; });
    return columns;
}

} // namespace

std::string explanation_json(const Explanation& explanation, const Provenance& provenance) {
    const Json json = {{"title", explanation.title},
                       {"comparator", explanation.comparator},
                       {"measure", explanation.measure},
                       {"week", explanation.week},
                       {"people", explanation.n_person},
                       {"carriers", explanation.carriers},
                       {"arms", list(explanation.arms, arm_json)},
                       {"failures", list(explanation.failures, failure_json)},
                       {"provenance", to_json(provenance)},
                       {"safety", safety_text()}};
    return dump(json, 2) + "\n";
}

CsvFile explanation_csv(const Explanation& explanation) {
    const auto columns = part_columns();
    const auto labels = labels_of(columns);
    return {csv_header(labels) + csv_rows(rows_of(explanation), columns), csv_schema(labels)};
}

void write_explanation(const std::filesystem::path& directory, const Explanation& explanation,
                       const Provenance& provenance) {
    OutputDirectory output(directory);
    const CsvFile csv = explanation_csv(explanation);
    output.write("explain.json", explanation_json(explanation, provenance));
    output.write("explain.csv", csv.table);
    output.write("explain.schema.json", csv.schema);
    auto names = output.names();
    names.emplace_back("run.json");
    output.write("run.json", run_json(provenance, names));
    output.publish();
}

} // namespace euthymia
