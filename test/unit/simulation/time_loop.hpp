// SPDX-License-Identifier: Apache-2.0
// A small time loop over models with events and delays, for tests: written to be seen through, not to be fast.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/expression/expression.hpp"
#include "euthymia/model/equations.hpp"
#include "simulation/delayed_evaluator.hpp"
#include "simulation/events.hpp"

namespace euthymia::hybrid {

[[nodiscard]] Expression symbol(const std::string& name);
[[nodiscard]] Expression at_least(const Expression& a, const Expression& b);
[[nodiscard]] Expression more_than(const Expression& a, const Expression& b);
[[nodiscard]] Expression both(const Expression& a, const Expression& b);
[[nodiscard]] Expression clock_time();

/// What an SBML event says.
struct EventWords {
    Expression trigger;
    std::vector<Expression> roots;
    std::map<std::string, Expression> sets; ///< by state
    std::optional<Expression> delay, priority;
    bool is_initially_true = true, is_persistent = true, uses_trigger_values = true;
};

/// Builds equations in few words. Every state is a quantity too.
class Hybrid {
  public:
    Hybrid& state(const std::string& id, Expression initial, Expression rate = 0.0);
    Hybrid& quantity(const std::string& id, Expression value);
    Hybrid& event(const std::string& id, EventWords words);
    /// The symbol of `value` as it was `lag` ago; before the start it was `before`.
    [[nodiscard]] Expression delay(Expression value, Expression lag, Expression before);

    Equations equations;

  private:
    [[nodiscard]] std::string name(const Expression& value, const std::string& what);
    [[nodiscard]] std::string name(const std::optional<Expression>& value, const std::string& what);
};

struct Way {
    std::vector<double> times;                         ///< as asked for
    std::map<std::string, std::vector<double>> values; ///< states and quantities at `times`
    std::vector<double> jumps;                         ///< times at which an event changed the state
    std::string failure;
    int n_step = 0;
};

struct Pace {
    double step = 1.0 / 256.0; ///< of Runge and Kutta's method, fourth order
    std::uint64_t seed = 1;
};

/// Integrates from 0 to the last of `times`.
[[nodiscard]] Way follow(const Equations& equations, const std::vector<double>& times, Pace pace = {});

} // namespace euthymia::hybrid
