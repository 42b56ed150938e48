// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace euthymia {

namespace {

/// Appends the entry `k` of a list that may be empty.
template <typename Value>
void take(std::vector<Value>& to, const std::vector<Value>& from, std::size_t k) {
    if (!from.empty()) to.push_back(from[k]);
}

template <typename Value>
void extend(std::vector<Value>& to, const std::vector<Value>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

/// Of everybody; the SD of those who were seen.
Summary summarise_seen(const std::vector<double>& values, const std::vector<bool>& is_seen) {
    std::vector<double> seen;
    for (std::size_t k = 0; k < values.size(); ++k) {
        if (is_seen[k]) seen.push_back(values[k]);
    }
    Summary summary = summarise(values);
    if (seen.size() > 1) summary.sd = summarise(seen).sd;
    return summary;
}

} // namespace

int Sample::n_event() const {
    return static_cast<int>(std::count(has_event.begin(), has_event.end(), true));
}

std::vector<double> Sample::changes() const {
    std::vector<double> changes(score.size());
    std::transform(score.begin(), score.end(), baseline.begin(), changes.begin(), std::minus<>());
    return changes;
}

Summary Sample::score_summary() const {
    return summarise_seen(score, is_seen);
}

Summary Sample::change_summary() const {
    return summarise_seen(changes(), is_seen);
}

Sample pick(const Sample& pool, const std::vector<std::size_t>& people) {
    Sample sample;
    for (const std::size_t k : people) {
        if (!pool.is_analysed[k]) continue;
        sample.is_analysed.push_back(true);
        take(sample.baseline, pool.baseline, k);
        take(sample.score, pool.score, k);
        take(sample.is_seen, pool.is_seen, k);
        take(sample.has_event, pool.has_event, k);
        take(sample.relapse, pool.relapse, k);
        take(sample.with_change, pool.with_change, k);
    }
    return sample;
}

Sample pick(const Sample& pool) {
    std::vector<std::size_t> everybody(pool.is_analysed.size());
    std::iota(everybody.begin(), everybody.end(), std::size_t{0});
    return pick(pool, everybody);
}

void append(Sample& sample, const Sample& more) {
    extend(sample.is_analysed, more.is_analysed);
    extend(sample.baseline, more.baseline);
    extend(sample.score, more.score);
    extend(sample.is_seen, more.is_seen);
    extend(sample.has_event, more.has_event);
    extend(sample.relapse, more.relapse);
    extend(sample.with_change, more.with_change);
}

} // namespace euthymia
