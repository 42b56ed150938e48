// SPDX-License-Identifier: Apache-2.0
#include "bracket.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace euthymia {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int n_look_before_halving = 24;

} // namespace

bool have_same_sign(double a, double b) {
    return (a > 0.0) == (b > 0.0) && (a < 0.0) == (b < 0.0);
}

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
    const double digit = std::max(std::nextafter(high.t, infinity) - high.t, std::nextafter(low.t, infinity) - low.t);
    const double away = digit * (last_side_ == 0 ? 1.0 : std::exp2(n_same_ - 1));
    if (2.0 * away >= high.t - low.t) return middle;
    return std::clamp(guess, low.t + away, high.t - away);
}

double Bracket::estimate(const Side& low, const Side& high) const {
    const double weight = n_same_ > 1 ? std::exp2(1 - n_same_) : 1.0;
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
    return std::nextafter(low, infinity) >= high || high - low <= least * std::max(std::abs(begin), std::abs(end));
}

} // namespace euthymia
