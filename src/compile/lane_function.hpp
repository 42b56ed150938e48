// SPDX-License-Identifier: Apache-2.0
// What machine code gives one lane, function by function.
#pragma once

#include <optional>

#include "euthymia/expression/expression.hpp"
#include "jit_machine.hpp"

namespace euthymia {

/// A function of one lane; one of the pointers is set.
struct LaneFunction {
    double (*of_one)(double) = nullptr;
    double (*of_two)(double, double) = nullptr;
    double (*of_three)(double, double, double) = nullptr; ///< ignores arguments beyond the arity

    [[nodiscard]] bool is_set() const { return of_one != nullptr || of_two != nullptr || of_three != nullptr; }
};

/// `function` as code for `machine` computes it, to the last bit (of NaN: that it is one): SLEEF's variant that code
/// for one lane calls, or the table of functions. Nothing if the SLEEF that is here lacks the variant.
[[nodiscard]] std::optional<LaneFunction> lane_function(Function function, const Machine& machine);

} // namespace euthymia
