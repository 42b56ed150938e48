// SPDX-License-Identifier: Apache-2.0
// `euthymia simulate`: one person under one protocol.
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "euthymia/io/output_directory.hpp"
#include "euthymia/io/population.hpp"
#include "euthymia/io/read_biology.hpp"
#include "euthymia/io/read_patient.hpp"
#include "euthymia/io/read_protocol.hpp"
#include "euthymia/io/read_trial.hpp"
#include "euthymia/io/write_csv.hpp"
#include "euthymia/io/write_json.hpp"
#include "euthymia/io/write_netcdf.hpp"
#include "euthymia/protocol/safety.hpp"
#include "euthymia/trial/variants.hpp"
#include "run_record.hpp"
#include "text_table.hpp"

namespace euthymia::cli {

namespace {

namespace fs = std::filesystem;

constexpr double hours_per_week = 168.0;

struct SimulateArguments {
    std::string patient, protocol;
    double weeks = 12.0;
    double every = 24.0; ///< h
    std::vector<std::string> variables;
    bool may_miss = false;
    std::string trial, arm;   ///< instead of patient and protocol
    std::uint32_t person = 0; ///< of the trial
};

/// A file as named, or `<folder>/<name>.yaml` of the biology.
fs::path find_document(const std::string& name, const fs::path& folder) {
    if (fs::exists(name)) return name;
    const fs::path known = folder / (name + ".yaml");
    if (fs::exists(known)) return known;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().stem().string());
    throw InputError({fmt::format("there is no '{}'", name), folder.string(),
                      suggest(name, names, "give a file, or the name of a document in this folder")});
}

std::vector<std::string> recorded_variables(const SimulateArguments& arguments, const Biology& biology) {
    if (!arguments.variables.empty()) return arguments.variables;
    std::vector<std::string> all;
    for (const Name& name : biology.names.rows()) {
        if (!name.panel.empty()) all.push_back(name.alias);
    }
    return all;
}

std::vector<double> output_times(const SimulateArguments& arguments) {
    std::vector<double> times;
    const double end = arguments.weeks * hours_per_week;
    for (double t = 0.0; t < end; t += arguments.every) times.push_back(t);
    times.push_back(end);
    return times;
}

/// A life lived and seen.
struct Life {
    Trajectory trajectory;
    std::vector<Name> variables;
    std::string back_end;
    std::vector<std::string> warnings{};
};

std::vector<std::string> warnings_of(const std::vector<SafetyFinding>& findings) {
    std::vector<std::string> warnings;
    for (const SafetyFinding& finding : findings) {
        if (finding.action == ExerciseLimit::Action::warn) warnings.push_back(words_of(finding));
    }
    return warnings;
}

/// A document's person under a document's protocol; adds both files to `inputs`.
Life live(const SimulateArguments& arguments, const Common& common, const fs::path& directory, const Biology& biology,
          std::vector<fs::path>& inputs) {
    inputs.push_back(find_document(arguments.patient, directory / "patients"));
    const Patient patient = read_patient(inputs.back(), biology.names);
    inputs.push_back(find_document(arguments.protocol, directory / "protocols"));
    std::vector<std::string> settable{"vo2max_baseline"};
    for (const auto& [id, value] : patient.parameters) settable.push_back(id);
    const Protocol protocol = read_protocol(inputs.back());
    const Simulator simulator(equations_with_holds(biology, clamped_variables(protocol)), biology.names, settable,
                              recorded_variables(arguments, biology), accuracy_of(common), code_options());
    Person person = simulator.create({.index = 0, .age = 0.0, .is_female = false, .parameters = patient.parameters},
                                     {.seed = common.seed});
    const Capacity capacity{.vo2max = simulator.parameter(person, "vo2max_baseline")};
    Schedule schedule = make_schedule(protocol, biology.handbook, capacity);
    simulator.require(schedule);
    const auto safety = require_safe(protocol, patient.conditions, biology.handbook, capacity, inputs.back().string());
    schedule.is_voluntary = arguments.may_miss;
    if (const auto failure = simulator.live_through(person, patient.history)) {
        throw NumericalError({failure->reason, fmt::format("history of '{}', hour {}", patient.title, failure->time),
                              "tighten the tolerance with --rtol"});
    }
    return {simulator.follow(person, schedule, output_times(arguments)), simulator.variables(),
            std::string(simulator.model().backend()), warnings_of(safety)};
}

/// A person of a trial, as the trial saw them.
Life live_again(const SimulateArguments& arguments, const Common& common, const Biology& biology) {
    const TrialOptions options{
        .seed = common.seed, .n_thread = common.n_thread, .accuracy = accuracy_of(common), .code = code_options()};
    PersonRun run = run_person(read_trial(arguments.trial), biology, options, arguments.person, arguments.arm);
    return {std::move(run.trajectory), std::move(run.variables), std::move(run.back_end)};
}

double value(const Life& life, std::size_t time, std::size_t variable) {
    return life.trajectory.values[time * life.variables.size() + variable];
}

void print_table(const Life& life) {
    const std::size_t last = life.trajectory.time.size() - 1;
    std::vector<std::vector<std::string>> rows;
    for (std::size_t k = 0; k < life.variables.size(); ++k) {
        const Name& name = life.variables[k];
        rows.push_back({name.alias, fmt::format("{:.4g}", value(life, 0, k)),
                        fmt::format("{:.4g}", value(life, last / 2, k)), fmt::format("{:.4g}", value(life, last, k)),
                        name.unit, name.label});
    }
    const auto week = [&](std::size_t k) {
        return fmt::format("week {:.3g}", life.trajectory.time[k] / hours_per_week);
    };
    fmt::print("{}", text_table({"variable", week(0), week(last / 2), week(last), "unit", "meaning"}, rows));
    fmt::print("{} of {} sessions attended\n", life.trajectory.n_attended, life.trajectory.n_planned);
    fmt::print("A simulation for research and teaching, not medical advice.\n");
}

void print_json(const Life& life, const Provenance& provenance) {
    nlohmann::ordered_json json;
    json["time"] = {{"unit", "h"}, {"values", life.trajectory.time}};
    for (std::size_t k = 0; k < life.variables.size(); ++k) {
        std::vector<double> series;
        for (std::size_t i = 0; i < life.trajectory.time.size(); ++i) series.push_back(value(life, i, k));
        json["variables"][life.variables[k].alias] = {{"unit", life.variables[k].unit}, {"values", series}};
    }
    json["provenance"] = nlohmann::ordered_json::parse(provenance_json(provenance));
    fmt::print("{}\n", json.dump(2));
}

/// As of a population of one.
PopulationOutcome outcome_of(const Trajectory& seen) {
    PopulationOutcome outcome{.n_person = 1, .n_done = 1};
    if (seen.rescue)
        outcome.rescues.push_back({.patient = "1", .time = seen.rescue->time, .reason = seen.rescue->reason});
    outcome.n_rescued = outcome.rescues.size();
    return outcome;
}

void write(const fs::path& directory, const Life& life, const Provenance& provenance) {
    OutputDirectory output(directory);
    const CsvFile csv = trajectory_csv(life.trajectory, life.variables);
    output.write("trajectory.csv", csv.table);
    output.write("trajectory.schema.json", csv.schema);
    write_trajectory_netcdf(output.file("results.nc"), life.trajectory, life.variables, provenance);
    auto names = output.names();
    names.emplace_back("run.json");
    output.write("run.json", run_json(outcome_of(life.trajectory), provenance, names));
    output.publish();
}

ExitCode run(const Common& common, const SimulateArguments& arguments) {
    const RunRecord record(common, accuracy_of(common));
    const fs::path directory = find_biology(common.biology);
    const Biology biology = cut(read_biology(directory, code_options().cache), common.cuts);
    auto inputs = biology_files(directory);
    const Life life = arguments.trial.empty() ? live(arguments, common, directory, biology, inputs)
                                              : live_again(arguments, common, biology);
    if (!arguments.trial.empty()) inputs.emplace_back(arguments.trial);
    if (const auto& failure = life.trajectory.failure) {
        throw NumericalError({failure->reason, fmt::format("hour {} of the protocol", failure->time),
                              "tighten the tolerance with --rtol"});
    }
    Provenance provenance = record.finish(inputs);
    provenance.back_end = life.back_end;
    provenance.warnings = life.warnings;
    if (!common.is_quiet) {
        for (const std::string& warning : life.warnings) fmt::print(stderr, "warning: {}\n", warning);
    }
    if (!common.output.empty()) write(common.output, life, provenance);
    if (common.is_json) {
        print_json(life, provenance);
    } else {
        print_table(life);
    }
    return ExitCode::ok;
}

} // namespace

