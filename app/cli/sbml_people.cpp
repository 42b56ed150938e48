// SPDX-License-Identifier: Apache-2.0
#include "sbml_people.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "commands.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/io/number.hpp"

namespace euthymia::cli {

namespace {

using Settings = std::map<std::string, double>;

std::vector<std::string> constants_of(const Equations& equations) {
    std::vector<std::string> ids;
    for (const Constant& constant : equations.constants) ids.push_back(constant.id);
    return ids;
}

/// Adds "id=value" to `settings`.
void read_setting(const std::string& text, const std::vector<std::string>& known, Settings& settings) {
    const auto sign = text.find('=');
    if (sign == std::string::npos) {
        throw InputError({fmt::format("'{}' sets nothing", text), "option --set", "write id=value"});
    }
    const std::string id = text.substr(0, sign), number = text.substr(sign + 1), where = "option --set " + text;
    if (std::find(known.begin(), known.end(), id) == known.end()) {
        throw InputError({fmt::format("the model has no constant '{}' to set", id), where,
                          suggest(id, known, "use the id of a constant of the model")});
    }
    const auto value = parse_number(number);
    if (!value) throw InputError({fmt::format("'{}' is not a number", number), where, "write a decimal number"});
    settings[id] = *value;
}

Settings read_settings(const std::vector<std::string>& texts, const std::vector<std::string>& known) {
    Settings settings;
    for (const std::string& text : texts) read_setting(text, known, settings);
    return settings;
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

Name name_of(const std::string& id, const std::string& name, const std::string& unit) {
    return {.alias = id, .id = id, .panel = {}, .unit = unit, .label = name.empty() ? id : name};
}

/// What the model says of names and units; a unit that it does not state is empty.
std::vector<Name> names_in(const Model& model) {
    std::vector<Name> names;
    std::map<std::string, std::string> size_units;
    for (const Compartment& compartment : model.compartments) {
        names.push_back(name_of(compartment.id, compartment.name, compartment.units));
        size_units[compartment.id] = compartment.units;
    }
    for (const Species& species : model.species) {
        const std::string& size_unit = size_units[species.compartment];
        const bool is_known = !species.units.empty() && !size_unit.empty();
        const std::string density = is_known ? fmt::format("{}/{}", species.units, size_unit) : "";
        const std::string& name = species.name.empty() ? species.id : species.name;
        names.push_back(name_of(species.id, name, species.has_only_substance_units ? species.units : density));
        names.push_back(name_of(amount_of(species.id), "amount of " + name, species.units));
        names.push_back(name_of(concentration_of(species.id), "concentration of " + name, density));
    }
    for (const Parameter& parameter : model.parameters) {
        names.push_back(name_of(parameter.id, parameter.name, parameter.units));
    }
    return names;
}

std::vector<Name> describe(const std::vector<Name>& variables, const Model& model) {
    const Names known(names_in(model));
    std::vector<Name> described;
    for (const Name& variable : variables) described.push_back(known.find(variable.id));
    return described;
}

std::vector<std::string> ids_to_set(const Settings& settings, const PopulationFile* file) {
    std::vector<std::string> ids;
    for (const auto& [id, value] : settings) ids.push_back(id);
    if (file == nullptr) return ids;
    for (const std::string& id : file->ids()) {
        if (!settings.contains(id)) ids.push_back(id);
    }
    return ids;
}

std::vector<double> output_times(const SbmlArguments& arguments) {
    std::vector<double> times;
    for (int k = 0; k <= arguments.n_step; ++k) times.push_back(arguments.end * k / arguments.n_step);
    return times;
}

std::shared_ptr<const PopulationFile> read_people(const std::string& file, const std::vector<std::string>& known) {
    return file.empty() ? nullptr : std::make_shared<const PopulationFile>(file, known);
}

/// The random numbers of a person belong to the label, so that the order of rows does not matter. A label that is a
/// number has them for itself among such labels; the hash of any other may meet that of another, or a number, and two
/// people then share theirs.
std::uint32_t number_of(const std::string& label) {
    const auto number = parse_integer(label);
    const bool is_index = number && *number >= 0 && *number <= std::numeric_limits<std::uint32_t>::max();
    return is_index ? static_cast<std::uint32_t>(*number) : hash_name(label);
}

} // namespace

SbmlPeople::SbmlPeople(const SbmlArguments& arguments, const Model& model, std::uint64_t seed, const Accuracy& accuracy)
    : SbmlPeople(arguments, model, derive_equations(model), seed, accuracy) {}

SbmlPeople::SbmlPeople(const SbmlArguments& arguments, const Model& model, const Equations& equations,
                       std::uint64_t seed, const Accuracy& accuracy)
    : seed_(seed)
    , settings_(read_settings(arguments.settings, constants_of(equations)))
    , file_(read_people(arguments.population, constants_of(equations)))
    , simulator_(equations, {}, ids_to_set(settings_, file_.get()), variables_of(arguments, model), accuracy,
                 code_options()) {
    shape_.title = model.name.empty() ? model.id : model.name;
    shape_.n_person = file_ ? file_->size() : 1;
    shape_.labels = [file = file_](std::size_t first, std::size_t n) {
        return file ? file->labels(first, n) : std::vector<std::string>{"1"};
    };
    shape_.has_integer_labels = !file_ || file_->has_integer_labels();
    shape_.time = output_times(arguments);
    shape_.time_unit = model.time_units;
    shape_.variables = describe(simulator_.variables(), model);
}

Passage SbmlPeople::begin(std::size_t k) const {
    Individual individual{
        .index = static_cast<std::uint32_t>(k), .age = 0.0, .is_female = false, .parameters = settings_};
    if (file_) {
        const auto values = file_->values(k);
        for (std::size_t i = 0; i < values.size(); ++i) individual.parameters[file_->ids()[i]] = values[i];
    }
    const StreamKey key{.seed = seed_, .trial = 0, .patient = number_of(shape_.labels(k, 1).front())};
    return {.person = simulator_.create(individual, key), .schedule = {}};
}

} // namespace euthymia::cli
