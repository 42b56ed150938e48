// SPDX-License-Identifier: Apache-2.0
// What expressions of a model's symbols mean in states, constants and time: at any time, at the start, and before it.
#pragma once

#include "definitions.hpp"
#include "resolver.hpp"

namespace euthymia {

/// Resolves a model's symbols by its definitions, which must outlive it and may not change meanwhile.
///
/// Every function throws InputError where definitions go in a circle.
class Closure {
  public:
    explicit Closure(const Definitions& definitions);
    Closure(const Closure&) = delete;
    Closure& operator=(const Closure&) = delete;

    /// In states, constants, time, and `initial(x)` for what is held from the start.
    [[nodiscard]] Expression now(const Expression& expression) { return now_(expression); }

    /// In states, constants and time.
    [[nodiscard]] Expression closed(const Expression& expression) { return closed_(expression); }

    /// At time 0; in constants.
    [[nodiscard]] Expression at_start(const Expression& expression) { return start_(expression); }

    /// At times before 0, where nothing moves but time; in constants and time.
    [[nodiscard]] Expression before_start(const Expression& expression) { return before_(expression); }

    /// The total derivative with respect to time of what `now` gave, in states, constants, time and `rate(state)`.
    /// @throws UnsupportedError  if it holds a delayed value.
    [[nodiscard]] Expression rate_of(const Expression& resolved) const;

    /// The number that an expression of symbols has at the start, for the model's own constants; NaN for what is open.
    [[nodiscard]] double start_value(const Expression& expression);

  private:
    using Defined = std::optional<Expression>;

    [[nodiscard]] Defined define_now(const std::string& symbol);
    [[nodiscard]] Defined define_closed(const std::string& symbol);
    [[nodiscard]] Defined define_start(const std::string& symbol);
    [[nodiscard]] Defined define_before(const std::string& symbol);
    [[nodiscard]] Expression define_state_rate(const std::string& state);
    void solve_algebraic_rates();
    [[nodiscard]] const DelayCall* find_delay(const std::string& symbol) const;

    const Definitions& definitions_;
    std::set<std::string> states_;
    SymbolMap algebraic_rates_; ///< by state; filled when first needed
    Resolver now_, closed_, start_, before_;
};

} // namespace euthymia
