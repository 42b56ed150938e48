// SPDX-License-Identifier: Apache-2.0
// Which quantities of people go together.
#pragma once

#include <string>
#include <vector>

namespace euthymia {

struct VaryingParameter;

/// Two parameters whose underlying normal numbers are correlated.
struct Correlation {
    std::string a, b;    ///< ids of the model
    double value = 0.0;  ///< Pearson's, between -1 and 1
    std::string where{}; ///< file and line, for messages
};

/// Parameters that are drawn together: every one is correlated with another of them.
struct CorrelatedGroup {
    std::vector<std::size_t> members; ///< places among the varying parameters, ascending; one: drawn alone
    /// Lower triangular factor L of their correlation matrix R = L L', row by row, shape `n x n`.
    std::vector<double> factor;
};

/// Sorts `varying` into groups, in the order of their first members.
/// @throws InputError  naming the row: for a parameter that does not vary, a parameter with itself, a pair that stands
///                     twice, a value that is not between -1 and 1; naming all rows of a group whose matrix is not
///                     positive definite.
[[nodiscard]] std::vector<CorrelatedGroup> correlated_groups(const std::vector<VaryingParameter>& varying,
                                                             const std::vector<Correlation>& correlations);

} // namespace euthymia
