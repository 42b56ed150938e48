// SPDX-License-Identifier: Apache-2.0
// Stiff problems in the lanes of one system, and their solution by one solver or another.
#pragma once

#include <span>
#include <vector>

#include "euthymia/base/lane_system.hpp"
#include "euthymia/solver/cvode.hpp"
#include "euthymia/solver/rosenbrock.hpp"
#include "stiff_problems.hpp"

namespace euthymia {

/// One problem a lane, all with the same numbers of states; dense elimination without row exchanges, lane after lane.
class ProblemLanes final : public LaneSystem {
  public:
    explicit ProblemLanes(std::vector<StiffProblem> problems);

    [[nodiscard]] int n_state() const override { return problems_[0].n(); }
    [[nodiscard]] int n_lane() const override { return static_cast<int>(problems_.size()); }
    [[nodiscard]] std::span<const int> algebraic_states() const override { return problems_[0].algebraic; }
    [[nodiscard]] std::span<const int> guarded_states() const override { return problems_[0].guarded; }
    void rates(const double* t, const double* y, double* dydt) override;
    void linearise(const double* t, const double* y, double* dydt, double* dfdt) override;
    void factor(const double* shift, double* growth) override;
    void solve(double* b) override;

    [[nodiscard]] StiffProblem& problem(int lane) { return problems_[lane]; }

  private:
    using Function = StiffProblem::Function;
    void evaluate(const Function StiffProblem::*function, const double* t, const double* y, double* values);

    std::vector<StiffProblem> problems_;
    std::vector<std::vector<double>> jacobian_; ///< one for each lane
    std::vector<std::vector<double>> lu_;
};

/// Tolerances for a problem: `rtol`, and the same fraction of each state's size.
[[nodiscard]] RosenbrockOptions options_for(const StiffProblem& problem, const RosenbrockMethod& method, double rtol);

/// A problem solved: its states at the wanted times, and the effort.
struct Solved {
    std::vector<std::vector<double>> states;
    LaneStatistics statistics;
};

/// Solves a problem alone in one lane, interpolating at `times`, ascending.
[[nodiscard]] Solved solve(const StiffProblem& problem, const RosenbrockOptions& options,
                           std::span<const double> times);

/// The same by CVODE, step by step.
[[nodiscard]] Solved solve_by_cvode(const StiffProblem& problem, double rtol, std::span<const double> times);

/// The states at `times`: from the closed form, or from CVODE at a relative tolerance of 2e-14, whose error is below
/// 1e-10 on all the problems here.
[[nodiscard]] std::vector<std::vector<double>> reference(const StiffProblem& problem, std::span<const double> times);

/// `n` times: equally spaced, or for `robertson` in equal ratios.
[[nodiscard]] std::vector<double> times_of(const StiffProblem& problem, int n);

/// Root mean square over times and states of the error relative to the state's magnitude.
[[nodiscard]] double relative_error(const StiffProblem& problem, const std::vector<std::vector<double>>& states,
                                    const std::vector<std::vector<double>>& truth);

} // namespace euthymia
