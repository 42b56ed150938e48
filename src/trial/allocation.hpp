// SPDX-License-Identifier: Apache-2.0
// Who is in which arm of a replicate trial.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "euthymia/base/random.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// Places in the cohort of those who are in each arm of a replicate trial of the published size, in the order of
/// `TrialResult::arms`. The pool is shuffled and dealt out, in permuted blocks and within strata where the design says
/// so; nobody is in two arms unless the published trial was larger than the pool. Arms with people of their own draw
/// from them.
[[nodiscard]] std::vector<std::vector<std::size_t>> allocate(const TrialResult& result, int replicate);

/// The arms, as numbers, in the order in which people are allocated: every block of `block` holds the arms as nearly in
/// the proportion of `sizes` as it can, in random order; each arm comes as often as its size.
[[nodiscard]] std::vector<std::size_t> permuted_blocks(const std::vector<int>& sizes, int block, Stream& stream);

} // namespace euthymia
