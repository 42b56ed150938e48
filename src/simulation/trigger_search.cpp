// SPDX-License-Identifier: Apache-2.0
#include "trigger_search.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "bracket.hpp"
#include "root_shape.hpp"

namespace euthymia {

namespace {

constexpr int max_divisions = 100; // of one step: a root that is zero but for rounding may not hold it up

bool has_risen(const TriggerSample& a, const TriggerSample& b) {
    return !std::ranges::equal(a.is_true, b.is_true, std::greater_equal());
}

bool have_same_signs(const TriggerSample& a, const TriggerSample& b) {
    for (std::size_t k = 0; k < a.roots.size(); ++k) {
        if (!have_same_sign(a.roots[k], b.roots[k])) return false;
    }
    return true;
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
    TriggerSample now;
    sample(t, y, now);
    return now;
}

void TriggerSearch::sample(double t, std::span<const double> y, TriggerSample& into) {
    evaluator_.watch(t, y, observed_);
    into.t = t;
    into.is_true.resize(plan_.events.size());
    for (std::size_t k = 0; k < plan_.events.size(); ++k) {
        const double value = observed_[plan_.events[k].trigger];
        into.is_true[k] = value != 0.0 && !std::isnan(value);
    }
    into.roots.resize(plan_.roots.size());
    for (std::size_t k = 0; k < plan_.roots.size(); ++k) into.roots[k] = observed_[plan_.roots[k]];
}

std::span<const double> TriggerSearch::observe(double t, std::span<const double> y) {
    evaluator_.observe(t, y, observed_);
    return observed_;
}

void TriggerSearch::read_roots(const Step& step, double t, std::vector<double>& roots) {
    step.interpolate(t, plan_.states, y_);
    evaluator_.watch(t, y_, observed_);
    roots.resize(plan_.roots.size());
    for (std::size_t k = 0; k < plan_.roots.size(); ++k) roots[k] = observed_[plan_.roots[k]];
}

TriggerSample& TriggerSearch::spare() {
    if (n_used_ == samples_.size()) samples_.emplace_back();
    return samples_[n_used_++];
}

TriggerSample& TriggerSearch::look(double t) {
    TriggerSample& seen = spare();
    look(t, seen);
    return seen;
}

void TriggerSearch::look(double t, TriggerSample& into) {
    step_->interpolate(t, plan_.states, y_);
    sample(t, y_, into);
}

const TriggerSample* TriggerSearch::first_change(const Step& step, TriggerSample& from) {
    step_ = &step;
    n_division_ = 0;
    const double begin = from.t, end = step.t1();
    for (int part = 1; part <= plan_.n_part; ++part) {
        n_used_ = 0;
        TriggerSample& next = look(part == plan_.n_part ? end : begin + (end - begin) * part / plan_.n_part);
        if (const Found found = search(from, next)) {
            if (before_ != &from) from = *before_;
            return found;
        }
        std::swap(from, next);
    }
    return nullptr;
}

/// Divides until every root is seen to be smooth, then walks.
TriggerSearch::Found TriggerSearch::search(const TriggerSample& a, const TriggerSample& b) {
    const std::size_t n_used = n_used_;
    const TriggerSample& m = look(a.t + division * (b.t - a.t));
    const bool is_smooth = n_division_ >= max_divisions || hides_nothing(a, m, b);
    if (!is_smooth) ++n_division_;
    const auto go = is_smooth ? &TriggerSearch::walk : &TriggerSearch::search;
    Found found = (this->*go)(a, m);
    if (found == nullptr) found = (this->*go)(m, b);
    if (found == nullptr) n_used_ = n_used;
    return found;
}

/// Of two moments, the second later.
bool TriggerSearch::has_changed(const TriggerSample& a, const TriggerSample& b) const {
    return plan_.only_rises_count ? has_risen(a, b) : a.is_true != b.is_true;
}

/// No trigger has changed, and none can change between: a root that is 0 at one moment may be what an equality waits
/// for.
bool TriggerSearch::is_alike(const TriggerSample& a, const TriggerSample& b) const {
    return !has_changed(a, b) && (plan_.only_rises_count || have_same_signs(a, b));
}

/// From zero to zero of the roots, until a trigger has changed. Roots that flicker by rounding do not hold it up.
TriggerSearch::Found TriggerSearch::walk(const TriggerSample& a, const TriggerSample& b) {
    const std::size_t n_zero = 2 * plan_.roots.size() + 2;
    const TriggerSample* at = &a;
    for (std::size_t n = 0; n < n_zero && !is_alike(*at, b); ++n) {
        const TriggerSample& next = close_in(*at, b);
        if (has_changed(*at, next)) return &next;
        at = &next;
    }
    before_ = at;
    return has_changed(*at, b) ? &b : nullptr;
}

/// The first moment after `a` that is not alike, if `b` is not and there is one change between.
const TriggerSample& TriggerSearch::close_in(const TriggerSample& a, const TriggerSample& b) {
    TriggerSample *low = &spare(), *high = &spare(), *between = &spare();
    *low = a;
    *high = b;
    Bracket bracket;
    while (!is_closed(low->t, high->t, step_->t0(), step_->t1())) {
        look(bracket.propose({low->t, low->roots}, {high->t, high->roots}), *between);
        if (is_alike(a, *between)) {
            std::swap(low, between);
            bracket.move_low();
        } else {
            std::swap(high, between);
            bracket.move_high();
        }
    }
    before_ = low;
    return *high;
}

} // namespace euthymia
