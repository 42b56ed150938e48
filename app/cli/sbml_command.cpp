// SPDX-License-Identifier: Apache-2.0
// `euthymia sbml`: any SBML model, once or for a population.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "commands.hpp"
#include "euthymia/io/output_directory.hpp"
#include "euthymia/io/population_csv.hpp"
#include "euthymia/io/population_netcdf.hpp"
#include "euthymia/io/text_file.hpp"
#include "euthymia/sbml/read.hpp"
#include "interrupt.hpp"
#include "population_run.hpp"
#include "run_record.hpp"
#include "sbml_people.hpp"

namespace euthymia::cli {

namespace {

namespace fs = std::filesystem;

/// What a run is made of.
struct SbmlRun {
    const Common& common;
    const SbmlArguments& arguments;
    const SbmlPeople& people;
    const RunRecord& record;
};

[[noreturn]] void refuse_netcdf_file(const std::string& output) {
    throw InputError({"the results are a directory, not one NetCDF file", output,
                      "give the name of a directory, into which results.nc is written, or of a .csv file"});
}

/// A CSV file, or something that is there and takes text, as a pipe does; otherwise a directory is meant.
bool is_text_output(const fs::path& output) {
    std::error_code ignored;
    if (output.extension() == ".nc" && !fs::is_directory(output, ignored)) refuse_netcdf_file(output);
    return output.extension() == ".csv" || (fs::exists(output, ignored) && !fs::is_directory(output, ignored));
}

[[noreturn]] void refuse_standard_output() {
    throw InputError({"the results cannot be written: " + std::generic_category().message(errno), "standard output",
                      "free some space, or choose another place with -o"});
}

void print(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) refuse_standard_output();
}

/// People whose rows fill about 64 MB may wait for one who takes long.
std::size_t people_together(const PopulationShape& shape) {
    constexpr std::size_t bytes_to_wait = std::size_t{1} << 26, bytes_a_number = 20, fewest = 64;
    const std::size_t bytes_a_person = shape.time.size() * (shape.variables.size() + 1) * bytes_a_number;
    return std::max(bytes_to_wait / bytes_a_person, fewest);
}

PopulationOutcome write_csv(const SbmlRun& run, const PopulationCsv::Write& write) {
    const SbmlPeople& people = run.people;
    PopulationCsv csv(write, people.shape(), people.is_population());
    const PopulationTask task{.simulator = people.simulator(),
                              .shape = people.shape(),
                              .begin = [&](std::size_t k) { return people.begin(k); },
                              .put = [&](std::size_t k, const Trajectory& seen) { csv.put(k, seen); },
                              .n_together = people_together(people.shape())};
    PopulationOutcome outcome = run_population(task, run.common);
    csv.close();
    return outcome;
}

ExitCode print_csv(const SbmlRun& run) {
    const PopulationOutcome outcome = write_csv(run, print);
    if (std::fflush(stdout) != 0) refuse_standard_output();
    return conclude(outcome, run.common, {"standard output", run.people.is_population()});
}

ExitCode write_csv_file(const SbmlRun& run) {
    PopulationOutcome outcome;
    const fs::path place = write_whole_file(run.common.output, [&](const fs::path& partial) {
        TextFile file(partial);
        outcome = write_csv(run, [&](std::string_view text) { file.write(text); });
        file.close();
        return !outcome.is_interrupted;
    });
    return conclude(outcome, run.common, {place.string(), run.people.is_population()});
}

void write_records(OutputDirectory& output, const PopulationOutcome& outcome, const Provenance& provenance,
                   const std::string& time_unit) {
    const CsvFile failures = failures_csv(outcome, provenance.seed, time_unit);
    output.write("failures.csv", failures.table);
    output.write("failures.schema.json", failures.schema);
    auto names = output.names();
    names.emplace_back("run.json");
    output.write("run.json", run_json(outcome, provenance, names));
}

ExitCode write_directory(const SbmlRun& run) {
    const SbmlPeople& people = run.people;
    OutputDirectory output(run.common.output);
    PopulationNetcdf courses(output.file("results.nc"), people.shape());
    const PopulationTask task{.simulator = people.simulator(),
                              .shape = people.shape(),
                              .begin = [&](std::size_t k) { return people.begin(k); },
                              .put = [&](std::size_t k, const Trajectory& seen) { courses.put(k, seen); }};
    const PopulationOutcome outcome = run_population(task, run.common);
    std::vector<fs::path> inputs{run.arguments.model};
    if (people.is_population()) inputs.emplace_back(run.arguments.population);
    Provenance provenance = run.record.finish(inputs);
    provenance.back_end = people.simulator().model().backend();
    courses.close(provenance);
    write_records(output, outcome, provenance, people.shape().time_unit);
    output.publish();
    return conclude(outcome, run.common, {run.common.output, people.is_population()});
}

ExitCode run(const Common& common, const SbmlArguments& arguments) {
    watch_for_interrupt(); // before there is something half done
    Accuracy accuracy = accuracy_of(common);
    accuracy.atol = common.rtol;
    accuracy.least_scale = 1e-6;
    const RunRecord record(common, accuracy);
    const SbmlPeople people(arguments, read_sbml(arguments.model, code_options().cache), common.seed, accuracy);
    const SbmlRun run{common, arguments, people, record};
    if (common.output.empty() || common.output == "-") return print_csv(run);
    return is_text_output(common.output) ? write_csv_file(run) : write_directory(run);
}

} // namespace

void add_sbml(CLI::App& app, Common& common, Action& chosen) {
    auto arguments = std::make_shared<SbmlArguments>();
    CLI::App* verb = app.add_subcommand("sbml", "Run any SBML model of the supported constructs");
    verb->add_option("MODEL", arguments->model, "SBML file, Level 1 to 3")->required();
    verb->add_option("--end", arguments->end, "End time, model units")->required()->check(CLI::PositiveNumber);
    verb->add_option("--steps", arguments->n_step, "Output steps")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000000));
    verb->add_option("--set", arguments->settings, "id=value, a constant of the model");
    verb->add_option("--variables", arguments->variables, "What to record; amount(S), concentration(S) for a species S")
        ->delimiter(',');
    verb->add_option("--population", arguments->population,
                     "CSV: a header of ids, one person a row; a column 'id' holds labels");
    verb->add_option("-o,--output", common.output,
                     "A directory: NetCDF, failures and a record; a .csv file; - or nothing: CSV to standard output");
    add_quiet_option(*verb, common);
    add_numeric_options(*verb, common);
    add_failure_option(*verb, common);
    verb->callback(
        [&common, &chosen, arguments] { chosen = [&common, arguments] { return run(common, *arguments); }; });
}

} // namespace euthymia::cli
