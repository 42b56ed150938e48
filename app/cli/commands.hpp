// SPDX-License-Identifier: Apache-2.0
// The verbs of the command line. Each parses its own options and, when chosen, runs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "euthymia/base/error.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia::cli {

/// Options that every verb understands.
struct Common {
    std::optional<std::filesystem::path> biology; ///< the directory of the science
    std::string output;                           ///< -o; empty: none
    std::uint64_t seed = 1;
    int n_thread = 0;
    double rtol = 1e-6;             ///< relative error wanted of the result
    std::string method = "rodas5p"; ///< rodas5p, rodas4 or cvode
    double max_failed = 0.01;       ///< largest share of people who may fail
    std::vector<std::string> cuts;  ///< arrows between systems that are cut
    bool is_json = false;
    bool is_quiet = false;
    std::string command_line;
};

/// What a verb does when it was chosen.
using Action = std::function<ExitCode()>;

/// Each adds its verb to `app` and stores in `chosen` what to do.
void add_simulate(CLI::App& app, Common& common, Action& chosen);
void add_trial(CLI::App& app, Common& common, Action& chosen);
void add_evidence(CLI::App& app, Common& common, Action& chosen);
void add_explain(CLI::App& app, Common& common, Action& chosen);
void add_sensitivity(CLI::App& app, Common& common, Action& chosen);
void add_calibrate(CLI::App& app, Common& common, Action& chosen);
void add_sbml(CLI::App& app, Common& common, Action& chosen);
void add_sbml_test(CLI::App& app, Action& chosen);
void add_trace(CLI::App& app, Common& common, Action& chosen);

/// -o, --seed, --threads, --rtol, --method, --max-failed, --json, --biology, -q, as far as a verb understands them.
void add_output_options(CLI::App& verb, Common& common);
void add_quiet_option(CLI::App& verb, Common& common);
void add_numeric_options(CLI::App& verb, Common& common);
void add_failure_option(CLI::App& verb, Common& common);
void add_biology_option(CLI::App& verb, Common& common);
void add_cut_option(CLI::App& verb, Common& common);

/// How large the trials of a verb are simulated.
struct PoolSize {
    int n_pool = 200;
    int n_replicate = 200;
};

/// --pool and --replicates.
void add_pool_options(CLI::App& verb, PoolSize& size);

/// What --rtol and --method ask for.
[[nodiscard]] Accuracy accuracy_of(const Common& common);

/// Models, as read and as compiled, are kept in $XDG_CACHE_HOME/euthymia, or ~/.cache/euthymia; nowhere if neither is
/// known.
[[nodiscard]] JitOptions code_options();

} // namespace euthymia::cli
