// SPDX-License-Identifier: Apache-2.0
#include "bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "euthymia/base/random.hpp"

namespace euthymia {

namespace {

constexpr double tail = 0.025; ///< of a 95 % interval, on each side

std::vector<std::size_t> draw_again(std::size_t n, std::uint64_t seed, int number) {
    Stream stream({.seed = seed,
                   .trial = hash_name("bootstrap"),
                   .patient = static_cast<std::uint32_t>(number),
                   .purpose = Purpose::replicate});
    std::vector<std::size_t> drawn(n);
    for (std::size_t& place : drawn) place = stream.below(n);
    return drawn;
}

void set_interval(Estimate& estimate, std::vector<double>& draws) {
    std::erase_if(draws, [](double value) { return !std::isfinite(value); });
    std::ranges::sort(draws);
    estimate.low = quantile(draws, tail);
    estimate.high = quantile(draws, 1.0 - tail);
}

} // namespace

std::vector<Estimate> bootstrap(std::size_t n_member, int n_draw, std::uint64_t seed, const Statistic& statistic) {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::size_t> everybody(n_member);
    std::iota(everybody.begin(), everybody.end(), std::size_t{0});
    std::vector<Estimate> estimates;
    for (const double value : statistic(everybody)) estimates.push_back({value, undefined, undefined});
    if (n_member < 2) return estimates;
    std::vector<std::vector<double>> draws(estimates.size());
    for (int number = 0; number < n_draw; ++number) {
        const auto values = statistic(draw_again(n_member, seed, number));
        for (std::size_t k = 0; k < values.size(); ++k) draws[k].push_back(values[k]);
    }
    for (std::size_t k = 0; k < estimates.size(); ++k) set_interval(estimates[k], draws[k]);
    return estimates;
}

} // namespace euthymia
