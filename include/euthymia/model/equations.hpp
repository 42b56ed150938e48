// SPDX-License-Identifier: Apache-2.0
// The ordinary differential equations a model means.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "euthymia/expression/expression.hpp"
#include "euthymia/model/model.hpp"

namespace euthymia {

/// A quantity that integrates, or that events change. For a species without a rule it is the amount, whatever the
/// species' own symbol means; for the target of a rate rule it is the target itself, unless the size of its compartment
/// can jump: then it is the amount, which a jump leaves alone.
struct State {
    std::string id;
    Expression initial;        ///< in constants only; for an algebraic state a first guess
    Expression rate;           ///< in states, constants and time
    bool is_algebraic = false; ///< its equation is 0 = rate; d rate / d(this state) is then not 0 everywhere
};

/// A value that holds for a whole run unless a schedule changes it, or it is a `DelayedValue`.
struct Constant {
    std::string id;
    double value;
};

/// One change an event makes: `state` becomes `value * scale`. Both are names of quantities; `value` is taken when SBML
/// says, `scale` (empty: 1) when the event happens, before any of its assignments is made: a concentration is assigned
/// in the compartment as it is then, and a compartment that the same event resizes keeps the amount.
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
    /// Quantities between whose zeros the trigger cannot change; one may jump over zero where another is zero.
    std::vector<std::string> roots;
};

/// SBML's `delay(value, lag)`: the constant `id` of the equations stands for quantity `value` as it was `lag` (a
/// quantity, model time, not negative) ago. Who simulates keeps that constant up to date; as a constant it holds its
/// value at time 0.
struct DelayedValue {
    std::string id;
    std::string value;        ///< may itself hold delayed values, but only of earlier rows of `Equations::delayed`
    std::string before_start; ///< what `value` was at times before 0: a quantity in constants and (negative) time
    std::string lag;
};

/// A closed system of equations: every symbol is a state, a constant or `time_symbol`. It starts at time 0.
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
/// assignments in order of dependency; initial values from assignments, attributes and rules; `rateOf` by exact
/// derivatives; algebraic rules solved where they are linear, else kept as algebraic states; fast reactions as the
/// stable balance they run to at once, on what they conserve.
///
/// A value that SBML leaves undefined is NaN. SBML's constraints never change a value and are left out.
/// @throws InputError  when assignments depend on each other in a circle (names the symbols), a symbol is unknown, or
/// an
///                     algebraic rule has nothing left to determine (names the rule).
/// @throws UnsupportedError  for an event that changes a species of a fast reaction some time after its trigger.
[[nodiscard]] Equations derive_equations(const Model& model);

} // namespace euthymia
