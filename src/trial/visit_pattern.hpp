// SPDX-License-Identifier: Apache-2.0
// Sufficient statistics of repeated measures: people seen at the same visits are one pattern.
#pragma once

#include <vector>

#include <Eigen/Core>

#include "euthymia/trial/mixed_model.hpp"

namespace euthymia {

/// Sums over the people seen at exactly the visits `seen`; z of a person is his arm's indicator and his baseline, y his
/// scores, both centred and scaled. Entries of visits not seen are zero.
struct VisitPattern {
    std::vector<Eigen::Index> seen;
    double n_person = 0.0;
    Eigen::MatrixXd zz; ///< sum of z z', shape `n_effect x n_effect`
    Eigen::MatrixXd zy; ///< sum of z y', shape `n_effect x n_visit`
    Eigen::MatrixXd yy; ///< sum of y y', shape `n_visit x n_visit`
};

/// Repeated measures as the likelihood needs them.
struct PatternedMeasures {
    Eigen::Index n_visit = 0, n_arm = 0, n_effect = 0;
    std::vector<VisitPattern> patterns;
    std::vector<bool> is_estimable; ///< shape `n_visit x n_effect`, effect fastest
    Eigen::VectorXd score_centre;   ///< of each visit, in units of the score
    double score_scale = 1.0, baseline_centre = 0.0, baseline_scale = 1.0;
    double n_person = 0.0, n_score = 0.0;
};

/// @throws InputError as `fit_mixed_model` says.
[[nodiscard]] PatternedMeasures group_by_pattern(const RepeatedMeasures& measures);

/// Number of estimable fixed effects.
[[nodiscard]] double rank_of(const PatternedMeasures& measures);

} // namespace euthymia
