// SPDX-License-Identifier: Apache-2.0
// Cases of the public SBML Test Suite: what each asks for, and our answer.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "euthymia/simulation/simulator.hpp"

namespace euthymia {

/// What a case asks for (`NNNNN-settings.txt`), in the model's units.
struct SbmlTestSettings {
    double start = 0.0, duration = 0.0;
    int n_step = 0;                          ///< the table has one row more
    std::vector<std::string> variables;      ///< columns, in order
    std::vector<std::string> amounts;        ///< variables to report as amounts, whatever the species' own meaning
    std::vector<std::string> concentrations; ///< variables to report as concentrations
    double absolute = 0.0, relative = 0.0;   ///< tolerances a result must meet
};

/// @throws InputError        if the file cannot be read, or a key is missing or no number (names it).
/// @throws UnsupportedError  for a stochastic case, and one of flux balance.
[[nodiscard]] SbmlTestSettings read_sbml_test_settings(const std::filesystem::path& file);

/// Simulates a case far more exactly than its tolerances ask.
/// @return values of shape `n_step + 1` x `variables`, variable fastest; its `failure` says why it did not end.
/// @throws InputError, UnsupportedError  as `read_sbml` and `derive_equations`, and for a variable the model lacks.
[[nodiscard]] Trajectory simulate_sbml_test(const std::filesystem::path& model, const SbmlTestSettings& settings);

/// The table the suite's runner reads: a header, then one row a time, 17 digits.
[[nodiscard]] std::string sbml_test_csv(const SbmlTestSettings& settings, const Trajectory& trajectory);

} // namespace euthymia
