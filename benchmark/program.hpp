// SPDX-License-Identifier: Apache-2.0
// What every program of the benchmarks does around its question.
#pragma once

#include <exception>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace euthymia::benchmark {

/// Reads the command line into what `app` knows, then runs `work`. @return the exit code: 1 after an exception, whose
/// text goes to standard error.
template <typename Work>
int run_program(CLI::App& app, int n_argument, char** arguments, const Work& work) {
    CLI11_PARSE(app, n_argument, arguments);
    try {
        work();
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}

} // namespace euthymia::benchmark
