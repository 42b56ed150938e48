// SPDX-License-Identifier: Apache-2.0
// What is taken for the truth.
#pragma once

#include <filesystem>
#include <vector>

#include "baseline.hpp"
#include "case.hpp"

namespace euthymia::benchmark {

/// Runs the whole population at rtol 1e-12, absolute tolerance 1e-14 of each state's scale, and gives `solver` that
/// scale. Kept in `folder`, read from there if the case is the same; shape of `Run::values`.
[[nodiscard]] std::vector<double> reference_of(const Case& problem, Baseline& solver,
                                               const std::filesystem::path& folder);

/// rms error of the first patients' run at ten times these tolerances: the reference's own is well below it.
[[nodiscard]] double reference_error(const Case& problem, Baseline& solver, const std::vector<double>& reference);

/// Writes what benchmark/others.py needs to run the same patients: population.csv, schedule.csv.
void export_case(const Case& problem, const std::filesystem::path& folder);

/// Writes what it needs to know how wrong they are: reference.csv.
void export_reference(const Case& problem, const std::vector<double>& reference, const std::filesystem::path& folder);

} // namespace euthymia::benchmark
