// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/population.hpp"

#include <fmt/format.h>

#include "write_csv_columns.hpp"

namespace euthymia {

CsvFile failures_csv(const PopulationOutcome& outcome, std::uint64_t seed, const std::string& time_unit) {
    const std::vector<Column<Incident>> columns = {
        {{"patient", "string", "", "label of the person in the population"},
         [](const auto& row) { return csv_text(row.patient); }},
        {{"seed", "integer", "", "seed of the random numbers"},
         [seed](const auto&) { return fmt::format("{}", seed); }},
        {{"time", "number", time_unit, "when the simulation failed"},
         [](const auto& row) { return csv_number(row.time); }},
        {{"reason", "string", "", "why"}, [](const auto& row) { return csv_text(row.reason); }}};
    const auto labels = labels_of(columns);
    return {csv_header(labels) + csv_rows(outcome.failures, columns), csv_schema(labels)};
}

} // namespace euthymia
