// SPDX-License-Identifier: Apache-2.0
// Results as tables: UTF-8, commas, one header row, shortest decimals that read back equal, missing numbers empty. The
// units stand in a schema beside each table.
#pragma once

#include <string>
#include <vector>

#include "euthymia/simulation/simulator.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// A table and its schema, a JSON text that names every column, its unit and its meaning.
struct CsvFile {
    std::string table;
    std::string schema;
};

/// One row an arm, measure and week.
[[nodiscard]] CsvFile summary_csv(const TrialResult& result);

/// One row a published number, the simulated one beside it.
[[nodiscard]] CsvFile comparison_csv(const TrialResult& result);

/// One row a person who could not be simulated to the end.
[[nodiscard]] CsvFile failures_csv(const TrialResult& result);

/// One row a time; the columns are time [h] and `variables` by their short names.
/// @param variables  Of `trajectory.values`, in its order.
[[nodiscard]] CsvFile trajectory_csv(const Trajectory& trajectory, const std::vector<Name>& variables);

} // namespace euthymia
