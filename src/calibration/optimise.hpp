// SPDX-License-Identifier: Apache-2.0
// CMA-ES in the unit cube.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace euthymia {

/// Candidates of one generation for `n` numbers: 4 + 3 ln n, and enough for pagmo2, which needs 5.
[[nodiscard]] int generation_size(std::size_t n);

/// Minimises `f` over [0, 1]^n with `n_evaluation` calls or a generation less, from `start` on. The first call is at
/// `start`. The same seed gives the same calls. What `f` throws ends it.
/// Method: CMA-ES of pagmo2, @cite hansen2001.
void minimise(const std::function<double(const std::vector<double>&)>& f, const std::vector<double>& start,
              int n_evaluation, std::uint64_t seed);

} // namespace euthymia
