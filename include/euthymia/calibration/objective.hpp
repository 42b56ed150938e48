// SPDX-License-Identifier: Apache-2.0
// How far a vector of numbers is from what was published.
#pragma once

#include <string>
#include <vector>

#include "euthymia/calibration/design.hpp"

namespace euthymia {

/// `design` without everything that was published but its calibration rows.
[[nodiscard]] TrialDesign calibration_rows_only(TrialDesign design);

/// One published number of the calibration split.
struct Target {
    std::string trial; ///< its title
    PublishedRow row;
    double sd = 1.0; ///< of the published number; of its logarithm where `is_ratio`
    double weight = 1.0;
    bool is_ratio = false;

    /// (simulated - published) / sd, of logarithms where `is_ratio`; NaN for what could not be simulated.
    [[nodiscard]] double residual(double simulated) const;
};

/// The standard deviation a row is held against: that of its published interval (half its width over 1.96), or where
/// there is none the distance within which a row counts as in agreement.
[[nodiscard]] double target_sd(const PublishedRow& row, bool is_scale);

/// Residuals above this many SD count by their size and no longer by its square, so that one row which the model cannot
/// meet does not rule (@cite huber1964).
inline constexpr double huber_from = 2.0;
/// The residual of a row that could not be simulated.
inline constexpr double residual_of_failure = 100.0;

/// residual^2 up to `huber_from`, from there on the tangent.
[[nodiscard]] double huber(double residual);

/// What one vector of numbers gave.
struct Evaluation {
    std::vector<double> values;    ///< of the parameters, model units
    std::vector<double> simulated; ///< of the targets; NaN where that failed
    double misfit = 0.0;           ///< sum of weight * huber(residual)
    double prior = 0.0;            ///< sum of ((value - present) / sd)^2, of logarithms where the prior is lognormal
    double objective = 0.0;        ///< misfit + prior: -2 log of the posterior density, but for a constant
    std::string failure;           ///< why some trial could not be run; empty: all were
};

/// The sum of squares of the priors.
[[nodiscard]] double prior_misfit(const std::vector<FitParameter>& parameters, const std::vector<double>& values);

/// Simulates the trials with a vector of numbers and compares with their calibration rows; other rows never get in.
class Objective {
  public:
    /// @throws InputError  if no trial has a calibration row.
    Objective(std::vector<TrialDesign> designs, Biology biology, std::vector<FitParameter> parameters,
              TrialOptions options);

    [[nodiscard]] const std::vector<Target>& targets() const { return targets_; }
    [[nodiscard]] const std::vector<FitParameter>& parameters() const { return parameters_; }
    /// The trials that are simulated, with their calibration rows.
    [[nodiscard]] const std::vector<TrialDesign>& designs() const { return designs_; }
    [[nodiscard]] const Biology& biology() const { return biology_; }

    /// The same people, chances and raters at every call: what differs comes from `values` alone. Simulated numbers are
    /// of the whole pool. Everybody's history is lived again, for any parameter may change it.
    /// @throws Error  what the trials throw.
    [[nodiscard]] Evaluation operator()(const std::vector<double>& values, const Progress& progress = {}) const;

    /// The same, but a trial that cannot be run with these values is a failure of its rows and no error.
    [[nodiscard]] Evaluation attempt(const std::vector<double>& values, const Progress& progress = {}) const;

  private:
    [[nodiscard]] std::vector<double> simulate(const TrialDesign& design, const Biology& biology,
                                               const Progress& progress) const;
    [[nodiscard]] Evaluation evaluate(const std::vector<double>& values, bool may_fail, const Progress& progress) const;

    std::vector<TrialDesign> designs_; ///< as simulated
    Biology biology_;
    std::vector<FitParameter> parameters_;
    TrialOptions options_;
    std::vector<Target> targets_;
};

} // namespace euthymia
