// SPDX-License-Identifier: Apache-2.0
// Which equation determines which symbol, and which must be solved together.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "euthymia/expression/expression.hpp"

namespace euthymia {

/// An equation 0 = residual, and the symbol it is to determine.
struct Unknown {
    std::string symbol;
    Expression residual;
};

/// Groups of unknowns that must be solved together, each group after those it depends on.
[[nodiscard]] std::vector<std::vector<Unknown>> blocks_of(std::vector<Unknown> unknowns);

/// For each equation a symbol of its own among `preferred` (best first), as many equations as can be and the best
/// symbols for them; equation k holds `symbols[k]`. An equation left out has an empty name.
[[nodiscard]] std::vector<std::string> match_equations(const std::vector<std::set<std::string>>& symbols,
                                                       const std::vector<std::string>& preferred);

} // namespace euthymia
