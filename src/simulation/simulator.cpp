// SPDX-License-Identifier: Apache-2.0
#include "euthymia/simulation/simulator.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "bends.hpp"
#include "delay_plan.hpp"
#include "drive.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/compile/held_bends.hpp"
#include "event_plan.hpp"
#include "journey.hpp"

namespace euthymia {

namespace {

constexpr double hours_per_week = 168.0;

/// A bend counts as crossed from a gap of this part of the tolerances on, but not of what may be rounding.
constexpr double resolution_of_gaps = 1e-3, rounding = 1e-12;

std::optional<std::size_t> place_of(const std::vector<std::string>& list, const std::string& item) {
    const auto found = std::find(list.begin(), list.end(), item);
    if (found == list.end()) return std::nullopt;
    return static_cast<std::size_t>(found - list.begin());
}

[[noreturn]] void refuse_variable(const Equations& equations, const Names& names, const std::string& name) {
    std::vector<std::string> known;
    for (const Name& row : names.rows()) known.push_back(row.alias);
    for (const auto& [id, expression] : equations.quantities) known.push_back(id);
    throw InputError({fmt::format("the model has no variable '{}'", name), "the variables to record",
                      suggest(name, known, "use an id of the model")});
}

/// Absolute tolerances follow the scale of each state at the model's initial values, the same for everybody.
std::vector<double> tolerances_of(const CompiledModel& model, const Accuracy& accuracy) {
    std::vector<double> atol(model.layout().states.size());
    model.evaluator()->initial_state(atol);
    for (double& value : atol) {
        const double size = std::isfinite(value) ? std::abs(value) : 0.0;
        value = accuracy.atol * std::max(size, accuracy.least_scale);
    }
    return atol;
}

bool has_quantity(const Equations& equations, const std::string& id) {
    return equations.quantities.contains(id);
}

} // namespace

Simulator::Simulator(const Equations& equations, const Names& names, const std::vector<std::string>& settable,
                     const std::vector<std::string>& variables, Accuracy accuracy, const JitOptions& jit,
                     const std::vector<std::string>& directions)
    : names_(names)
    , accuracy_(accuracy) {
    CompileOptions options;
    for (const std::string& name : settable) options.parameters.push_back(names_.id_of(name));
    // a model that lacks an input simply cannot be given it
    for (const std::string& name : input::all()) {
        if (has_quantity(equations, names_.id_of(name))) options.parameters.push_back(names_.id_of(name));
    }
    for (const std::string& name : variables) {
        variables_.push_back(names_.find(name));
        if (!has_quantity(equations, variables_.back().id)) refuse_variable(equations, names, name);
        options.observables.push_back(variables_.back().id);
    }
    const auto watch = [&](const char* name) -> std::optional<std::size_t> {
        const std::string id = names_.id_of(name);
        if (!has_quantity(equations, id)) return std::nullopt;
        options.observables.push_back(id);
        return options.observables.size() - 1;
    };
    attendance_ = watch("attendance");
    stay_ = watch("stay");
    session_effect_ = watch(session_effect.c_str());
    want_holds(equations, options);
    want_directions(equations, directions, options);
    want_events(equations, options);
    want_delays(equations, options);
    compile_all(equations, options, jit);
    bind(equations);
    bind_holds();
    refuse_algebraic();
    atol_ = tolerances_of(*model_, accuracy);
}

/// Bends are held where derivatives would go wrong at them; what events make of the rates at a moment is not that of a
/// lane with its sides, and is left as it is.
void Simulator::compile_all(const Equations& equations, const CompileOptions& options, const JitOptions& jit) {
    if (!directions_.empty() && equations.events.empty() && accuracy_.has_tangent_control) {
        return compile_with_bends(equations, options, jit);
    }
    model_ = compile(equations, options, jit);
    if (!directions_.empty()) tangents_ = compile_tangents(equations, options, directions_, jit);
}

void Simulator::compile_with_bends(const Equations& equations, const CompileOptions& options, const JitOptions& jit) {
    HeldBends held = hold_bends(equations);
    CompileOptions with_sides = options;
    if (!options.parameters.empty()) {
        with_sides.parameters.insert(with_sides.parameters.end(), held.sides.begin(), held.sides.end());
    }
    model_ = compile(held.equations, with_sides, jit);
    tangents_ = compile_tangents(held.equations, with_sides, directions_, jit);
    if (held.sides.empty()) return;
    std::vector<double> resolution = tolerances_of(*model_, accuracy_);
    for (double& value : resolution) value *= resolution_of_gaps;
    blur_gaps(held, std::max(rounding, resolution_of_gaps * accuracy_.rtol), resolution);
    BendPlan plan{.gaps = compile(held.gap_equations,
                                  {.parameters = with_sides.parameters, .observables = {}, .roots = held.gaps}, jit)};
    for (const std::string& side : held.sides) plan.sides.push_back(parameter_index(side));
    bend_plan_ = std::make_shared<const BendPlan>(std::move(plan));
}

void Simulator::bind(const Equations& equations) {
    if (!equations.events.empty()) {
        event_plan_ = std::make_shared<const EventPlan>(bind_events(equations, model_->layout()));
    }
    if (!equations.delayed.empty()) {
        delay_plan_ = std::make_shared<const DelayPlan>(bind_delays(equations, model_->layout()));
    }
}

/// CVODE, which also integrates models with delays, takes differential equations only.
void Simulator::refuse_algebraic() const {
    const Layout& layout = model_->layout();
    if (layout.algebraic.empty() || (!delay_plan_ && accuracy_.method != Method::cvode)) return;
    throw UnsupportedError(
        std::vector<Issue>{{delay_plan_ ? "an algebraic equation beside a delay is not supported"
                                        : "CVODE does not solve algebraic equations",
                            fmt::format("'{}'", layout.states[layout.algebraic.front()]),
                            delay_plan_ ? "solve the equation for its unknown" : "use --method rodas5p"}});
}

/// What schedules set is not the person's to vary.
void Simulator::want_directions(const Equations& equations, const std::vector<std::string>& directions,
                                CompileOptions& options) {
    if (!directions.empty() && accuracy_.method == Method::cvode) {
        throw UnsupportedError({"sensitivities are not computed by CVODE here", "method", "use rodas5p or rodas4"});
    }
    for (const std::string& name : directions) {
        const std::string& id = directions_.emplace_back(names_.id_of(name));
        for (const std::string& given : input::all()) {
            if (id != names_.id_of(given)) continue;
            throw InputError({fmt::format("'{}' is set by schedules and cannot be varied", name), "sensitivities",
                              "choose a constant of the model"});
        }
        const bool is_state = std::ranges::any_of(equations.states, [&](const State& state) { return state.id == id; });
        if (!is_state && !options.parameters.empty()) options.parameters.push_back(id);
    }
}

bool Simulator::has_parameter(const std::string& name) const {
    return place_of(model_->layout().parameters, names_.id_of(name)).has_value();
}

std::size_t Simulator::parameter_index(const std::string& name) const {
    const auto& known = model_->layout().parameters;
    const std::string id = names_.id_of(name);
    if (const auto place = place_of(known, id)) return *place;
    throw InputError({fmt::format("the model has no parameter '{}' to set", name), "simulation",
                      suggest(id, known, "use a parameter of the model")});
}

std::optional<std::size_t> Simulator::state_index(const std::string& name) const {
    return place_of(model_->layout().states, names_.id_of(name));
}

Person Simulator::create(const Individual& individual, StreamKey key) const {
    const Layout& layout = model_->layout();
    Person person{.key = key, .parameters = layout.defaults, .state = std::vector<double>(layout.states.size())};
    for (const auto& [name, value] : individual.parameters) person.parameters[parameter_index(name)] = value;
    const auto evaluator = model_->evaluator();
    evaluator->set_parameters(person.parameters);
    evaluator->initial_state(person.state);
    if (tangents_) {
        const auto derivatives = tangents_->evaluator();
        person.tangents.resize(directions_.size() * person.state.size());
        derivatives->set_parameters(person.parameters);
        derivatives->initial(person.tangents);
    }
    return person;
}

Schedule Simulator::history_schedule(Person& person, const std::vector<HistoryPhase>& history) const {
    double hours = 0.0;
    for (const HistoryPhase& phase : history) hours += phase.weeks * hours_per_week;
    Schedule schedule;
    person.time = -hours;
    person.events = nullptr; // of another time
    person.past = nullptr;
    double time = person.time;
    for (const HistoryPhase& phase : history) {
        schedule.changes.push_back({time, {input::stressor, phase.stress}});
        time += phase.weeks * hours_per_week;
    }
    return schedule;
}

std::optional<Failure> Simulator::live_through(Person& person, const std::vector<HistoryPhase>& history) const {
    const Schedule schedule = history_schedule(person, history);
    return follow(person, schedule, {0.0}).failure;
}

Trajectory Simulator::follow(Person& person, const Schedule& schedule, const std::vector<double>& times) const {
    Trajectory seen;
    follow_each(
        1,
        [&](std::size_t) {
            return Passage{std::move(person), schedule};
        },
        times,
        [&](std::size_t, Person&& later, Trajectory&& trajectory) {
            person = std::move(later);
            seen = std::move(trajectory);
        },
        {.n_thread = 1, .progress = {}});
    return seen;
}

std::vector<double> Simulator::observe(const Person& person) const {
    const auto evaluator = model_->evaluator();
    evaluator->set_parameters(person.parameters);
    std::vector<double> values(model_->layout().observables.size());
    evaluator->observe(person.time, person.state, values);
    values.resize(variables_.size());
    for (std::size_t k = 0; k < values.size(); ++k) values[k] *= variables_[k].factor;
    return values;
}

std::size_t Simulator::variable_index(const std::string& name) const {
    const std::string id = names_.id_of(name);
    for (std::size_t k = 0; k < variables_.size(); ++k) {
        if (variables_[k].id == id) return k;
    }
    throw InputError({fmt::format("'{}' is not recorded", name), "simulation", "add it to the variables"});
}

std::vector<double> Simulator::direction_sizes(const Person& person) const {
    std::vector<double> sizes;
    for (const std::string& id : directions_) {
        if (const auto state = place_of(model_->layout().states, id)) {
            sizes.push_back(atol_[*state] / accuracy_.atol);
            continue;
        }
        const std::size_t place = parameter_index(id);
        const double value = person.parameters[place];
        sizes.push_back(std::abs(value != 0.0 ? value : model_->layout().defaults[place]));
    }
    return sizes;
}

double Simulator::parameter(const Person& person, const std::string& name) const {
    return person.parameters[parameter_index(name)];
}

} // namespace euthymia
