// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/statistic_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "sample.hpp"

namespace euthymia {

namespace {

// Where no interval was published.
constexpr double point_tolerance = 1.0;      // of a scale
constexpr double percent_tolerance = 5.0;    // percentage points
constexpr double smd_tolerance = 0.10;       // also of a correlation
constexpr double prepost_tolerance = 0.15;   // the spread before treatment is part of it
constexpr double spread_tolerance = 0.10;    // share of the published ratio
constexpr double event_tolerance = 0.20;     // on the logarithm
constexpr double variable_tolerance = 0.25;  // share of the published value, of a model variable
constexpr double number_needed_share = 0.25; // share of the published number

double mean(const std::vector<double>& sample) {
    return summarise(sample).mean;
}

double percent(int events, const Sample& sample) {
    return 100.0 * events / sample.size();
}

double mean_change(const Sample& a, const Sample&) {
    return mean(a.changes());
}

double percent_change(const Sample& a, const Sample&) {
    return 100.0 * mean(a.changes()) / mean(a.baseline);
}

double event_rate(const Sample& a, const Sample&) {
    return percent(a.n_event(), a);
}

double relapse_rate(const Sample& a, const Sample&) {
    const auto steps = kaplan_meier(a.relapse);
    return 100.0 * (1.0 - survival_at(steps, std::numeric_limits<double>::infinity()).value);
}

double fell_share(const Sample& a, const Sample&) {
    const auto changes = a.changes();
    return percent(static_cast<int>(std::count_if(changes.begin(), changes.end(), [](double x) { return x < 0.0; })),
                   a);
}

double smd(const Sample& a, const Sample& b) {
    return hedges_g(a.score_summary(), b.score_summary()).value;
}

double difference(const Sample& a, const Sample& b) {
    return mean(a.score) - mean(b.score);
}

double log_odds_ratio(const Sample& a, const Sample& b) {
    return std::log(odds_ratio(a.n_event(), a.size(), b.n_event(), b.size()).value);
}

double log_risk_ratio(const Sample& a, const Sample& b) {
    return std::log(risk_ratio(a.n_event(), a.size(), b.n_event(), b.size()).value);
}

double log_hazard_ratio(const Sample& a, const Sample& b) {
    return std::log(hazard_ratio(a.relapse, b.relapse).value);
}

/// Percentage points.
double difference_of_risks(const Sample& a, const Sample& b) {
    return percent(a.n_event(), a) - percent(b.n_event(), b);
}

double risk_difference_share(const Sample& a, const Sample& b) {
    return difference_of_risks(a, b) / 100.0;
}

/// How much likelier somebody of `a` is better off than somebody of `b` than the other way round, were scores normal.
double success_difference(const Sample& a, const Sample& b) {
    return 2.0 * boost::math::cdf(boost::math::normal(), -smd(a, b) / std::sqrt(2.0)) - 1.0;
}

double smd_before_after(const Sample& a, const Sample&) {
    return mean(a.changes()) / summarise(a.baseline).sd;
}

double smd_of_changes(const Sample& a, const Sample&) {
    const Summary change = summarise(a.changes());
    return change.mean / change.sd;
}

double sign_outside(double value, double reach) {
    return std::abs(value) > reach ? std::copysign(1.0, value) : 0.0;
}

/// Ratio of the SDs of the changes from baseline, as meta-analyses of antidepressants publish it.
double ratio_of_spreads(const Sample& a, const Sample& b) {
    return a.change_summary().sd / b.change_summary().sd;
}

/// Likewise of SD over mean change; the direction of the change does not count.
double ratio_of_variations(const Sample& a, const Sample& b) {
    return ratio_of_spreads(a, b) * std::abs(mean(b.changes()) / mean(a.changes()));
}

/// The sign of the change, or of the difference of two arms, if a t test at 5 % finds it; else 0.
double direction(const Sample& a, const Sample& b) {
    if (b.size() > 0) {
        const Estimate estimate = mean_difference(a.score_summary(), b.score_summary());
        return sign_outside(estimate.value, estimate.high - estimate.value);
    }
    const Summary change = summarise(a.changes());
    if (change.n < 2) return 0.0;
    const double t = boost::math::quantile(boost::math::students_t(change.n - 1), 0.975);
    return sign_outside(change.mean, t * change.sd / std::sqrt(change.n));
}

bool is_ratio_of_events(const StatisticTraits& traits) {
    return traits.kind == StatisticKind::event_ratio;
}

} // namespace

const std::vector<StatisticTraits>& statistic_table() {
    using Kind = StatisticKind;
    constexpr auto never = Comparing::never, may = Comparing::may, must = Comparing::must;
    static const std::vector<StatisticTraits> table{
        {"mean", Kind::level, never, "", point_tolerance, [](const Sample& a, const Sample&) { return mean(a.score); }},
        {"sd", Kind::level, never, "", point_tolerance,
         [](const Sample& a, const Sample&) { return a.score_summary().sd; }},
        {"mean_change", Kind::level, never, "", point_tolerance, mean_change},
        {"percent_change", Kind::percent, never, "", percent_tolerance, percent_change},
        {"ratio_to_baseline", Kind::level_ratio, never, "", percent_tolerance / 100.0,
         [](const Sample& a, const Sample&) { return mean(a.score) / mean(a.baseline); }},
        {"smd_prepost", Kind::size, never, "", prepost_tolerance, smd_before_after},
        {"smd_change", Kind::size, never, "", prepost_tolerance, smd_of_changes},
        {"response_rate", Kind::rate, never, "response", percent_tolerance, event_rate},
        {"remission_rate", Kind::rate, never, "remission", percent_tolerance, event_rate},
        {"dropout_rate", Kind::rate, never, "dropout", percent_tolerance, event_rate},
        {"completion_rate", Kind::rate, never, "completion", percent_tolerance, event_rate},
        {"relapse_rate", Kind::rate, never, "relapse", percent_tolerance, relapse_rate},
        {"relapse_share", Kind::rate, never, "relapse", percent_tolerance, event_rate},
        {"fell_share", Kind::rate, never, "", percent_tolerance, fell_share},
        {"correlation", Kind::size, never, "", smd_tolerance,
         [](const Sample& a, const Sample&) { return pearson(a.changes(), a.with_change).value; }},
        {"direction", Kind::direction, may, "", 0.0, direction},
        {"smd", Kind::size, must, "", smd_tolerance, smd},
        {"mean_difference", Kind::level, must, "", point_tolerance, difference},
        {"percent_difference", Kind::percent, must, "", percent_tolerance,
         [](const Sample& a, const Sample& b) { return 100.0 * difference(a, b) / mean(b.score); }},
        {"odds_ratio", Kind::event_ratio, must, "any", event_tolerance, log_odds_ratio},
        {"risk_ratio", Kind::event_ratio, must, "any", event_tolerance, log_risk_ratio},
        {"risk_difference", Kind::rate, must, "any", percent_tolerance, difference_of_risks},
        {"nnt", Kind::number_needed, must, "any", number_needed_share, risk_difference_share},
        {"nnt_of_smd", Kind::number_needed, must, "", number_needed_share, success_difference},
        {"hazard_ratio", Kind::event_ratio, must, "relapse", event_tolerance, log_hazard_ratio},
        {"variance_ratio", Kind::spread_ratio, must, "", spread_tolerance, ratio_of_spreads},
        {"cv_ratio", Kind::spread_ratio, must, "", spread_tolerance, ratio_of_variations}};
    return table;
}

const StatisticTraits* find_statistic(const std::string& name) {
    const auto& table = statistic_table();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const StatisticTraits& row) { return row.name == name; });
    return found == table.end() ? nullptr : &*found;
}

