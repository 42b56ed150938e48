// SPDX-License-Identifier: Apache-2.0
// Sparse LU without row exchanges, planned once for a pattern and carried out for any numbers.
#pragma once

#include <vector>

#include "euthymia/base/sparsity.hpp"

namespace euthymia {

/// The elimination of a sparse matrix with pivots on its diagonal, as lists of places.
///
/// Values of L and U stand together in one block: place `k` holds one entry of the filled pattern. A pivot's place holds
/// its reciprocal after factoring.
struct LuPlan {
    /// block[target] -= block[left] * block[right]
    struct Update {
        int target, left, right;
    };

    /// One pivot: invert it, scale the column below it, update what remains.
    struct Pivot {
        int row = 0;                ///< of the matrix; also its column
        int place = 0;              ///< of the diagonal entry in the block
        std::vector<int> multiplier; ///< places to multiply by the reciprocal pivot: column of L
        std::vector<Update> updates;
        std::vector<int> below;      ///< rows of `multiplier`, same order
        std::vector<int> right;      ///< columns of this row of U beyond the diagonal
        std::vector<int> right_place; ///< their places, same order
    };

    int n = 0;
    int n_value = 0;                  ///< size of the block
    std::vector<int> from_matrix;     ///< place in the block of each entry of the pattern, same order
    std::vector<Pivot> pivots;        ///< in order of elimination
};

/// Plans the elimination of a matrix with `pattern`, whose diagonal must be in it: at each step the diagonal entry of
/// least Markowitz cost, ties to the least row.
///
/// Method: @cite markowitz1957, restricted to the diagonal; the fill is found here, once.
/// @throws std::invalid_argument  if a diagonal entry is missing.
[[nodiscard]] LuPlan plan_lu(const SparsityPattern& pattern);

} // namespace euthymia
