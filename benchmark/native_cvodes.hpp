// SPDX-License-Identifier: Apache-2.0
// CVODES with KLU and forward sensitivities, built for this processor: the baseline of gradients.
//
// A library of its own, for the reason that native_cvode.hpp gives.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "euthymia/base/sparsity.hpp"

namespace euthymia::benchmark {

/// The functions of one patient and their derivatives.
class NativeSensitivitySystem {
  public:
    virtual ~NativeSensitivitySystem() = default;
    virtual void rates(double t, std::span<const double> y, std::span<double> dydt) = 0;
    /// Values in the order of the Jacobian's pattern.
    virtual void jacobian(double t, std::span<const double> y, std::span<double> values) = 0;
    /// The same, and then df/dp in the order of the parameters' pattern.
    virtual void partials(double t, std::span<const double> y, std::span<double> values) = 0;
};

/// Where sensitivities of `n_parameter` parameters are fed: as `ParameterPattern`, which must outlive the solver.
struct SensitivityPattern {
    const SparsityPattern& jacobian;
    std::span<const int> parameter_start; ///< shape n_parameter + 1
    std::span<const int> row;
};

/// How CVODES solves for states and sensitivities.
struct SensitivityOptions {
    bool is_staggered = false;     ///< sensitivities after the states of each step, instead of both together
    bool has_error_control = true; ///< steps follow the errors of the sensitivities too
};

/// One solver, used for one patient after another: ds/dt = (df/dy) s + df/dp beside dy/dt = f, the right side exact and
/// evaluated for all parameters at once.
class __attribute__((visibility("default"))) NativeCvodes {
  public:
    /// `system` must outlive the solver.
    NativeCvodes(NativeSensitivitySystem& system, const SensitivityPattern& pattern, const SensitivityOptions& options);
    ~NativeCvodes();
    NativeCvodes(const NativeCvodes&) = delete;
    NativeCvodes& operator=(const NativeCvodes&) = delete;

    /// @param atol        Shape `n_state`, in the states' units; a sensitivity's is that of its state by `size`.
    /// @param size  Of each parameter, in its unit; not 0.
    void set_tolerances(double rtol, std::span<const double> atol, std::span<const double> size);

    /// Starts anew at `t` from what stands in `y()` and `s(k)`.
    void start(double t);

    /// Integrates to `goal` without a step beyond `stop`; `t` is the time reached, `y()` and `s(k)` are those then.
    /// False after a failure.
    [[nodiscard]] bool advance(double goal, double stop, double& t);

    /// The state, shape `n_state`; may be written before `start`.
    [[nodiscard]] std::span<double> y();

    /// dy/dp of parameter k, shape `n_state`; may be written before `start`.
    [[nodiscard]] std::span<double> s(std::size_t k);

    /// Steps since the solver was made.
    [[nodiscard]] long n_step() const;

  private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

} // namespace euthymia::benchmark
