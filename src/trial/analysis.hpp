// SPDX-License-Identifier: Apache-2.0
// From records to results, and beside what was published.
#pragma once

#include <vector>

#include "euthymia/outcome/scale.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// Fills `results` of every arm and the contrasts against the comparator, by the analysis of the design; see
/// `Contrast` for what they are.
void analyse(TrialResult& result, const std::vector<Scale>& scales);

/// Fills `comparisons`: replicate trials of the published size are drawn from the pool, each person in one arm only.
/// Where the design's analysis is the mixed model it is fitted once, to the pool, and what it expects of those who left
/// takes the place of their scores in every replicate.
/// @throws InputError  for a row that cannot be computed (unknown arm, statistic or measure, no arm to compare with).
void compare_with_published(TrialResult& result, const std::vector<Scale>& scales);

} // namespace euthymia
