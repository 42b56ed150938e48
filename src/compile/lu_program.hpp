// SPDX-License-Identifier: Apache-2.0
// Sparse elimination as programs over rows.
#pragma once

#include "row_code.hpp"

namespace euthymia {

/// What stands where in `Block::work`: the Jacobian, then the factors, then spare rows.
struct WorkRows {
    explicit WorkRows(const Programs& programs)
        : factors(static_cast<std::uint32_t>(programs.pattern.n_nonzero()))
        , spare(factors + static_cast<std::uint32_t>(programs.lu.n_value)) {}

    std::uint32_t jacobian = 0, factors, spare;
};

/// Factors shift * M - J, shift in `Block::time`; growth goes to `Block::first` (see `LaneSystem::factor`).
///
/// It is J - shift * M that is factored, and the multipliers and the reciprocal pivots are stored with their signs
/// turned: then nothing has to be negated, and sums are sums of products.
[[nodiscard]] RowProgram factor_program(const Programs& programs);

/// Solves with these factors; right-hand side and solution in `Block::first`.
[[nodiscard]] RowProgram solve_program(const Programs& programs);

} // namespace euthymia
