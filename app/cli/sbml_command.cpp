// SPDX-License-Identifier: Apache-2.0
// `euthymia sbml`: any SBML model, once or for a population.
#include <charconv>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>

#include <fmt/format.h>

#include "commands.hpp"
#include "euthymia/io/output_directory.hpp"
#include "euthymia/sbml/read.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia::cli {

namespace {

struct SbmlArguments {
    std::string model;
    double end = 0.0;
    int n_step = 100;
    std::vector<std::string> settings; ///< id=value
    std::vector<std::string> variables;
    std::string population; ///< CSV: a header of ids, one person a row
};

using Row = std::map<std::string, double>;

double parse_number(const std::string& text, const std::string& where) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw InputError({fmt::format("'{}' is not a number", text), where, "write a decimal number"});
    }
    return value;
}

Row parse_settings(const std::vector<std::string>& settings) {
    Row row;
    for (const std::string& setting : settings) {
        const auto sign = setting.find('=');
        if (sign == std::string::npos) {
            throw InputError({fmt::format("'{}' sets nothing", setting), "option --set", "write id=value"});
        }
        row[setting.substr(0, sign)] = parse_number(setting.substr(sign + 1), "option --set " + setting);
    }
    return row;
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) {
        cell.erase(cell.find_last_not_of(" \r") + 1);
        cells.push_back(cell.substr(std::min(cell.find_first_not_of(' '), cell.size())));
    }
    return cells;
}

/// One row of parameters a person.
std::vector<Row> read_population(const std::string& file) {
    std::ifstream stream(file);
    if (!stream) throw InputError({"the file cannot be read", file, "check the path and its permissions"});
    std::string line;
    std::getline(stream, line);
    const auto ids = cells_of(line);
    std::vector<Row> people;
    for (int number = 2; std::getline(stream, line); ++number) {
        const auto cells = cells_of(line);
        const std::string where = fmt::format("{}:{}", file, number);
        if (cells.size() != ids.size()) {
            throw InputError({fmt::format("{} cells under {} ids", cells.size(), ids.size()), where, "fill the row"});
        }
        Row& row = people.emplace_back();
        for (std::size_t k = 0; k < ids.size(); ++k) row[ids[k]] = parse_number(cells[k], where);
    }
    return people;
}

std::vector<Row> people_of(const SbmlArguments& arguments) {
    const Row fixed = parse_settings(arguments.settings);
    auto people = arguments.population.empty() ? std::vector<Row>(1) : read_population(arguments.population);
    for (Row& row : people) row.insert(fixed.begin(), fixed.end());
    return people;
}

/// Without a choice: every species, then everything else that can change.
std::vector<std::string> variables_of(const SbmlArguments& arguments, const Model& model) {
    if (!arguments.variables.empty()) return arguments.variables;
    std::vector<std::string> ids;
    for (const Species& species : model.species) ids.push_back(species.id);
    for (const Compartment& compartment : model.compartments) {
        if (!compartment.is_constant) ids.push_back(compartment.id);
    }
    for (const Parameter& parameter : model.parameters) {
        if (!parameter.is_constant) ids.push_back(parameter.id);
    }
    return ids;
}

std::vector<double> output_times(const SbmlArguments& arguments) {
    std::vector<double> times;
    for (int k = 0; k <= arguments.n_step; ++k) times.push_back(arguments.end * k / arguments.n_step);
    return times;
}

void append_rows(std::string& csv, std::size_t person, bool is_population, const Trajectory& seen,
                 std::size_t n_variable) {
    for (std::size_t i = 0; i < seen.time.size(); ++i) {
        csv += is_population ? fmt::format("{},{}", person + 1, seen.time[i]) : fmt::format("{}", seen.time[i]);
        for (std::size_t k = 0; k < n_variable; ++k) csv += fmt::format(",{}", seen.values[i * n_variable + k]);
        csv += '\n';
    }
}

std::vector<std::string> ids_to_set(const std::vector<Row>& people) {
    std::vector<std::string> ids;
    for (const auto& [id, value] : people.front()) ids.push_back(id);
    return ids;
}

Trajectory follow(const Simulator& simulator, const Row& parameters, std::size_t number,
                  const std::vector<double>& times) {
    Person person = simulator.create({.index = 0, .age = 0.0, .is_female = false, .parameters = parameters}, {});
    Trajectory seen = simulator.follow(person, {}, times);
    if (seen.failure) {
        throw NumericalError({seen.failure->reason, fmt::format("person {}, time {}", number + 1, seen.failure->time),
                              "tighten the tolerance with --rtol, or check the model"});
    }
    return seen;
}

ExitCode run(const Common& common, const SbmlArguments& arguments) {
    const Model model = read_sbml(arguments.model);
    const auto people = people_of(arguments);
    const auto variables = variables_of(arguments, model);
    const Accuracy accuracy{.rtol = common.rtol, .atol = common.rtol, .least_scale = 1e-6};
    const Simulator simulator(derive_equations(model), {}, ids_to_set(people), variables, accuracy);
    const auto times = output_times(arguments);
    std::vector<Trajectory> seen(people.size());
    for_each_person(people.size(), common.n_thread,
                    [&](std::size_t k) { seen[k] = follow(simulator, people[k], k, times); }, {});
    const bool is_population = !arguments.population.empty();
    std::string csv = is_population ? "id,time" : "time";
    for (const std::string& id : variables) csv += "," + id;
    csv += '\n';
    for (std::size_t k = 0; k < seen.size(); ++k) append_rows(csv, k, is_population, seen[k], variables.size());
    if (common.output.empty() || common.output == "-") {
        fmt::print("{}", csv);
    } else {
        write_whole_file(common.output, csv);
    }
    return ExitCode::ok;
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
    verb->add_option("--variables", arguments->variables, "What to print; amount(S), concentration(S) for a species S")
        ->delimiter(',');
    verb->add_option("--population", arguments->population, "CSV: a header of ids, one person a row");
    verb->add_option("-o,--output", common.output, "CSV file; - or nothing: standard output");
    add_numeric_options(*verb, common);
    verb->callback(
        [&common, &chosen, arguments] { chosen = [&common, arguments] { return run(common, *arguments); }; });
}

} // namespace euthymia::cli
