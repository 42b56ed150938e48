// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/survival.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/chi_squared.hpp>

namespace euthymia {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double z_95 = 1.959963984540054; // two-sided 95 % point of the standard normal

/// People of two groups just before a time at which an event fell, and the events at it.
struct RiskSet {
    double time = 0.0;
    int at_risk_a = 0, at_risk_b = 0;
    int events_a = 0, events_b = 0;

    [[nodiscard]] double at_risk() const { return at_risk_a + at_risk_b; }
    [[nodiscard]] double events() const { return events_a + events_b; }
};

std::vector<FollowUp> ascending(std::span<const FollowUp> people) {
    std::vector<FollowUp> sorted(people.begin(), people.end());
    std::ranges::sort(sorted, {}, &FollowUp::time);
    return sorted;
}

/// Walks along people in order of time, counting who is still followed.
class Followed {
  public:
    explicit Followed(std::span<const FollowUp> people)
        : people_(ascending(people)) {}

    [[nodiscard]] double next_event() const {
        const auto event = std::find_if(people_.begin() + gone_, people_.end(), [](auto one) { return one.is_event; });
        return event == people_.end() ? infinite : event->time;
    }

    /// Those followed to just before `time`; asked for ascending times only.
    [[nodiscard]] int at_risk(double time) {
        while (gone_ < std::ssize(people_) && people_[std::size_t(gone_)].time < time) ++gone_;
        return int(std::ssize(people_) - gone_);
    }

    /// Events at `time`, after which they are gone.
    [[nodiscard]] int events(double time) {
        int events = 0;
        for (; gone_ < std::ssize(people_) && people_[std::size_t(gone_)].time == time; ++gone_)
            events += people_[std::size_t(gone_)].is_event ? 1 : 0;
        return events;
    }

  private:
    std::vector<FollowUp> people_;
    std::ptrdiff_t gone_ = 0;
};

std::vector<RiskSet> risk_sets(std::span<const FollowUp> a, std::span<const FollowUp> b) {
    Followed in_a(a), in_b(b);
    std::vector<RiskSet> sets;
    while (true) {
        const double time = std::min(in_a.next_event(), in_b.next_event());
        if (time == infinite) return sets;
        RiskSet set{time, in_a.at_risk(time), in_b.at_risk(time), 0, 0};
        set.events_a = in_a.events(time);
        set.events_b = in_b.events(time);
        sets.push_back(set);
    }
}

/// Limits S^exp(-+ z se / (S log S)), from the normal approximation of log(-log S).
void add_interval(SurvivalStep& step, double greenwood) {
    step.standard_error = step.survival > 0.0 ? step.survival * std::sqrt(greenwood) : undefined;
    step.low = step.high = undefined;
    if (!(step.survival > 0.0 && step.survival < 1.0)) return;
    const double reach = z_95 * std::sqrt(greenwood) / std::abs(std::log(step.survival));
    step.low = std::pow(step.survival, std::exp(reach));
    step.high = std::pow(step.survival, std::exp(-reach));
}

} // namespace

std::vector<SurvivalStep> kaplan_meier(std::span<const FollowUp> people) {
    std::vector<SurvivalStep> steps;
    double survival = 1.0, greenwood = 0.0;
    for (const RiskSet& set : risk_sets(people, {})) {
        const double at_risk = set.at_risk(), events = set.events();
        survival *= 1.0 - events / at_risk;
        greenwood += events / (at_risk * (at_risk - events));
        SurvivalStep step{set.time, set.at_risk_a, set.events_a, survival, 0.0, 1.0, 1.0};
        add_interval(step, greenwood);
        steps.push_back(step);
    }
    return steps;
}

Estimate survival_at(std::span<const SurvivalStep> steps, double time) {
    const auto after = std::ranges::upper_bound(steps, time, {}, &SurvivalStep::time);
    if (after == steps.begin()) return {1.0, 1.0, 1.0};
    const SurvivalStep& step = *(after - 1);
    return {step.survival, step.low, step.high};
}

