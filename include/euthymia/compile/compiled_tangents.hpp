// SPDX-License-Identifier: Apache-2.0
// The derivatives that forward sensitivities need, made ready to run.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "euthymia/base/lane_tangents.hpp"
#include "euthymia/compile/jit.hpp"

namespace euthymia {

/// `LaneTangents` that hold the parameters of the people in their lanes.
class LaneTangentEvaluator : public LaneTangents {
  public:
    /// As `LaneEvaluator::set_parameters`.
    virtual void set_parameters(int lane, std::span<const double> parameters) = 0;
};

/// Derivatives at the start and of what is observed, for one person. Not for two threads at once. Derivatives are in
/// the model's units of what varies per unit of the direction.
class TangentEvaluator {
  public:
    virtual ~TangentEvaluator() = default;

    /// As `Evaluator::set_parameters`.
    virtual void set_parameters(std::span<const double> parameters) = 0;

    /// Writes the tangents of the initial state; shape `n_tangent x n_state`, state fastest.
    virtual void initial(std::span<double> tangents) = 0;

    /// Writes d(observable)/d(direction) along `tangents` (shape as in `initial`); shape `n_observable x n_tangent`,
    /// tangent fastest. `t` in the model's unit of time, `y` of shape `n_state` in its units.
    virtual void observe(double t, std::span<const double> y, std::span<const double> tangents,
                         std::span<double> derivatives) = 0;

    /// Writes d(observable)/dt along `dydt`, of shape `n_state` in the units of the rates; shape `n_observable`. That
    /// an observable reads the clock itself counts only in a model with events.
    virtual void drift(double t, std::span<const double> y, std::span<const double> dydt,
                       std::span<double> changes) = 0;
};

/// The derivatives of a model with respect to some directions. Immutable; may be shared by threads.
class CompiledTangents {
  public:
    virtual ~CompiledTangents() = default;

    /// The number of directions.
    [[nodiscard]] virtual int n_tangent() const = 0;
    [[nodiscard]] virtual std::unique_ptr<TangentEvaluator> evaluator() const = 0;
    [[nodiscard]] virtual std::unique_ptr<LaneTangentEvaluator> lane_evaluator() const = 0;
};

/// The tangents of the model that `compile(equations, options, jit)` gives.
/// @param directions  Parameters of `options`, or states: then the initial value is varied.
/// @throws InputError        for a direction the model does not have, or that `options` does not let callers set.
/// @throws UnsupportedError  for delays and algebraic equations, and as `compile`.
[[nodiscard]] std::shared_ptr<const CompiledTangents> compile_tangents(const Equations& equations,
                                                                       const CompileOptions& options,
                                                                       const std::vector<std::string>& directions,
                                                                       const JitOptions& jit = {});

} // namespace euthymia
