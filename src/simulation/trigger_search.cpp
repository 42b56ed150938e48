// SPDX-License-Identifier: Apache-2.0
#include "trigger_search.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "bracket.hpp"

namespace euthymia {

namespace {

constexpr int max_divisions = 100; // of one step: a root that is zero but for rounding may not hold it up
constexpr double division = 0.45;  // not the middle: a rhythm of the model should not hide behind ours

bool is_alike(const TriggerSample& a, const TriggerSample& b) {
    return a.is_true == b.is_true && std::ranges::equal(a.roots, b.roots, have_same_sign);
}

/// A root function at three moments, and the parabola through them.
struct Parabola {
    double t[3], r[3];

    /// True if, even with twice its curvature, it has at most one zero between, seen in the signs at its ends.
    [[nodiscard]] bool hides_nothing() const {
        const double first = (r[1] - r[0]) / (t[1] - t[0]), second = (r[2] - r[1]) / (t[2] - t[1]);
        const double curvature = (second - first) / (t[2] - t[0]);
        if (curvature == 0.0 || !std::isfinite(curvature)) return true;
        const double slope_before = first - 2.0 * curvature * (t[1] - t[0]);
        const double slope_after = second + 2.0 * curvature * (t[2] - t[1]);
        return slope_before * slope_after > 0.0 || is_far_from_zero(curvature * (t[2] - t[0]) * (t[2] - t[0]));
    }

    /// @param bend  Curvature times length squared; between its points the parabola leaves their chords by at most
    ///              (1 - `division`)^2 / 4 of it.
    [[nodiscard]] bool is_far_from_zero(double bend) const {
        constexpr double margin = 4.0, deviation = (1.0 - division) * (1.0 - division) / 4.0;
        const double nearest = std::min({std::abs(r[0]), std::abs(r[1]), std::abs(r[2])});
        return have_same_sign(r[0], r[1]) && have_same_sign(r[1], r[2]) &&
               nearest > margin * deviation * std::abs(bend);
    }
};

bool hides_nothing(const TriggerSample& a, const TriggerSample& m, const TriggerSample& b) {
    for (std::size_t k = 0; k < a.roots.size(); ++k) {
        const Parabola root{{a.t, m.t, b.t}, {a.roots[k], m.roots[k], b.roots[k]}};
        if (!root.hides_nothing()) return false;
    }
    return true;
}

} // namespace

TriggerSearch::TriggerSearch(const EventPlan& plan, Evaluator& evaluator)
    : plan_(plan)
    , evaluator_(evaluator)
    , y_(plan.n_state)
    , observed_(plan.n_observable) {}

TriggerSample TriggerSearch::sample(double t, std::span<const double> y) {
    evaluator_.observe(t, y, observed_);
    TriggerSample now{.t = t, .is_true = {}, .roots = {}};
    now.is_true.reserve(plan_.events.size());
    for (const EventPlan::Row& event : plan_.events) {
        const double value = observed_[event.trigger];
        now.is_true.push_back(value != 0.0 && !std::isnan(value));
    }
    now.roots.reserve(plan_.roots.size());
    for (const std::size_t root : plan_.roots) now.roots.push_back(observed_[root]);
    return now;
}

TriggerSample TriggerSearch::look(double t) {
    step_->interpolate(t, y_);
    return sample(t, y_);
}

std::optional<TriggerSample> TriggerSearch::first_change(const Step& step, TriggerSample& from) {
    step_ = &step;
    n_division_ = 0;
    const double begin = from.t, end = step.t1();
    for (int part = 1; part <= plan_.n_part; ++part) {
        TriggerSample next = look(part == plan_.n_part ? end : begin + (end - begin) * part / plan_.n_part);
        if (auto found = search(from, next)) return found;
        from = std::move(next);
    }
    return std::nullopt;
}

/// Divides until every root is seen to be smooth, then walks.
TriggerSearch::Found TriggerSearch::search(const TriggerSample& a, const TriggerSample& b) {
    const TriggerSample m = look(a.t + division * (b.t - a.t));
    if (n_division_ < max_divisions && !hides_nothing(a, m, b)) {
        ++n_division_;
        auto found = search(a, m);
        return found ? found : search(m, b);
    }
    auto found = walk(a, m);
    return found ? found : walk(m, b);
}

/// From zero to zero of the roots, until a trigger has changed. Roots that flicker by rounding do not hold it up.
TriggerSearch::Found TriggerSearch::walk(TriggerSample a, const TriggerSample& b) {
    const std::size_t n_zero = 2 * plan_.roots.size() + 2;
    for (std::size_t n = 0; n < n_zero && !is_alike(a, b); ++n) {
        TriggerSample next = close_in(a, b);
        if (next.is_true != a.is_true) return next;
        a = std::move(next);
    }
    return a.is_true == b.is_true ? std::nullopt : Found(b);
}

/// The first moment after `a` that is not alike, if `high` is not and there is one change between.
TriggerSample TriggerSearch::close_in(const TriggerSample& a, TriggerSample high) {
    TriggerSample low = a;
    Bracket bracket;
    while (!is_closed(low.t, high.t, step_->t0(), step_->t1())) {
        TriggerSample between = look(bracket.propose({low.t, low.roots}, {high.t, high.roots}));
        if (is_alike(between, a)) {
            low = std::move(between);
            bracket.move_low();
        } else {
            high = std::move(between);
            bracket.move_high();
        }
    }
    return high;
}

} // namespace euthymia
