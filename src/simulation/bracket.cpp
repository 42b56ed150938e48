// SPDX-License-Identifier: Apache-2.0
#include "bracket.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace euthymia {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int n_look_before_halving = 24;

/// std::nextafter(x, infinity), which is a slow function, for a number.
double next_above(double x) {
    if (x == 0.0) return std::numeric_limits<double>::denorm_min();
    const auto bits = std::bit_cast<std::int64_t>(x);
    return std::bit_cast<double>(x > 0.0 ? bits + 1 : bits - 1);
}

/// 2 to a power.
double power_of_two(int exponent) {
    return std::ldexp(1.0, exponent);
}

} // namespace

void Bracket::move(int side) {
    n_same_ = side == last_side_ ? n_same_ + 1 : 1;
    last_side_ = side;
    ++n_look_;
}

double Bracket::propose(const Side& low, const Side& high) const {
    const double middle = low.t + 0.5 * (high.t - low.t);
    if (n_look_ >= n_look_before_halving) return middle;
    const double guess = estimate(low, high);
    if (!(guess >= low.t && guess <= high.t)) return middle;
    // the side that moved last is likely the near one: step over what rounding leaves between it and the change
    const double digit = std::max(next_above(high.t) - high.t, next_above(low.t) - low.t);
    const double away = digit * (last_side_ == 0 ? 1.0 : power_of_two(n_same_ - 1));
    if (2.0 * away >= high.t - low.t) return middle;
    return std::clamp(guess, low.t + away, high.t - away);
}

double Bracket::estimate(const Side& low, const Side& high) const {
    const double weight = n_same_ > 1 ? power_of_two(1 - n_same_) : 1.0;
    double earliest = infinity;
    for (std::size_t k = 0; k < low.roots.size(); ++k) {
        if (have_same_sign(low.roots[k], high.roots[k])) continue;
        const double a = low.roots[k] * (last_side_ > 0 ? weight : 1.0);
        const double b = high.roots[k] * (last_side_ < 0 ? weight : 1.0);
        earliest = std::min(earliest, low.t + (high.t - low.t) * (a / (a - b)));
    }
    return earliest;
}

bool is_closed(double low, double high, double begin, double end) {
    constexpr double least = 0x1p-73; // keeps a search towards time 0 from descending through all tiny numbers
    return next_above(low) >= high || high - low <= least * std::max(std::abs(begin), std::abs(end));
}

} // namespace euthymia
