// SPDX-License-Identifier: Apache-2.0
// Who earned how much of what a group earned together.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace euthymia {

/// Most players of a game; it has 2^n coalitions.
inline constexpr std::size_t most_players = 20;

/// The Shapley value of every player: what a player adds to those who came before, averaged over all orders of coming.
/// The values sum to the worth of all less the worth of none. Source: @cite shapley1953.
///
/// @param worth  Of every coalition, shape 2^n; player k is in coalition c if bit k of c is set.
/// @return       Shape n, in the unit of `worth`.
/// @throws InputError  if the number of coalitions is no power of 2, or beyond `most_players`.
[[nodiscard]] std::vector<double> shapley_values(std::span<const double> worth);

} // namespace euthymia