std::string event_of(const PublishedRow& row) {
    const StatisticTraits* traits = find_statistic(row.statistic);
    if (traits == nullptr) return {};
    return traits->event == "any" ? row.event : traits->event;
}

bool is_of_any_measure(const PublishedRow& row) {
    const std::string event = event_of(row);
    return event == "dropout" || event == "completion" || event == "relapse";
}

double tolerance_of(const StatisticTraits& traits, const PublishedRow& row, bool is_scale, double baseline) {
    const double share = variable_tolerance * std::abs(row.value);
    switch (traits.kind) {
    case StatisticKind::level:
        // 5 percentage points of a level are 5 % of what it was
        return is_scale ? traits.tolerance : std::max(share, percent_tolerance / 100.0 * std::abs(baseline));
    case StatisticKind::percent:
    case StatisticKind::level_ratio:
        return is_scale ? traits.tolerance : std::max(share, traits.tolerance);
    case StatisticKind::spread_ratio:
    case StatisticKind::number_needed:
        return traits.tolerance * std::abs(row.value);
    default:
        return traits.tolerance;
    }
}

bool agrees(const StatisticTraits& traits, const PublishedRow& row, double simulated, double tolerance) {
    if (row.low && row.high) return simulated >= *row.low && simulated <= *row.high;
    if (is_ratio_of_events(traits)) return std::abs(std::log(simulated / row.value)) <= tolerance;
    return std::abs(simulated - row.value) <= tolerance;
}

double from_averaged(const StatisticTraits& traits, double averaged) {
    if (is_ratio_of_events(traits)) return std::exp(averaged);
    return traits.kind == StatisticKind::number_needed ? 1.0 / averaged : averaged;
}

} // namespace euthymia
