// SPDX-License-Identifier: Apache-2.0
// Sparse LU without row exchanges, planned once for a pattern and carried out for any numbers.
#pragma once

#include <vector>

#include "euthymia/base/sparsity.hpp"

namespace euthymia {

/// The elimination of a sparse matrix with pivots on its diagonal, as lists of places.
///
/// Values of L and U stand together in one block: place `k` holds one entry of the filled pattern. A pivot's place
/// holds its reciprocal after factoring; L has a unit diagonal, which is not stored.
struct LuPlan {
    /// An entry of the filled pattern in the row or the column of a pivot.
    struct Entry {
        int index; ///< its row in a column, its column in a row
        int place; ///< in the block
    };

    /// block[target] -= block[left] * block[right]
    struct Update {
        int target, left, right;
    };

    /// One pivot: invert it, scale the column below it, update what remains.
    struct Pivot {
        int row = 0;                 ///< of the matrix; also its column
        int place = 0;               ///< of the diagonal entry in the block
        std::vector<Entry> below;    ///< column of L: multiply by the reciprocal pivot; rows ascending
        std::vector<Entry> right;    ///< row of U beyond the diagonal; columns ascending
        std::vector<Update> updates; ///< every pair of `below` (outer) and `right` (inner)
    };

    int n = 0;
    int n_value = 0;              ///< size of the block
    std::vector<int> from_matrix; ///< place in the block of each entry of the pattern, same order
    std::vector<Pivot> pivots;    ///< in order of elimination
};

/// Plans the elimination of a matrix with `pattern`, whose diagonal must be in it: at each step the diagonal entry of
/// least Markowitz cost, ties to the least row.
///
/// Places that no entry of the pattern fills stand for fill: set them to 0 before eliminating.
/// Method: @cite markowitz1957, restricted to the diagonal; the fill is found here, once.
/// @throws std::invalid_argument  if a diagonal entry is missing.
[[nodiscard]] LuPlan plan_lu(const SparsityPattern& pattern);

} // namespace euthymia
