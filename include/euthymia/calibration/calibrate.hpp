// SPDX-License-Identifier: Apache-2.0
// Fits numbers of the science to calibration rows of published trials.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "euthymia/calibration/ensemble.hpp"

namespace euthymia {

/// Evaluations that were made before, and where new ones go: a fit that was stopped goes on from there.
struct EvaluationLog {
    std::vector<Evaluation> known;
    std::function<void(const Evaluation&)> append; ///< empty: nobody keeps them
};

struct FitOptions {
    int n_evaluation = 200; ///< by CMA-ES; some more follow for slopes and the ensemble
    int n_ensemble = 0;
    std::uint64_t seed = 1;
};

/// One target before and after the fit.
struct TargetFit {
    Target target;
    double before = 0.0, after = 0.0; ///< simulated, of the whole pool
};

struct CalibrationResult {
    Evaluation before;              ///< with the present values
    Evaluation best;                ///< the best of all evaluations
    std::vector<TargetFit> targets; ///< calibration rows only
    Posterior posterior;
    Ensemble ensemble;    ///< empty unless asked for
    int n_evaluation = 0; ///< of all
    int n_simulated = 0;  ///< of them, those that were not known
};

/// Minimises the objective from the present values by CMA-ES (@cite hansen2001, of pagmo2), takes slopes around the
/// best vector, polishes it by Gauss-Newton steps that are kept if they help, approximates the posterior, and draws the
/// ensemble. Same inputs give the same bits, with or without known evaluations. `progress` may throw to stop.
/// @throws Error  if the trials cannot be run with the present values.
[[nodiscard]] CalibrationResult calibrate(const Objective& objective, const FitOptions& options, EvaluationLog log = {},
                                          const Progress& progress = {});

} // namespace euthymia
