// SPDX-License-Identifier: Apache-2.0
// Where a square sparse matrix may be non-zero.
#pragma once

#include <vector>

namespace euthymia {

/// Pattern of an n x n matrix in compressed columns: the rows of column j stand, ascending, in
/// `row[column_start[j]] ... row[column_start[j + 1] - 1]`; values are stored in the same order.
struct SparsityPattern {
    int n = 0;
    std::vector<int> column_start{0};
    std::vector<int> row;

    [[nodiscard]] int n_nonzero() const { return static_cast<int>(row.size()); }
};

} // namespace euthymia
