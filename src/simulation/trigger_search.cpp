// SPDX-License-Identifier: Apache-2.0
#include "trigger_search.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "bracket.hpp"
#include "root_shape.hpp"

namespace euthymia {

namespace {

constexpr int max_divisions = 100; // of one step: a root that is zero but for rounding may not hold it up

bool is_alike(const TriggerSample& a, const TriggerSample& b) {
    return a.is_true == b.is_true && std::ranges::equal(a.roots, b.roots, have_same_sign);
}

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
