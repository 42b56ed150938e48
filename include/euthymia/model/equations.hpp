// SPDX-License-Identifier: Apache-2.0
// The ordinary differential equations a model means.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "euthymia/expression/expression.hpp"
#include "euthymia/model/model.hpp"

namespace euthymia {

/// A quantity that integrates. For a species that reactions change it is the amount, whatever the species' own symbol
/// means; for the target of a rate rule it is the target itself.
struct State {
    std::string id;
    Expression initial;        ///< in constants only; for an algebraic state a first guess
    Expression rate;           ///< in states, constants and time
    bool is_algebraic = false; ///< its equation is 0 = rate
};

/// A value that holds for a whole run unless a schedule changes it.
struct Constant {
    std::string id;
    double value;
};

/// One change an event makes: `state` becomes `value * scale`. Both are names of quantities; `value` is taken when SBML
/// says, `scale` (empty: 1) once the other assignments of the event are made, as a compartment may change with it.
struct EventAssignment {
    std::string state;
    std::string value;
    std::string scale;
};

/// An SBML event; what it refers to are names in `Equations::quantities`.
struct Event {
    std::string id;
    std::string trigger;  ///< not 0 while the condition holds
    std::string delay;    ///< in the model's time; empty: none
    std::string priority; ///< empty: none
    bool is_initially_true = true;
    bool is_persistent = true;
    bool uses_trigger_values = true;
    std::vector<EventAssignment> assignments;
    std::vector<std::string> roots; ///< quantities between whose zeros the trigger cannot change
};

/// SBML's `delay(value, lag)`: the constant `id` of the equations stands for quantity `value` as it was `lag` (a
/// quantity, model time) ago. Who simulates keeps that constant up to date.
struct DelayedValue {
    std::string id;
    std::string value;
    std::string lag;
};

/// A closed system of equations: every symbol is a state, a constant or `time_symbol`.
struct Equations {
    std::vector<State> states;
    std::vector<Constant> constants;
    /// What every SBML symbol of the model is at any time, in states, constants and time. Beside each species `S`
    /// stand `amount(S)` and `concentration(S)`.
    std::map<std::string, Expression> quantities;
    std::vector<Event> events;
    std::vector<DelayedValue> delayed;
};

/// Names of the two readings of a species in `Equations::quantities`.
[[nodiscard]] std::string amount_of(const std::string& species);
[[nodiscard]] std::string concentration_of(const std::string& species);

/// Turns SBML's rules into equations: reactions into rates of amounts, with stoichiometry and conversion factors;
/// assignments in order of dependency; initial values from assignments, attributes and rules.
///
/// A value that SBML leaves undefined is NaN.
/// @throws InputError  when assignments depend on each other in a circle (names the symbols), or a symbol is unknown.
[[nodiscard]] Equations derive_equations(const Model& model);

} // namespace euthymia
