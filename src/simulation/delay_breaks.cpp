// SPDX-License-Identifier: Apache-2.0
#include "delay_breaks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace euthymia {

namespace {

constexpr int max_order = 3; // smoother ones the control of the step size meets without losing much
constexpr double infinity = std::numeric_limits<double>::infinity();

double rounding_of(double t) {
    return 8.0 * std::numeric_limits<double>::epsilon() * std::abs(t);
}

/// The break at `t` but for rounding.
template <typename Breaks>
auto find(Breaks& breaks, double t) {
    const auto found = breaks.lower_bound(t - rounding_of(t));
    return found != breaks.end() && found->first <= t + rounding_of(t) ? found : breaks.end();
}

} // namespace

void DelayBreaks::add(double t, int order) {
    if (order > max_order) return;
    for (const double lag : lags_) {
        if (lag > 0.0 && std::isfinite(lag)) set(t + lag, order);
    }
}

void DelayBreaks::pass(double t) {
    while (!breaks_.empty() && breaks_.begin()->first <= t + rounding_of(t)) {
        const auto [at, order] = *breaks_.begin();
        breaks_.erase(breaks_.begin());
        add(at, order + 1);
    }
}

double DelayBreaks::next(double t) const {
    const auto found = breaks_.upper_bound(t + rounding_of(t));
    return found == breaks_.end() ? infinity : found->first;
}

bool DelayBreaks::is_at(double t) const {
    return find(breaks_, t) != breaks_.end();
}

/// Where two breaks meet, the rougher one counts.
void DelayBreaks::set(double t, int order) {
    const auto found = find(breaks_, t);
    if (found == breaks_.end()) {
        breaks_.emplace(t, order);
    } else {
        found->second = std::min(found->second, order);
    }
}

} // namespace euthymia
