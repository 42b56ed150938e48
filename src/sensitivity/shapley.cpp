// SPDX-License-Identifier: Apache-2.0
#include "euthymia/sensitivity/shapley.hpp"

#include <bit>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

std::size_t count_players(std::size_t n_coalition) {
    const auto n = static_cast<std::size_t>(std::bit_width(n_coalition) - 1);
    if (std::has_single_bit(n_coalition) && n <= most_players) return n;
    throw InputError({fmt::format("{} coalitions are no game", n_coalition), "the worth of coalitions",
                      fmt::format("give 2^n of them, for n players, at most {}", most_players)});
}

/// The share of all orders in which exactly a coalition of each size stands before a player: s! (n - s - 1)! / n!.
std::vector<double> shares_of_orders(std::size_t n) {
    std::vector<double> shares(n, 1.0 / static_cast<double>(n));
    for (std::size_t s = 1; s < n; ++s) shares[s] = shares[s - 1] * static_cast<double>(s) / static_cast<double>(n - s);
    return shares;
}

} // namespace

std::vector<double> shapley_values(std::span<const double> worth) {
    const std::size_t n = count_players(worth.size());
    const auto shares = shares_of_orders(n);
    std::vector<double> values(n, 0.0);
    for (std::size_t coalition = 0; coalition < worth.size(); ++coalition) {
        const auto size = static_cast<std::size_t>(std::popcount(coalition));
        for (std::size_t player = 0; player < n; ++player) {
            const std::size_t joined = coalition | std::size_t{1} << player;
            if (joined != coalition) values[player] += shares[size] * (worth[joined] - worth[coalition]);
        }
    }
    return values;
}

} // namespace euthymia
