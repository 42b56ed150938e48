// SPDX-License-Identifier: Apache-2.0
// Intervals by drawing the same people, trajectories or samples again, with replacement.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// What a statistic gives for the members drawn, by their places; one number for each quantity.
using Statistic = std::function<std::vector<double>(std::span<const std::size_t> drawn)>;

/// Every quantity of the statistic on all of `n_member`, with its 95 % percentile interval over `n_draw` draws; NaN
/// bounds for fewer than two members, and draws in which a quantity is not finite do not count for it.
[[nodiscard]] std::vector<Estimate> bootstrap(std::size_t n_member, int n_draw, std::uint64_t seed,
                                              const Statistic& statistic);

} // namespace euthymia
