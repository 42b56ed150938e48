// SPDX-License-Identifier: Apache-2.0
// Where the truth of a condition can change, and where a value can jump.
#pragma once

#include <vector>

#include "euthymia/expression/expression.hpp"

namespace euthymia {

/// Expressions between whose zeros `condition` keeps its truth: a - b for each relation of a and b in it, however deep,
/// sin(pi x) for each step of x, and what else is taken for a truth.
[[nodiscard]] std::vector<Expression> roots_of(const Expression& condition);

/// Expressions between whose zeros `value` is smooth, or bends only: what its derivatives do not tell.
[[nodiscard]] std::vector<Expression> jumps_of(const Expression& value);

} // namespace euthymia
