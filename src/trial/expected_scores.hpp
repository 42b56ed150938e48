// SPDX-License-Identifier: Apache-2.0
// What a mixed model expects of people at visits they were not seen at.
#pragma once

#include <vector>

#include "euthymia/trial/mixed_model.hpp"

namespace euthymia {

/// Every score that was not seen takes its expectation given the person's arm, baseline and what was seen of them:
/// m + C (s - m) with the means m of the arm and the covariance C of the model. Their averages are the model's
/// least-squares means. Shape of the result: that of `measures.score`.
[[nodiscard]] std::vector<double> expected_scores(const MixedModel& model, const RepeatedMeasures& measures);

} // namespace euthymia
