// SPDX-License-Identifier: Apache-2.0
// From records to results: everyone is analysed as allocated.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/outcome/scale.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// One arm's people on one measure at one visit, beside the same people at baseline.
struct Sample {
    const Scale* scale = nullptr; ///< null for a measure that is no scale
    std::vector<double> baseline, score;
    int n_dropped = 0;

    [[nodiscard]] std::vector<double> changes() const; ///< score - baseline
    [[nodiscard]] int n_response() const;
    [[nodiscard]] int n_remission() const;
};

/// Reads samples out of a result's records.
class Records {
  public:
    Records(const TrialResult& result, const std::vector<Scale>& scales)
        : result_(result)
        , scales_(scales) {}

    /// The measure in `people` (places in the cohort) of one arm at a week that is a visit; those who failed are left
    /// out.
    [[nodiscard]] Sample sample(const ArmRecord& arm, const std::string& measure, double week,
                                const std::vector<std::size_t>& people) const;

    /// The same for everybody.
    [[nodiscard]] Sample sample(const ArmRecord& arm, const std::string& measure, double week) const;

    [[nodiscard]] const ArmRecord& arm(const std::string& name) const;

  private:
    [[nodiscard]] double value(const ArmRecord& arm, const std::string& measure, double week, std::size_t person) const;

    const TrialResult& result_;
    const std::vector<Scale>& scales_;
};

/// Fills `results` of every arm and the contrasts against the comparator.
void analyse(TrialResult& result, const std::vector<Scale>& scales);

/// One statistic by the name trial documents use.
struct StatisticTraits {
    std::string name;
    bool needs_versus = false;
    bool needs_scale = false;
    std::optional<double> tolerance; ///< of agreement where no interval was published; none: one must be published
    std::function<double(const Sample& arm, const Sample& versus)> compute;
};

/// The row of a statistic; null for an unknown one.
[[nodiscard]] const StatisticTraits* find_statistic(const std::string& name);

/// Fills `comparisons`: replicate trials of the published size are drawn from the pool, each person in one arm only.
/// @throws InputError  for a row that cannot be computed (unknown arm, statistic or week, or no interval where one is
///                     needed).
void compare_with_published(TrialResult& result, const std::vector<Scale>& scales);

} // namespace euthymia
