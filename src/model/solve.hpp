// SPDX-License-Identifier: Apache-2.0
// Exact solutions of equations in symbols, where they are simple enough.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "unknowns.hpp"

namespace euthymia {

/// A number that stands for an expression when a pivot is chosen.
using Estimate = std::function<double(const Expression&)>;

/// The values of the unknowns of one block, same order, if its residuals are linear in them, without jumps, and the
/// pivots' estimates are not 0; other symbols are taken as known.
[[nodiscard]] std::optional<std::vector<Expression>> solve_linear(const std::vector<Unknown>& block,
                                                                  const Estimate& estimate);

/// Where the unknown of d(unknown)/dt = residual comes to rest, if the residual is a polynomial of degree 1 or 2 in it.
[[nodiscard]] std::optional<Expression> solve_stable_rest(const Unknown& unknown);

} // namespace euthymia
