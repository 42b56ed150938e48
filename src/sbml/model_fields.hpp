// SPDX-License-Identifier: Apache-2.0
// The fields of a model, each named once: what writes and what reads them cannot differ. A field that is added to a
// struct and not here does not compile.
#pragma once

#include <concepts>
#include <type_traits>

#include "euthymia/model/model.hpp"

namespace euthymia::sbml {

/// `T` is `Item`, or `const Item`.
template <typename T, typename Item>
concept Either = std::same_as<std::remove_const_t<T>, Item>;

void visit_fields(Either<Compartment> auto& item, auto& visit) {
    auto& [id, size, is_constant, name, units] = item;
    visit(id, size, is_constant, name, units);
}

void visit_fields(Either<Species> auto& item, auto& visit) {
    auto& [id, compartment, amount, concentration, is_amount, is_boundary, is_constant, factor, name, units] = item;
    visit(id, compartment, amount, concentration, is_amount, is_boundary, is_constant, factor, name, units);
}

void visit_fields(Either<Parameter> auto& item, auto& visit) {
    auto& [id, value, is_constant, name, units] = item;
    visit(id, value, is_constant, name, units);
}

void visit_fields(Either<SpeciesReference> auto& item, auto& visit) {
    auto& [species, id, stoichiometry, is_constant] = item;
    visit(species, id, stoichiometry, is_constant);
}

void visit_fields(Either<Reaction> auto& item, auto& visit) {
    auto& [id, reactants, products, rate, is_fast] = item;
    visit(id, reactants, products, rate, is_fast);
}

void visit_fields(Either<AssignmentRule> auto& item, auto& visit) {
    auto& [variable, math] = item;
    visit(variable, math);
}

void visit_fields(Either<RateRule> auto& item, auto& visit) {
    auto& [variable, math] = item;
    visit(variable, math);
}

void visit_fields(Either<InitialAssignment> auto& item, auto& visit) {
    auto& [symbol, math] = item;
    visit(symbol, math);
}

void visit_fields(Either<AlgebraicRule> auto& item, auto& visit) {
    auto& [name, math] = item;
    visit(name, math);
}

void visit_fields(Either<EventDefinition::Assignment> auto& item, auto& visit) {
    auto& [variable, math] = item;
    visit(variable, math);
}

void visit_fields(Either<EventDefinition> auto& item, auto& visit) {
    auto& [id, trigger, delay, priority, is_initially_true, is_persistent, uses_trigger_values, assignments] = item;
    visit(id, trigger, delay, priority, is_initially_true, is_persistent, uses_trigger_values, assignments);
}

void visit_fields(Either<DelayCall> auto& item, auto& visit) {
    auto& [symbol, value, lag] = item;
    visit(symbol, value, lag);
}

void visit_fields(Either<Model> auto& item, auto& visit) {
    auto& [id, name, factor, time_units, compartments, species, parameters, reactions, assignment_rules, rate_rules,
           algebraic_rules, initial_assignments, events, delays] = item;
    visit(id, name, factor, time_units, compartments, species, parameters, reactions, assignment_rules, rate_rules,
          algebraic_rules, initial_assignments, events, delays);
}

} // namespace euthymia::sbml
