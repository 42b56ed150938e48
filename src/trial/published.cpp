// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "analysis.hpp"
#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

// Where no interval was published: 0.10 SMD, 1 point of a scale, 5 percentage points.
constexpr double smd_tolerance = 0.10;
constexpr double point_tolerance = 1.0;
constexpr double percent_tolerance = 5.0;

double mean(const std::vector<double>& sample) {
    return summarise(sample).mean;
}

double rate_of(int events, const Sample& sample) {
    return 100.0 * events / static_cast<double>(sample.score.size());
}

int size(const Sample& sample) {
    return static_cast<int>(sample.score.size());
}

const std::array statistics{
    StatisticTraits{"mean_change", false, false, point_tolerance,
                    [](const Sample& a, const Sample&) { return mean(a.changes()); }},
    StatisticTraits{"percent_change", false, false, percent_tolerance,
                    [](const Sample& a, const Sample&) { return 100.0 * mean(a.changes()) / mean(a.baseline); }},
    StatisticTraits{"response_rate", false, true, percent_tolerance,
                    [](const Sample& a, const Sample&) { return rate_of(a.n_response(), a); }},
    StatisticTraits{"remission_rate", false, true, percent_tolerance,
                    [](const Sample& a, const Sample&) { return rate_of(a.n_remission(), a); }},
    StatisticTraits{"dropout_rate", false, false, percent_tolerance,
                    [](const Sample& a, const Sample&) { return rate_of(a.n_dropped, a); }},
    StatisticTraits{
        "smd", true, false, smd_tolerance,
        [](const Sample& a, const Sample& b) { return hedges_g(summarise(a.score), summarise(b.score)).value; }},
    StatisticTraits{"mean_difference", true, false, point_tolerance,
                    [](const Sample& a, const Sample& b) { return mean(a.score) - mean(b.score); }},
    StatisticTraits{"risk_ratio", true, true, std::nullopt,
                    [](const Sample& a, const Sample& b) {
                        return risk_ratio(a.n_response(), size(a), b.n_response(), size(b)).value;
                    }},
    StatisticTraits{"odds_ratio", true, true, std::nullopt,
                    [](const Sample& a, const Sample& b) {
                        return odds_ratio(a.n_response(), size(a), b.n_response(), size(b)).value;
                    }},
};

const StatisticTraits& require_statistic(const PublishedRow& row) {
    const StatisticTraits* traits = find_statistic(row.statistic);
    const std::string where = fmt::format("published row '{}'", row.id);
    if (traits == nullptr) {
        throw InputError(
            {fmt::format("the statistic '{}' is not known", row.statistic), where, "use one of the schema's"});
    }
    if (traits->needs_versus && row.versus.empty()) {
        throw InputError({fmt::format("'{}' compares two arms", row.statistic), where, "add the key 'versus'"});
    }
    if (!traits->tolerance && !row.low) {
        throw InputError({fmt::format("'{}' can only be compared with an interval", row.statistic), where,
                          "add the published interval"});
    }
    return *traits;
}

/// The arms of one replicate trial: the pool is shuffled and dealt out, so that nobody is in two arms unless the
/// published trial was larger than the pool.
std::map<std::string, std::vector<std::size_t>> allocate(const TrialResult& result, int replicate) {
    Stream stream({.seed = result.seed,
                   .trial = hash_name(result.design.title),
                   .patient = static_cast<std::uint32_t>(replicate),
                   .purpose = Purpose::replicate});
    std::vector<std::size_t> order(static_cast<std::size_t>(result.n_pool));
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t k = order.size(); k > 1; --k) std::swap(order[k - 1], order[stream.below(k)]);
    std::map<std::string, std::vector<std::size_t>> people;
    std::size_t next = 0;
    for (const ArmRecord& arm : result.arms) {
        for (int k = 0; k < arm.n_design; ++k) people[arm.name].push_back(order[next++ % order.size()]);
    }
    return people;
}

bool agrees(const PublishedRow& row, const StatisticTraits& traits, double simulated) {
    if (row.low && row.high) return simulated >= *row.low && simulated <= *row.high;
    return std::abs(simulated - row.value) <= *traits.tolerance;
}

Comparison compare(const PublishedRow& row, const StatisticTraits& traits, std::vector<double> replicates) {
    std::sort(replicates.begin(), replicates.end());
    const double simulated = mean(replicates);
    return {.published = row,
            .simulated = simulated,
            .low = quantile(replicates, 0.025),
            .high = quantile(replicates, 0.975),
            .agrees = agrees(row, traits, simulated)};
}

} // namespace

const StatisticTraits* find_statistic(const std::string& name) {
    const auto found =
        std::find_if(statistics.begin(), statistics.end(), [&](const StatisticTraits& s) { return s.name == name; });
    return found == statistics.end() ? nullptr : &*found;
}

void compare_with_published(TrialResult& result, const std::vector<Scale>& scales) {
    const Records records(result, scales);
    std::vector<std::vector<double>> drawn(result.design.published.size());
    for (int replicate = 0; replicate < result.n_replicate; ++replicate) {
        auto people = allocate(result, replicate);
        for (std::size_t k = 0; k < drawn.size(); ++k) {
            const PublishedRow& row = result.design.published[k];
            const auto sample = [&](const std::string& arm) {
                return arm.empty() ? Sample{} : records.sample(records.arm(arm), row.measure, row.week, people[arm]);
            };
            drawn[k].push_back(require_statistic(row).compute(sample(row.arm), sample(row.versus)));
        }
    }
    for (std::size_t k = 0; k < drawn.size(); ++k) {
        const PublishedRow& row = result.design.published[k];
        result.comparisons.push_back(compare(row, require_statistic(row), std::move(drawn[k])));
    }
}

} // namespace euthymia
