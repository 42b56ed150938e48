// SPDX-License-Identifier: Apache-2.0
#include "events.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "names.hpp"
#include "roots.hpp"

namespace euthymia {

namespace {

/// Translates one event.
class EventWriter {
  public:
    EventWriter(const Model& model, Definitions& definitions, const EventDefinition& source, std::string id)
        : model_(model)
        , definitions_(definitions)
        , source_(source) {
        event_.id = std::move(id);
    }

    Event operator()() {
        event_.trigger = define("trigger", source_.trigger);
        event_.delay = define("delay", source_.delay);
        event_.priority = define("priority", source_.priority);
        event_.is_initially_true = source_.is_initially_true;
        event_.is_persistent = source_.is_persistent;
        event_.uses_trigger_values = source_.uses_trigger_values;
        for (const auto& assignment : source_.assignments) assign(assignment);
        for (const ConservedSum& sum : definitions_.conserved) assign(sum);
        return std::move(event_);
    }

  private:
    std::string define(const std::string& part, const std::optional<Expression>& math) {
        if (!math) return {};
        const std::string name = event_part(event_.id, part);
        definitions_.now.emplace(name, *math);
        return name;
    }

    [[nodiscard]] const Species* find_species(const std::string& id) const {
        const auto found = std::ranges::find(model_.species, id, &Species::id);
        return found == model_.species.end() ? nullptr : &*found;
    }

    /// A variable that rules determine keeps what they say: it has no state to assign.
    void assign(const EventDefinition::Assignment& assignment) {
        const std::string& variable = assignment.variable;
        const std::string value = "value(" + variable + ")";
        if (definitions_.find_state(variable) != nullptr) {
            event_.assignments.push_back({variable, define(value, assignment.math), {}});
        } else if (definitions_.find_state(state_of(variable)) != nullptr) {
            const Species& species = *find_species(variable);
            const std::string size = species.has_only_substance_units ? "" : species.compartment;
            event_.assignments.push_back({state_of(variable), define(value, assignment.math), size});
        }
    }

    [[nodiscard]] const EventDefinition::Assignment* find_assignment(const std::string& variable) const {
        const auto found = std::ranges::find(source_.assignments, variable, &EventDefinition::Assignment::variable);
        return found == source_.assignments.end() ? nullptr : &*found;
    }

    /// A sum of amounts changes with those of its species that the event assigns; the others stay.
    void assign(const ConservedSum& sum) {
        const auto is_assigned = [&](const auto& term) { return find_assignment(term.species) != nullptr; };
        if (std::ranges::none_of(sum.terms, is_assigned)) return;
        refuse_waiting();
        Expression value = 0.0;
        for (const ConservedSum::Term& term : sum.terms) value = value + term.coefficient * amount_after(term.species);
        event_.assignments.push_back({sum.id, define("value(" + sum.id + ")", value), {}});
    }

    [[nodiscard]] Expression amount_after(const std::string& species) const {
        const auto* assignment = find_assignment(species);
        if (assignment == nullptr) return Expression::symbol(state_of(species));
        const Species& target = *find_species(species);
        return target.has_only_substance_units ? assignment->math
                                               : assignment->math * Expression::symbol(target.compartment);
    }

    void refuse_waiting() const {
        if (!source_.delay || !source_.uses_trigger_values) return;
        throw UnsupportedError({"an event that changes a species of a fast reaction after a delay is not supported",
                                fmt::format("event '{}'", event_.id),
                                "set useValuesFromTriggerTime=\"false\", or make the reaction slow"});
    }

    const Model& model_;
    Definitions& definitions_;
    const EventDefinition& source_;
    Event event_;
};

} // namespace

std::vector<Event> define_events(const Model& model, Definitions& definitions) {
    std::vector<Event> events;
    for (std::size_t k = 0; k < model.events.size(); ++k) {
        const EventDefinition& source = model.events[k];
        if (!source.trigger) continue; // it never happens
        const std::string id = source.id.empty() ? fmt::format("{}", k + 1) : source.id;
        events.push_back(EventWriter(model, definitions, source, id)());
    }
    return events;
}

void add_roots(Equations& equations) {
    for (Event& event : equations.events) {
        for (const Expression& root : roots_of(equations.quantities.at(event.trigger))) {
            event.roots.push_back(event_part(event.id, fmt::format("root({})", event.roots.size() + 1)));
            equations.quantities.emplace(event.roots.back(), root);
        }
    }
}

} // namespace euthymia