void add_simulate(CLI::App& app, Common& common, Action& chosen) {
    auto arguments = std::make_shared<SimulateArguments>();
    CLI::App* verb = app.add_subcommand("simulate", "Follow one person under a protocol");
    auto* patient = verb->add_option("PATIENT", arguments->patient, "A file, or a name in biology/patients");
    auto* protocol = verb->add_option("PROTOCOL", arguments->protocol, "A file, or a name in biology/protocols");
    auto* weeks = verb->add_option("--weeks", arguments->weeks, "How long")
                      ->capture_default_str()
                      ->check(CLI::Range(0.01, 5200.0));
    auto* every = verb->add_option("--every", arguments->every, "Hours between outputs")
                      ->capture_default_str()
                      ->check(CLI::Range(0.01, 8760.0));
    auto* variables = verb->add_option("--variables", arguments->variables,
                                       "What to record; default: everything that is shown in a report")
                          ->delimiter(',');
    auto* may_miss =
        verb->add_flag("--may-miss", arguments->may_miss, "The person may miss sessions and drop out, as in a trial");
    auto* trial =
        verb->add_option("--trial", arguments->trial,
                         "Instead of PATIENT and PROTOCOL: a person of this trial, seen as the trial saw them");
    auto* person = verb->add_option("--person", arguments->person,
                                    "Which person of the trial: 'patient' of results.nc and failures.csv");
    auto* arm = verb->add_option("--arm", arguments->arm, "Under which arm of the trial");
    for (auto* own : {patient, protocol, weeks, every, variables, may_miss}) trial->excludes(own);
    trial->needs(person)->needs(arm);
    person->needs(trial);
    arm->needs(trial);
    add_output_options(*verb, common);
    add_numeric_options(*verb, common);
    add_biology_option(*verb, common);
    add_cut_option(*verb, common);
    verb->callback([&common, &chosen, arguments] {
        if (arguments->trial.empty() && arguments->protocol.empty())
            throw CLI::RequiredError("PATIENT and PROTOCOL, or --trial");
        chosen = [&common, arguments] { return run(common, *arguments); };
    });
}

} // namespace euthymia::cli
