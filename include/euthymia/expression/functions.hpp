// SPDX-License-Identifier: Apache-2.0
// The table of functions: one row says all there is to know of each.
#pragma once

#include <span>
#include <string_view>

#include "euthymia/expression/expression.hpp"

namespace euthymia {

/// One row of the table of functions.
struct FunctionTraits {
    Function function;
    std::string_view name; ///< as printed: an operator sign for two arguments, else the head of `name(a, b)`
    std::size_t arity;
    /// Value; arguments beyond the arity are ignored.
    double (*evaluate)(double a, double b, double c);
    /// Partial derivative with respect to argument `k`; null where it is taken as zero: for steps (`factorial` among
    /// them: it is of whole numbers) and truths; null also for `select`, `min` and `max`, whose derivative is that of
    /// the argument they choose.
    Expression (*partial)(std::span<const Expression> arguments, std::size_t k);
};

/// The row of `function`.
[[nodiscard]] const FunctionTraits& traits_of(Function function);

/// Whether x^exponent is as exact as x allows, and cheaper, when made of products and square roots: n products are
/// wrong by no more than what n half units in the last place of x do. Compiled and interpreted models do so. The value
/// is that of `Function::power` for every x but -infinity, where a power with a root is NaN instead of infinite or 0.
[[nodiscard]] bool is_cheap_power(double exponent);

} // namespace euthymia