Estimate median_survival(std::span<const SurvivalStep> steps) {
    const auto crossing = [&](double SurvivalStep::*curve) {
        const auto step = std::ranges::find_if(steps, [&](const SurvivalStep& one) { return one.*curve <= 0.5; });
        return step == steps.end() ? infinite : step->time;
    };
    return {crossing(&SurvivalStep::survival), crossing(&SurvivalStep::low), crossing(&SurvivalStep::high)};
}

LogRank log_rank(std::span<const FollowUp> a, std::span<const FollowUp> b) {
    LogRank test;
    double variance = 0.0;
    for (const RiskSet& set : risk_sets(a, b)) {
        const double n = set.at_risk(), d = set.events(), share = set.at_risk_a / n;
        test.observed += set.events_a;
        test.expected += d * share;
        if (n > 1.0) variance += d * share * (1.0 - share) * (n - d) / (n - 1.0);
    }
    if (!(variance > 0.0)) return test;
    const double excess = test.observed - test.expected;
    test.chi_squared = excess * excess / variance;
    test.p_value = boost::math::cdf(complement(boost::math::chi_squared(1.0), test.chi_squared));
    return test;
}

namespace {

/// Slope and information of Cox's partial log likelihood in the logarithm of the hazard ratio, ties by Efron.
struct PartialSlope {
    double score = 0.0;
    double information = 0.0;
};

PartialSlope partial_slope(std::span<const RiskSet> sets, double log_ratio) {
    const double ratio = std::exp(log_ratio);
    PartialSlope slope;
    for (const RiskSet& set : sets)
        for (int tied = 0; tied < set.events_a + set.events_b; ++tied) {
            // of the tied events, a share tied / events has left the risk set on average
            const double gone = tied / set.events();
            const double in_a = ratio * (set.at_risk_a - gone * set.events_a),
                         in_b = set.at_risk_b - gone * set.events_b;
            const double share = in_a / (in_a + in_b);
            slope.score -= share;
            slope.information += share * (1.0 - share);
        }
    for (const RiskSet& set : sets) slope.score += set.events_a;
    return slope;
}

/// The limit of the score as the ratio grows without bound: events of a less all events while a is at risk.
bool has_maximum(std::span<const RiskSet> sets, bool upwards) {
    const double limit = partial_slope(sets, upwards ? 500.0 : -500.0).score;
    return upwards ? limit < -1e-9 : limit > 1e-9;
}

/// Newton's search of the root of the score, which falls as the ratio grows; steps of at most one.
double solve_log_ratio(std::span<const RiskSet> sets) {
    double log_ratio = 0.0;
    for (int iteration = 0; iteration < 200; ++iteration) {
        const PartialSlope slope = partial_slope(sets, log_ratio);
        const double step = std::clamp(slope.score / slope.information, -1.0, 1.0);
        log_ratio += step;
        if (std::abs(step) < 1e-12) break;
    }
    return log_ratio;
}

} // namespace

Estimate hazard_ratio(std::span<const FollowUp> a, std::span<const FollowUp> b) {
    const std::vector<RiskSet> sets = risk_sets(a, b);
    const bool is_bounded_above = has_maximum(sets, true), is_bounded_below = has_maximum(sets, false);
    if (!is_bounded_above && !is_bounded_below) return {undefined, undefined, undefined};
    if (!is_bounded_above) return {infinite, 0.0, infinite};
    if (!is_bounded_below) return {0.0, 0.0, infinite};
    const double log_ratio = solve_log_ratio(sets);
    const double reach = z_95 / std::sqrt(partial_slope(sets, log_ratio).information);
    return {std::exp(log_ratio), std::exp(log_ratio - reach), std::exp(log_ratio + reach)};
}

} // namespace euthymia
