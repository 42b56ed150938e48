// SPDX-License-Identifier: Apache-2.0
// The command line: parse, call, print.
#include <csignal>
#include <exception>
#include <string>

#include <fmt/core.h>

#include "commands.hpp"
#include "euthymia/base/version.hpp"
#include "euthymia/compile/jit.hpp"
#include "interrupt.hpp"

namespace euthymia::cli {

namespace {

int report(const Error& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return static_cast<int>(error.code());
}

/// What evaluates models on this machine.
std::string back_end_here() {
    const VectorUnit unit = vector_unit();
    return unit.name == "none" ? "interpreter" : backend_name(unit);
}

int run(int argc, char** argv) {
    CLI::App app("Euthymia simulates the neurobiology of depression and of what treats it.\n"
                 "A research and teaching instrument: it gives no diagnosis and no medical advice.");
    app.set_version_flag("-V,--version", "euthymia " + version() + "\n" + back_end_here());
    app.require_subcommand(1);
    Common common;
    for (int k = 0; k < argc; ++k) common.command_line += (k == 0 ? "euthymia" : " " + std::string(argv[k]));
    Action chosen;
    add_simulate(app, common, chosen);
    add_trial(app, common, chosen);
    add_evidence(app, common, chosen);
    add_explain(app, common, chosen);
    add_sensitivity(app, common, chosen);
    add_calibrate(app, common, chosen);
    add_sbml(app, common, chosen);
    add_sbml_test(app, chosen);
    add_trace(app, common, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::usage);
    }
    return static_cast<int>(chosen());
}

} // namespace

} // namespace euthymia::cli

int main(int argc, char** argv) {
    using euthymia::ExitCode;
    std::signal(SIGXFSZ, SIG_IGN); // a file that grows over its limit becomes an error we can explain
    try {
        return euthymia::cli::run(argc, argv);
    } catch (const euthymia::Error& error) {
        return euthymia::cli::report(error);
    } catch (const euthymia::cli::Interrupted&) {
        fmt::print(stderr, "interrupted: what was not finished was not written\n");
        return static_cast<int>(ExitCode::interrupted);
    } catch (const std::exception& error) {
        fmt::print(stderr,
                   "error: {}\n  where: inside euthymia {}\n  do:    this is our mistake; please report it with the "
                   "command line\n",
                   error.what(), euthymia::version());
        return static_cast<int>(ExitCode::internal);
    }
}
