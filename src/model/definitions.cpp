// SPDX-License-Identifier: Apache-2.0
#include "definitions.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "names.hpp"

namespace euthymia {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

Expression stoichiometry(const SpeciesReference& reference) {
    return reference.id.empty() ? Expression(reference.stoichiometry.value_or(undefined))
                                : Expression::symbol(reference.id);
}

class Collector {
  public:
    explicit Collector(const Model& model)
        : model_(model)
        , changed_(changed_by_events(model)) {
        for (const AssignmentRule& rule : model.assignment_rules) assigned_.emplace(rule.variable, rule.math);
        for (const RateRule& rule : model.rate_rules) rate_rules_.emplace(rule.variable, rule.math);
        for (const auto& item : model.initial_assignments) initially_assigned_.emplace(item.symbol, item.math);
    }

    Definitions operator()() {
        for (const auto& compartment : model_.compartments) {
            define(compartment.id, compartment.size.value_or(undefined));
        }
        for (const auto& parameter : model_.parameters) define(parameter.id, parameter.value.value_or(undefined));
        for (const Species& species : model_.species) define_species(species);
        for (const Reaction& reaction : model_.reactions) define_reaction(reaction);
        definitions_.delays = model_.delays;
        return std::move(definitions_);
    }

  private:
    /// A symbol that stands for itself: assigned, integrated, changed by events, or constant.
    void define(const std::string& id, const Expression& attribute) {
        const Expression initial = initial_value(id, attribute);
        if (const auto rule = assigned_.find(id); rule != assigned_.end()) {
            definitions_.now.emplace(id, rule->second);
        } else if (const auto rate = rate_rules_.find(id); rate != rate_rules_.end()) {
            definitions_.states.push_back({id, rate->second});
        } else if (changed_.contains(id)) {
            definitions_.states.push_back({id, 0.0});
        } else if (initial.is_number()) {
            definitions_.constants.push_back({id, initial.number()});
            return;
        } else {
            definitions_.now.emplace(id, Expression::symbol(initial_of(id)));
        }
        definitions_.start.emplace(id, initial);
    }

    [[nodiscard]] Expression initial_value(const std::string& id, Expression attribute) const {
        if (const auto rule = assigned_.find(id); rule != assigned_.end()) return rule->second;
        if (const auto item = initially_assigned_.find(id); item != initially_assigned_.end()) return item->second;
        return attribute;
    }

    void define_species(const Species& species) {
        const Expression size = Expression::symbol(species.compartment);
        const bool is_amount = species.has_only_substance_units;
        const auto rate = rate_rules_.find(species.id);
        if (rate == rate_rules_.end() && !assigned_.contains(species.id)) {
            define_amount(species, amount_rate(species));
        } else if (rate != rate_rules_.end() && !is_amount && may_jump(species.compartment)) {
            // d(S V)/dt = dS/dt V + S dV/dt
            const Expression growth = Expression::symbol(rate_of(species.compartment));
            define_amount(species, rate->second * size + Expression::symbol(species.id) * growth);
        } else {
            define(species.id, initial_quantity(species));
            read_by_symbol(definitions_, species);
        }
    }

    /// The size of a compartment that events or assignments set may jump.
    [[nodiscard]] bool may_jump(const std::string& compartment) const {
        return changed_.contains(compartment) || assigned_.contains(compartment);
    }

    /// A species whose amount integrates (or stays): its symbol follows from the amount.
    void define_amount(const Species& species, const Expression& rate) {
        const Expression size = Expression::symbol(species.compartment);
        const Expression initial = initial_value(species.id, initial_quantity(species));
        const std::string state = state_of(species.id);
        const Expression amount = Expression::symbol(state);
        definitions_.start.emplace(species.id, initial);
        definitions_.start.emplace(state, initial_amount(species, initial));
        definitions_.now.emplace(species.id, species.has_only_substance_units ? amount : amount / size);
        definitions_.now.emplace(amount_of(species.id), amount);
        definitions_.now.emplace(concentration_of(species.id), amount / size);
        definitions_.states.push_back({state, rate});
    }

