// SPDX-License-Identifier: Apache-2.0
// CVODE with KLU, both built for this processor: the baseline's solver.
//
// A library of its own: it holds the static libraries that native_sundials.sh built and shows none of their names, so
// that it lives in one program with the SUNDIALS that the engine links to.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "euthymia/base/sparsity.hpp"

namespace euthymia::benchmark {

/// The functions of one patient.
class NativeSystem {
  public:
    virtual ~NativeSystem() = default;
    virtual void rates(double t, std::span<const double> y, std::span<double> dydt) = 0;
    /// Values in the order of the pattern.
    virtual void jacobian(double t, std::span<const double> y, std::span<double> values) = 0;
    virtual void roots(double t, std::span<const double> y, std::span<double> values) = 0;
};

/// One solver, used for one patient after another.
class __attribute__((visibility("default"))) NativeCvode {
  public:
    enum class Arrival { goal, root, failure };

    /// `system` must outlive the solver. Newton, analytic Jacobian, BDF of order 1 to 5, CVODE's own defaults.
    NativeCvode(NativeSystem& system, const SparsityPattern& pattern, int n_root);
    ~NativeCvode();
    NativeCvode(const NativeCvode&) = delete;
    NativeCvode& operator=(const NativeCvode&) = delete;

    /// Shape of `atol`: `n_state`, in the states' units.
    void set_tolerances(double rtol, std::span<const double> atol);

    /// Starts anew (CVodeReInit) at `t` from what stands in `y()`.
    void start(double t);

    /// Integrates to `goal` without a step beyond `stop`; `t` is the time reached.
    [[nodiscard]] Arrival advance(double goal, double stop, double& t);

    /// After `root`: moves `t` and `y()` by some rounding errors past the root, which may have been met exactly, so
    /// that its function still is 0. Goes on as if this had not been, unless it is started there.
    void pass_root(double& t);

    /// The state, shape `n_state`; may be written before `start`.
    [[nodiscard]] std::span<double> y();

    /// Steps since the solver was made.
    [[nodiscard]] long n_step() const;

  private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

} // namespace euthymia::benchmark
