// SPDX-License-Identifier: Apache-2.0
#include "algebraic.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "closure.hpp"
#include "euthymia/base/error.hpp"
#include "names.hpp"
#include "solve.hpp"

namespace euthymia {

namespace {

/// The variables that nothing else determines. Where rules leave a choice: first what has no value of its own, then
/// species, compartments, stoichiometries, parameters, reactions; what events set comes last.
class Candidates {
  public:
    explicit Candidates(const Model& model)
        : changed_(changed_by_events(model)) {
        for (const AssignmentRule& rule : model.assignment_rules) determined_.insert(rule.variable);
        for (const RateRule& rule : model.rate_rules) determined_.insert(rule.variable);
        for (const InitialAssignment& item : model.initial_assignments) valued_.insert(item.symbol);
        for (const Reaction& reaction : model.reactions) add_reaction(reaction);
        for (const Species& species : model.species) add_species(species);
        for (const Compartment& item : model.compartments) add(item.id, item.is_constant, item.size.has_value(), 2);
        for (const Parameter& item : model.parameters) add(item.id, item.is_constant, item.value.has_value(), 4);
    }

    [[nodiscard]] std::vector<std::string> best_first() const {
        std::vector<std::string> names;
        for (const auto& [rank, id] : ranked_) names.push_back(id);
        return names;
    }

  private:
    void add(const std::string& id, bool is_constant, bool has_value, int rank) {
        if (is_constant || determined_.contains(id)) return;
        if (changed_.contains(id)) {
            rank += 10;
        } else if (!has_value && !valued_.contains(id)) {
            rank = 0;
        }
        ranked_.emplace(rank, id);
    }

    void add_species(const Species& species) {
        if (!species.is_boundary && reacting_.contains(species.id)) return;
        add(species.id, species.is_constant, species.initial_amount || species.initial_concentration, 1);
    }

    void add_reaction(const Reaction& reaction) {
        if (!reaction.rate) add(reaction.id, false, true, 5);
        for (const auto* side : {&reaction.reactants, &reaction.products}) {
            for (const SpeciesReference& reference : *side) {
                if (reaction.rate) reacting_.insert(reference.species);
                if (!reference.id.empty()) {
                    add(reference.id, reference.is_constant, reference.stoichiometry.has_value(), 3);
                }
            }
        }
    }

    std::set<std::string> changed_, determined_, valued_, reacting_;
    std::multimap<int, std::string> ranked_;
};

/// The rules with every candidate left open.
std::vector<Expression> residuals_of(const Model& model, Definitions definitions,
                                     const std::vector<std::string>& candidates) {
    for (const std::string& id : candidates) definitions.now.erase(id);
    Closure closure(definitions);
    std::vector<Expression> residuals;
    for (const AlgebraicRule& rule : model.algebraic_rules) residuals.push_back(closure.now(rule.math));
    return residuals;
}

std::vector<Unknown> assign_unknowns(const Model& model, const Definitions& definitions) {
    const auto candidates = Candidates(model).best_first();
    const auto residuals = residuals_of(model, definitions, candidates);
    std::vector<std::set<std::string>> symbols;
    for (const Expression& residual : residuals) symbols.push_back(symbols_of(residual));
    const auto taken = match_equations(symbols, candidates);
    std::vector<Unknown> unknowns;
    std::vector<Issue> issues;
    for (std::size_t k = 0; k < residuals.size(); ++k) {
        unknowns.push_back({taken[k], residuals[k]});
        if (taken[k].empty()) {
            issues.push_back({"no variable is left for this rule to determine", model.algebraic_rules[k].name,
                              "let a variable of it be constant=\"false\" and without a rule, or remove it"});
        }
    }
    if (!issues.empty()) throw InputError(std::move(issues));
    return unknowns;
}

/// From here on `id` is what the rules say, no longer what its element says.
void release(const Model& model, Definitions& definitions, const std::string& id) {
    definitions.forget(id);
    definitions.forget(state_of(id));
    const auto species = std::ranges::find(model.species, id, &Species::id);
    if (species != model.species.end()) read_by_symbol(definitions, *species);
}

/// The unknown's initial value, if it has one.
Expression first_guess(Definitions& definitions, const std::string& id) {
    const double given = Closure(definitions).start_value(Expression::symbol(id));
    if (std::isnan(given)) return 1.0;
    const auto start = definitions.start.find(id);
    return start == definitions.start.end() ? Expression(given) : start->second;
}

void settle(const Model& model, Definitions& definitions, const std::vector<Unknown>& block) {
    Closure closure(definitions);
    const auto values = solve_linear(block, [&](const Expression& e) { return closure.start_value(e); });
    for (std::size_t k = 0; k < block.size(); ++k) {
        const std::string& id = block[k].symbol;
        const Expression start = values ? values->at(k) : first_guess(definitions, id);
        release(model, definitions, id);
        definitions.start.insert_or_assign(id, start);
        if (values) {
            definitions.now.insert_or_assign(id, values->at(k));
        } else {
            definitions.states.push_back({id, block[k].residual, true});
        }
    }
}

} // namespace

void determine_algebraic(const Model& model, Definitions& definitions) {
    if (model.algebraic_rules.empty()) return;
    for (const auto& block : blocks_of(assign_unknowns(model, definitions))) settle(model, definitions, block);
}

} // namespace euthymia
