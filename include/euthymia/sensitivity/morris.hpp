// SPDX-License-Identifier: Apache-2.0
// Which inputs matter at all: elementary effects.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// A point of the unit cube, or of a box of parameters.
using Point = std::vector<double>;

/// How an input acts, per width of its range, in the unit of the outcome.
struct ElementaryEffects {
    double mean = 0.0;  ///< mu: opposite effects cancel
    Estimate mean_size; ///< mu*: mean of the sizes, and its 95 % bootstrap interval over trajectories
    double sd = 0.0;    ///< sigma: 0 where the outcome is linear in the input and no other input changes its effect
    int n = 0;          ///< effects that could be computed
};

/// Trajectories through a grid of four levels in the unit cube: each begins at a random point and moves one input after
/// the other, in random order, by 2/3. Of many drawn, those that lie farthest apart are taken.
/// Sources: @cite morris1991, @cite campolongo2007.
/// @return  `n_trajectory x (n_input + 1)` points, trajectory by trajectory.
[[nodiscard]] std::vector<Point> morris_points(std::size_t n_input, int n_trajectory, std::uint64_t seed);

/// The effects of every input; what is not finite is left out.
/// @param points    Of `morris_points`.
/// @param outcomes  At every point, any unit.
[[nodiscard]] std::vector<ElementaryEffects> elementary_effects(const std::vector<Point>& points,
                                                                std::span<const double> outcomes, std::uint64_t seed);

} // namespace euthymia
