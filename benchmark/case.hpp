// SPDX-License-Identifier: Apache-2.0
// A model, a population and a schedule: what every contestant of a benchmark is given.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "euthymia/model/equations.hpp"

namespace euthymia::benchmark {

/// A parameter takes a value, for every patient at the same time.
struct Change {
    double time; ///< the model's
    std::string id;
    double value;
};

/// One row of benchmark/cases.tsv with all that it names.
struct Case {
    std::string name, unit;
    std::filesystem::path model;
    Equations equations;
    std::vector<std::string> states;             ///< those that integrate: the ones that are compared
    std::vector<std::string> quantities;         ///< the same values as quantities of the model, same order
    std::vector<std::string> varied;             ///< parameters that differ between patients
    std::vector<std::vector<double>> population; ///< their values, shape `n_patient x n_varied`
    std::vector<std::string> inputs;             ///< parameters that the schedule sets
    std::vector<Change> schedule;                ///< ascending in time
    std::vector<double> times;                   ///< when results are compared, ascending, model time

    /// `varied` and `inputs`.
    [[nodiscard]] std::vector<std::string> settable() const;
};

/// Names of the rows of `cases.tsv`.
[[nodiscard]] std::vector<std::string> case_names(const std::filesystem::path& root);

/// Reads a case and draws its patients: patient k is the same in a population of any size.
/// @param root  The repository.
/// @throws InputError  for a faulty document or an unknown name.
[[nodiscard]] Case read_case(const std::filesystem::path& root, const std::string& name, int n_patient);

} // namespace euthymia::benchmark
