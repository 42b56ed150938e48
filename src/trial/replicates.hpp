// SPDX-License-Identifier: Apache-2.0
// One contrast tested in trials that are drawn from the pool.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "records.hpp"

namespace euthymia {

/// What one replicate finds; NaN where it has no test.
struct ReplicateTest {
    double p_value = std::numeric_limits<double>::quiet_NaN(); ///< two-sided
    double smd = std::numeric_limits<double>::quiet_NaN();     ///< Hedges' g
};

/// Two arms on one outcome, tested in groups of their people. Under `mmrm` the mixed model is fitted anew to the two
/// arms of every replicate; where there is none, and by every other analysis, Welch's t test is made of the scores.
class ContrastTest {
  public:
    /// Which visits after baseline the model is fitted to.
    enum class Visits { all, outcome_only };

    ContrastTest(const Records& records, const ArmRecord& arm, const ArmRecord& versus, const OutcomeDesign& outcome,
                 Analysis analysis, Visits visits = Visits::all);

    /// Of these people of the arm and of the comparator (places in the arms' lists; somebody may come twice).
    [[nodiscard]] ReplicateTest operator()(const std::vector<std::size_t>& people,
                                           const std::vector<std::size_t>& versus) const;

    [[nodiscard]] bool is_by_model() const { return is_by_model_; }

  private:
    /// Scores of one person in the rows of the pool's repeated measures.
    struct Side {
        Sample sample;
        std::vector<double> baseline; ///< by person
        std::vector<double> scores;   ///< shape `n_person x n_visit`, NaN = not seen
    };

    [[nodiscard]] Side side(const Records& records, const ArmRecord& arm, const OutcomeDesign& outcome,
                            Analysis analysis) const;
    [[nodiscard]] ReplicateTest by_model(const std::vector<std::size_t>& people,
                                         const std::vector<std::size_t>& versus) const;
    void enter(const Side& side, int arm, const std::vector<std::size_t>& people, RepeatedMeasures& measures) const;

    bool is_by_model_;
    Visits visits_;
    std::size_t visit_;   ///< after baseline, from 0
    std::size_t n_visit_; ///< of the pool, after baseline
    Side arm_, versus_;
};

/// Gives every contrast its `ReplicateSpread` over `result.n_replicate` trials of the published size.
void spread_over_replicates(TrialResult& result, const std::vector<Scale>& scales);

} // namespace euthymia
