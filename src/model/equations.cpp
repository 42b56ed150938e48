// SPDX-License-Identifier: Apache-2.0
#include "euthymia/model/equations.hpp"

#include <limits>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"

namespace euthymia {

namespace {

using SymbolTable = std::unordered_map<std::string, Expression>;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Resolves symbols that are defined by expressions of other symbols, whatever the order they were written in.
class Resolver {
  public:
    explicit Resolver(SymbolTable definitions)
        : definitions_(std::move(definitions))
        , resolved_({}) {}

    Expression operator()(const Expression& expression) {
        for (const std::string& symbol : symbols_of(expression)) resolve(symbol);
        return resolved_(expression);
    }

  private:
    void resolve(const std::string& symbol) {
        const auto definition = definitions_.find(symbol);
        if (definition == definitions_.end() || done_.contains(symbol)) return;
        if (!open_.insert(symbol).second) refuse_circle();
        const Expression value = (*this)(definition->second);
        open_.erase(symbol);
        done_.insert(symbol);
        resolved_.set(symbol, value);
    }

    [[noreturn]] void refuse_circle() const {
        std::string names;
        for (const std::string& name : open_) names += (names.empty() ? "'" : ", '") + name + "'";
        throw InputError(
            {"assignments depend on each other in a circle", names, "break the circle: make one a rate rule"});
    }

    SymbolTable definitions_;
    Substitution resolved_;
    std::set<std::string> open_;
    std::unordered_set<std::string> done_;
};

/// Collects what the elements of a model say about each symbol.
class Derivation {
  public:
    explicit Derivation(const Model& model)
        : model_(model) {
        for (const AssignmentRule& rule : model.assignment_rules) assigned_.emplace(rule.variable, rule.math);
        for (const RateRule& rule : model.rate_rules) rate_rules_.emplace(rule.variable, rule.math);
        for (const auto& item : model.initial_assignments) initially_assigned_.emplace(item.symbol, item.math);
    }

    Equations operator()() {
        for (const auto& compartment : model_.compartments)
            define(compartment.id, compartment.size.value_or(undefined));
        for (const auto& parameter : model_.parameters) define(parameter.id, parameter.value.value_or(undefined));
        for (const Species& species : model_.species) define_species(species);
        for (const Reaction& reaction : model_.reactions) define_reaction(reaction);
        return close();
    }

  private:
    [[nodiscard]] bool is_changed_by_reactions(const Species& species) const {
        return !species.is_boundary && !species.is_constant && !assigned_.contains(species.id) &&
               !rate_rules_.contains(species.id);
    }

    /// A symbol that stands for itself: assigned, integrated, or constant.
    void define(const std::string& id, const Expression& attribute) {
        const Expression initial = initial_value(id, attribute);
        if (const auto rule = assigned_.find(id); rule != assigned_.end()) {
            now_.emplace(id, rule->second);
        } else if (const auto rate = rate_rules_.find(id); rate != rate_rules_.end()) {
            open_states_.push_back({id, initial, rate->second});
        } else if (initial.is_number()) {
            constants_.push_back({id, initial.number()});
            return;
        } else {
            now_.emplace(id, initial_symbol(id));
        }
        start_.emplace(id, initial);
    }

    [[nodiscard]] Expression initial_value(const std::string& id, Expression attribute) const {
        if (const auto rule = assigned_.find(id); rule != assigned_.end()) return rule->second;
        if (const auto item = initially_assigned_.find(id); item != initially_assigned_.end()) return item->second;
        return attribute;
    }

    /// The value a symbol had at the start, held for the run.
    static Expression initial_symbol(const std::string& id) { return Expression::symbol("initial(" + id + ")"); }

    void define_species(const Species& species) {
        const Expression size = Expression::symbol(species.compartment);
        const Expression symbol = Expression::symbol(species.id);
        now_.emplace(amount_of(species.id), species.has_only_substance_units ? symbol : symbol * size);
        now_.emplace(concentration_of(species.id), species.has_only_substance_units ? symbol / size : symbol);
        const bool is_ruled = assigned_.contains(species.id) || rate_rules_.contains(species.id);
        is_ruled ? define(species.id, initial_quantity(species)) : define_amount(species, size);
    }

