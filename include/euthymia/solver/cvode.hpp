// SPDX-License-Identifier: Apache-2.0
// The reference integrator: SUNDIALS CVODE, variable-order BDF, Newton with the analytic sparse Jacobian by KLU.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "euthymia/base/sparsity.hpp"

namespace euthymia {

/// An initial value problem in numbers only.
struct OdeSystem {
    SparsityPattern pattern; ///< where the Jacobian may be non-zero; its `n` is the number of states
    std::function<void(double t, std::span<const double> y, std::span<double> dydt)> rates;
    /// Values in the order of `pattern`.
    std::function<void(double t, std::span<const double> y, std::span<double> values)> jacobian;
    /// States that are read as 0 between -100 atol and 0, for errors add up: those under a root, a logarithm or a broken power.
    std::vector<int> guarded = {};
};

struct CvodeOptions {
    double rtol = 1e-6;         ///< relative tolerance of the local error
    std::vector<double> atol;   ///< absolute tolerance, one for each state, in the state's units
    double max_step = 0.0;      ///< in the system's time; 0: no limit
    long max_steps = 1'000'000; ///< between two starts
};

struct CvodeStatistics {
    long n_step = 0;
    long n_rates = 0;
    long n_jacobian = 0;
};

/// How an integration ended; `message` says why when it did not reach its goal.
struct SolverOutcome {
    bool is_reached = true;
    double t = 0.0; ///< the time reached
    std::string message;
};

/// One integration of one system. Deterministic: nothing is shared with another instance.
///
/// Method: @cite hindmarsh2005, chapter 2; a known discontinuity is met by stopping on it and starting anew.
class Cvode {
  public:
    /// @throws std::invalid_argument  if `atol` does not have one entry for each state.
    Cvode(OdeSystem system, CvodeOptions options);
    ~Cvode();
    Cvode(const Cvode&) = delete;
    Cvode& operator=(const Cvode&) = delete;

    /// Starts (anew) from the state `y` at `t`; shape `n_state`.
    void start(double t, std::span<const double> y);

    /// Integrates to `t_out`, never stepping over `t_stop`; the state is then `y()`.
    [[nodiscard]] SolverOutcome advance(double t_out, double t_stop);

    /// Takes one step of its own choice, never beyond `t_stop`, where it may end exactly. A stop that is farther only
    /// by rounding is reached with the state as it is.
    [[nodiscard]] SolverOutcome step(double t_stop);

    /// Begin and end of the last step; after `start` both are the start.
    [[nodiscard]] double t_before() const;
    [[nodiscard]] double t() const;

    /// Writes the state at a time within the last step; shape `n_state`. To the order of the method.
    void interpolate(double t, std::span<double> y) const;

    /// The state at `t()`; shape `n_state`.
    [[nodiscard]] std::span<const double> y() const;
    [[nodiscard]] CvodeStatistics statistics() const;

  private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

} // namespace euthymia
