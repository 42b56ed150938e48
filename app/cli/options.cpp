// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

namespace euthymia::cli {

void add_output_options(CLI::App& verb, Common& common) {
    verb.add_option("-o,--output", common.output, "Write the results to this directory");
    verb.add_flag("--json", common.is_json, "Print JSON to standard output");
    verb.add_flag("-q,--quiet", common.is_quiet, "No progress and no remarks");
}

void add_numeric_options(CLI::App& verb, Common& common) {
    verb.add_option("--seed", common.seed, "Seed of the random numbers")->capture_default_str();
    verb.add_option("--threads", common.n_thread, "Threads; 0 uses all")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber);
    verb.add_option("--rtol", common.rtol, "Relative tolerance of the integration")
        ->capture_default_str()
        ->check(CLI::Range(1e-12, 1e-2));
}

void add_biology_option(CLI::App& verb, Common& common) {
    verb.add_option("--biology", common.biology, "Directory of the science; default: found from here upwards");
}

} // namespace euthymia::cli
