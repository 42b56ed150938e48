// SPDX-License-Identifier: Apache-2.0
// A model in SBML's own terms (Level 3 Version 2 core), its mathematics as expressions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/expression/expression.hpp"

namespace euthymia {

/// The symbol of the simulation time; no SBML id can be spelled so.
inline const std::string time_symbol = "$time";

/// The symbol of SBML's `rateOf(id)`.
[[nodiscard]] inline std::string rate_of(const std::string& id) {
    return "rateOf(" + id + ")";
}

struct Compartment {
    std::string id;
    std::optional<double> size; ///< in the compartment's units
    bool is_constant = true;
    std::string name, units;
};

struct Species {
    std::string id;
    std::string compartment;
    std::optional<double> initial_amount;
    std::optional<double> initial_concentration;
    bool has_only_substance_units = false; ///< its symbol means the amount, not the concentration
    bool is_boundary = false;              ///< reactions do not change it
    bool is_constant = false;
    std::string conversion_factor; ///< a parameter id, or empty
    std::string name, units;
};

struct Parameter {
    std::string id;
    std::optional<double> value;
    bool is_constant = true;
    std::string name, units;
};

/// One reactant or product; its id, if any, is a symbol whose value is the stoichiometry.
struct SpeciesReference {
    std::string species;
    std::string id;
    std::optional<double> stoichiometry;
    bool is_constant = true;
};

struct Reaction {
    std::string id;
    std::vector<SpeciesReference> reactants, products;
    std::optional<Expression> rate; ///< extent per time; without one the reaction has no effect
    bool is_fast = false;           ///< is always at its balance (Level 1, 2, and 3 Version 1)
};

/// `variable` is always `math`.
struct AssignmentRule {
    std::string variable;
    Expression math;
};

/// The rate of change of `variable` is `math`.
struct RateRule {
    std::string variable;
    Expression math;
};

/// `symbol` is `math` at the start.
struct InitialAssignment {
    std::string symbol;
    Expression math;
};

/// `math` is always 0.
struct AlgebraicRule {
    std::string name; ///< for messages
    Expression math;
};

/// An event. Without a trigger it never happens.
struct EventDefinition {
    struct Assignment {
        std::string variable;
        Expression math;
    };

    std::string id;
    std::optional<Expression> trigger, delay, priority;
    bool is_initially_true = true;
    bool is_persistent = true;
    bool uses_trigger_values = true;
    std::vector<Assignment> assignments;
};

/// SBML's `delay(value, lag)`, for which `symbol` stands in the model's mathematics.
struct DelayCall {
    std::string symbol;
    Expression value, lag; ///< may hold symbols of earlier calls
};

/// An SBML model. Function definitions are already expanded; local parameters are named `reaction.parameter`.
struct Model {
    std::string id, name;
    std::string conversion_factor; ///< a parameter id, or empty
    std::string time_units;
    std::vector<Compartment> compartments;
    std::vector<Species> species;
    std::vector<Parameter> parameters;
    std::vector<Reaction> reactions;
    std::vector<AssignmentRule> assignment_rules;
    std::vector<RateRule> rate_rules;
    std::vector<AlgebraicRule> algebraic_rules;
    std::vector<InitialAssignment> initial_assignments;
    std::vector<EventDefinition> events;
    std::vector<DelayCall> delays;
};

} // namespace euthymia
