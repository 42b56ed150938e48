// SPDX-License-Identifier: Apache-2.0
// Rates that bend, made smooth: which side of a bend counts is said from outside.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "euthymia/model/equations.hpp"

namespace euthymia {

/// Equations whose rates do not choose between `min`, `max`, `abs` or the sides of a comparison by themselves, as far
/// as the choice depends on states or time: a constant says which side counts. What stands under a root, a logarithm or
/// a broken power still chooses by itself, for there the other side may have no value.
struct HeldBends {
    Equations equations; ///< of the model, with `sides` among the constants
    /// Constants, one for each bend: 1 where its gap is positive, else 0.
    std::vector<std::string> sides;
    /// States that stay, the constants of `equations`, and the gaps as quantities.
    Equations gap_equations;
    std::vector<std::string> gaps; ///< one for each bend
};

[[nodiscard]] HeldBends hold_bends(const Equations& equations);

/// Makes gaps 0 that are too small to tell.
/// @param relative  How small, beside the terms that a gap is the difference of.
/// @param absolute  How small, if the gap were a state; in the units of each state, in their order.
void blur_gaps(HeldBends& held, double relative, std::span<const double> absolute);

} // namespace euthymia
