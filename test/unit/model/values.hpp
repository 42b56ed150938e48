// SPDX-License-Identifier: Apache-2.0
// Numbers of expressions and of equations, for tests.
#pragma once

#include <cmath>
#include <map>
#include <stdexcept>
#include <string>

#include "euthymia/expression/calculus.hpp"
#include "euthymia/model/equations.hpp"

namespace euthymia {

using Values = std::map<std::string, double>;

inline Expression symbol(const std::string& name) {
    return Expression::symbol(name);
}

inline Expression time_now() {
    return Expression::symbol(time_symbol);
}

inline Expression call(Function function, std::vector<Expression> arguments) {
    return Expression::apply(function, std::move(arguments));
}

/// The value of an expression; a symbol without a value is an error.
inline double value(const Expression& expression, const Values& values) {
    return evaluate(expression, [&](const std::string& name) { return values.at(name); });
}

/// The value of a quantity where the constants have the model's values and the other symbols those given.
inline double value(const Equations& equations, const std::string& quantity, Values values) {
    for (const Constant& constant : equations.constants) values.emplace(constant.id, constant.value);
    return value(equations.quantities.at(quantity), values);
}

inline const State& state(const Equations& equations, const std::string& id) {
    for (const State& candidate : equations.states) {
        if (candidate.id == id) return candidate;
    }
    throw std::out_of_range("there is no state " + id);
}

inline bool has_state(const Equations& equations, const std::string& id) {
    for (const State& candidate : equations.states) {
        if (candidate.id == id) return true;
    }
    return false;
}

inline double rate(const Equations& equations, const std::string& id, Values values) {
    for (const Constant& constant : equations.constants) values.emplace(constant.id, constant.value);
    return value(state(equations, id).rate, values);
}

inline double initial(const Equations& equations, const std::string& id) {
    Values values;
    for (const Constant& constant : equations.constants) values.emplace(constant.id, constant.value);
    return value(state(equations, id).initial, values);
}

inline Parameter variable(const std::string& id, std::optional<double> start = {}) {
    return {.id = id, .value = start, .is_constant = false};
}

inline Species species(const std::string& id, double initial_amount) {
    return {.id = id, .compartment = "c", .initial_amount = initial_amount, .initial_concentration = {}};
}

} // namespace euthymia
