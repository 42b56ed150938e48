// SPDX-License-Identifier: Apache-2.0
// The people of an arm as one statistic sees them.
#pragma once

#include <cstddef>
#include <vector>

#include "euthymia/trial/statistics.hpp"
#include "euthymia/trial/survival.hpp"

namespace euthymia {

/// People on one measure at one visit, beside the same people at baseline. All lists have one entry a person.
struct Sample {
    std::vector<bool> is_analysed; ///< the statistic counts this person
    std::vector<double> baseline, score;
    std::vector<bool> is_seen;       ///< the score was seen at the visit, not made up for
    std::vector<bool> has_event;     ///< of a statistic of events
    std::vector<FollowUp> relapse;   ///< weeks; of a statistic of relapse
    std::vector<double> with_change; ///< of a correlation

    [[nodiscard]] int size() const { return static_cast<int>(baseline.size()); }
    [[nodiscard]] int n_event() const;
    [[nodiscard]] std::vector<double> changes() const; ///< score - baseline

    /// Size and mean of the scores; their SD of those who were seen, for what is made up for varies less.
    [[nodiscard]] Summary score_summary() const;

    /// Likewise of the changes.
    [[nodiscard]] Summary change_summary() const;
};

/// Those of `people` (places in `pool`) who are analysed.
[[nodiscard]] Sample pick(const Sample& pool, const std::vector<std::size_t>& people);

/// Everybody who is analysed.
[[nodiscard]] Sample pick(const Sample& pool);

/// Adds the people of `more`.
void append(Sample& sample, const Sample& more);

} // namespace euthymia
