// SPDX-License-Identifier: Apache-2.0
// Who of the eligible enters, so that scores at entry are distributed as published.
#pragma once

#include <cstddef>
#include <vector>

#include "euthymia/trial/run.hpp"

namespace euthymia {

/// Picks `n` of the eligible scores so that they follow a normal distribution cut at the criteria's bounds that has
/// their mean and SD (as near as the bounds allow): the sum of squared distances from its quantiles is the least there
/// is. Takes time and bits of memory as `n` times the number of those left out. @return indices, ascending.
[[nodiscard]] std::vector<std::size_t> match_baseline(const std::vector<double>& scores,
                                                      const BaselineCriteria& criteria, int n);

/// True if the `n` who would be picked have the mean of this distribution within a tenth of its SD, and its SD within
/// a tenth.
[[nodiscard]] bool meets_baseline(const std::vector<double>& scores, const BaselineCriteria& criteria, int n);

} // namespace euthymia
