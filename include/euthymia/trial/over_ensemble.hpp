// SPDX-License-Identifier: Apache-2.0
// What an ensemble of calibrated parameters says of the numbers of a trial.
#pragma once

#include <vector>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// An `ArmResult` over the members: mean and 2.5 and 97.5 % points, in its units; NaN for what it does not have.
struct ArmResultOverEnsemble {
    Estimate mean, mean_change, percent_change, response_rate, remission_rate, dropout_rate;
};

/// A `Contrast` over the members, likewise.
struct ContrastOverEnsemble {
    Estimate smd, mean_difference, risk_ratio, odds_ratio, risk_difference;
    Estimate power; ///< at the published size, from 0 to 1
};

/// Means and shares of the people of an arm, over the members.
struct CourseOverEnsemble {
    std::vector<Estimate> ratings; ///< points, shape `n_visit x n_scale`, scale fastest
    std::vector<Estimate> values;  ///< as shown, shape `n_time x n_variable`, variable fastest
    std::vector<Estimate> in_treatment = {};    ///< percent, at `staying_weeks`
    std::vector<Estimate> without_relapse = {}; ///< percent, at `staying_weeks`; none where relapses are not counted
};

} // namespace euthymia
