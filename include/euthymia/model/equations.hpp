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
    Expression initial; ///< in constants only
    Expression rate;    ///< in states, constants and time
};

/// A value that holds for a whole run unless a schedule changes it.
struct Constant {
    std::string id;
    double value;
};

/// A closed system of equations: every symbol is a state, a constant or `time_symbol`.
struct Equations {
    std::vector<State> states;
    std::vector<Constant> constants;
    /// What every SBML symbol of the model is at any time, in states, constants and time. Beside each species `S`
    /// stand `amount(S)` and `concentration(S)`.
    std::map<std::string, Expression> quantities;
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