    /// An amount that is given holds even where the size is not known.
    [[nodiscard]] Expression initial_amount(const Species& species, const Expression& initial) const {
        if (species.has_only_substance_units) return initial;
        if (species.initial_amount && !initially_assigned_.contains(species.id)) return *species.initial_amount;
        return initial * Expression::symbol(species.compartment);
    }

    /// The initial value in the species' own terms, amount or concentration.
    static Expression initial_quantity(const Species& species) {
        const Expression size = Expression::symbol(species.compartment);
        if (species.initial_amount) {
            return species.has_only_substance_units ? *species.initial_amount : *species.initial_amount / size;
        }
        if (species.initial_concentration) {
            return species.has_only_substance_units ? *species.initial_concentration * size
                                                    : *species.initial_concentration;
        }
        return undefined;
    }

    /// d(amount)/dt = sum of stoichiometry * reaction rate, over the reactions that take time
    Expression amount_rate(const Species& species) {
        Expression sum = 0.0;
        if (species.is_boundary || species.is_constant) return sum;
        for (const Reaction& reaction : model_.reactions) {
            if (!reaction.rate || reaction.is_fast) continue;
            const Expression net = net_stoichiometry(model_, species, reaction);
            if (!net.is_number(0.0)) sum = sum + net * Expression::symbol(reaction.id);
        }
        return sum;
    }

    void define_reaction(const Reaction& reaction) {
        definitions_.now.emplace(reaction.id, reaction.rate.value_or(Expression(0.0)));
        definitions_.start.emplace(reaction.id, reaction.rate.value_or(Expression(0.0)));
        for (const auto* side : {&reaction.reactants, &reaction.products}) {
            for (const SpeciesReference& reference : *side) {
                if (!reference.id.empty()) define(reference.id, reference.stoichiometry.value_or(undefined));
            }
        }
    }

    const Model& model_;
    SymbolMap assigned_, rate_rules_, initially_assigned_;
    std::set<std::string> changed_;
    Definitions definitions_;
};

} // namespace

const OpenState* Definitions::find_state(const std::string& id) const {
    const auto found = std::find_if(states.begin(), states.end(), [&](const OpenState& s) { return s.id == id; });
    return found == states.end() ? nullptr : &*found;
}

void Definitions::forget(const std::string& symbol) {
    now.erase(symbol);
    std::erase_if(states, [&](const OpenState& state) { return state.id == symbol; });
    std::erase_if(constants, [&](const Constant& constant) { return constant.id == symbol; });
}

void read_by_symbol(Definitions& definitions, const Species& species) {
    const Expression size = Expression::symbol(species.compartment);
    const Expression symbol = Expression::symbol(species.id);
    const bool is_amount = species.has_only_substance_units;
    definitions.now.insert_or_assign(amount_of(species.id), is_amount ? symbol : symbol * size);
    definitions.now.insert_or_assign(concentration_of(species.id), is_amount ? symbol / size : symbol);
}

Definitions define_symbols(const Model& model) {
    return Collector(model)();
}

Expression net_stoichiometry(const Model& model, const Species& species, const Reaction& reaction) {
    Expression net = 0.0;
    for (const auto& reactant : reaction.reactants) {
        if (reactant.species == species.id) net = net - stoichiometry(reactant);
    }
    for (const auto& product : reaction.products) {
        if (product.species == species.id) net = net + stoichiometry(product);
    }
    const std::string& factor = species.conversion_factor.empty() ? model.conversion_factor : species.conversion_factor;
    return factor.empty() || net.is_number(0.0) ? net : Expression::symbol(factor) * net;
}

std::set<std::string> changed_by_events(const Model& model) {
    std::set<std::string> changed;
    for (const EventDefinition& event : model.events) {
        for (const auto& assignment : event.assignments) changed.insert(assignment.variable);
    }
    return changed;
}

} // namespace euthymia