    /// A species whose amount integrates (or stays): its symbol follows from the amount.
    void define_amount(const Species& species, const Expression& size) {
        const Expression initial = initial_value(species.id, initial_quantity(species));
        start_.emplace(species.id, initial);
        const Expression amount = Expression::symbol(state_name(species.id));
        now_.emplace(species.id, species.has_only_substance_units ? amount : amount / size);
        open_states_.push_back({state_name(species.id), species.has_only_substance_units ? initial : initial * size,
                                amount_rate(species)});
    }

    static std::string state_name(const std::string& species) { return "state(" + species + ")"; }

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

    /// d(amount)/dt = conversion factor * sum of stoichiometry * reaction rate
    Expression amount_rate(const Species& species) {
        if (!is_changed_by_reactions(species)) return 0.0;
        Expression sum = 0.0;
        for (const Reaction& reaction : model_.reactions) {
            if (!reaction.rate) continue;
            const Expression rate = Expression::symbol(reaction.id);
            for (const auto& reactant : reaction.reactants) {
                if (reactant.species == species.id) sum = sum - stoichiometry(reactant) * rate;
            }
            for (const auto& product : reaction.products) {
                if (product.species == species.id) sum = sum + stoichiometry(product) * rate;
            }
        }
        const std::string& factor =
            species.conversion_factor.empty() ? model_.conversion_factor : species.conversion_factor;
        return factor.empty() ? sum : Expression::symbol(factor) * sum;
    }

    static Expression stoichiometry(const SpeciesReference& reference) {
        return reference.id.empty() ? Expression(reference.stoichiometry.value_or(undefined))
                                    : Expression::symbol(reference.id);
    }

    void define_reaction(const Reaction& reaction) {
        now_.emplace(reaction.id, reaction.rate.value_or(Expression(0.0)));
        start_.emplace(reaction.id, reaction.rate.value_or(Expression(0.0)));
        for (const auto* side : {&reaction.reactants, &reaction.products}) {
            for (const SpeciesReference& reference : *side) {
                if (!reference.id.empty()) define(reference.id, reference.stoichiometry.value_or(undefined));
            }
        }
    }

    /// Resolves every symbol down to states, constants and time.
    Equations close() {
        SymbolTable at_start = start_;
        at_start.emplace(time_symbol, 0.0);
        Resolver start(std::move(at_start));
        SymbolTable held = now_;
        for (const auto& [id, definition] : now_) {
            if (start_.contains(id)) held.emplace("initial(" + id + ")", start(start_.at(id)));
        }
        Resolver now(std::move(held));
        Equations equations;
        for (const Constant& constant : constants_) {
            equations.quantities.emplace(constant.id, Expression::symbol(constant.id));
        }
        for (const auto& [id, definition] : now_) equations.quantities.emplace(id, now(definition));
        for (const State& state : open_states_) {
            equations.quantities.emplace(state.id, Expression::symbol(state.id));
            equations.states.push_back({state.id, start(state.initial), now(state.rate)});
        }
        equations.constants = constants_;
        check_symbols(equations);
        return equations;
    }

    static void check_symbols(const Equations& equations) {
        std::set<std::string> known{time_symbol};
        for (const State& state : equations.states) known.insert(state.id);
        for (const Constant& constant : equations.constants) known.insert(constant.id);
        for (const auto& [id, expression] : equations.quantities) {
            for (const std::string& symbol : symbols_of(expression)) {
                if (!known.contains(symbol)) {
                    throw InputError({fmt::format("'{}' is used but not defined", symbol),
                                      fmt::format("element '{}'", id), "define it, or correct its spelling"});
                }
            }
        }
    }

    const Model& model_;
    SymbolTable assigned_, rate_rules_, initially_assigned_;
    SymbolTable now_;                ///< what a symbol is at any time
    SymbolTable start_;              ///< what a symbol is at the start
    std::vector<State> open_states_; ///< initial and rate still in symbols of any kind
    std::vector<Constant> constants_;
};

} // namespace

std::string amount_of(const std::string& species) {
    return "amount(" + species + ")";
}

std::string concentration_of(const std::string& species) {
    return "concentration(" + species + ")";
}

Equations derive_equations(const Model& model) {
    return Derivation(model)();
}

} // namespace euthymia
