// SPDX-License-Identifier: Apache-2.0
// `euthymia sbml-test`: the wrapper that the runner of the SBML Test Suite calls.
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "commands.hpp"
#include "euthymia/io/output_directory.hpp"
#include "euthymia/io/sbml_test_case.hpp"

namespace euthymia::cli {

namespace {

namespace fs = std::filesystem;

struct SbmlTestArguments {
    std::string directory, number, output;
    int level = 3, version = 2;
};

ExitCode run(const SbmlTestArguments& arguments) {
    const fs::path folder = fs::path(arguments.directory) / arguments.number;
    const auto settings = read_sbml_test_settings(folder / (arguments.number + "-settings.txt"));
    const auto model = folder / fmt::format("{}-sbml-l{}v{}.xml", arguments.number, arguments.level, arguments.version);
    const Trajectory trajectory = simulate_sbml_test(model, settings);
    if (trajectory.failure) {
        throw NumericalError({trajectory.failure->reason,
                              fmt::format("case {}, time {}", arguments.number, trajectory.failure->time),
                              "report the case: it should run"});
    }
    fs::create_directories(arguments.output);
    write_whole_file(fs::path(arguments.output) / (arguments.number + ".csv"), sbml_test_csv(settings, trajectory));
    return ExitCode::ok;
}

} // namespace

void add_sbml_test(CLI::App& app, Action& chosen) {
    auto arguments = std::make_shared<SbmlTestArguments>();
    CLI::App* verb =
        app.add_subcommand("sbml-test", "Run a case of the SBML Test Suite for its runner: %d %n %o %l %v");
    verb->add_option("DIR", arguments->directory, "Folder of the cases")->required();
    verb->add_option("CASE", arguments->number, "Number of the case, five digits")->required();
    verb->add_option("OUT", arguments->output, "Folder to write CASE.csv to")->required();
    verb->add_option("LEVEL", arguments->level, "Level of SBML")->required()->check(CLI::Range(1, 3));
    verb->add_option("VERSION", arguments->version, "Version of the Level")->required()->check(CLI::Range(1, 5));
    verb->callback([&chosen, arguments] { chosen = [arguments] { return run(*arguments); }; });
}

} // namespace euthymia::cli
