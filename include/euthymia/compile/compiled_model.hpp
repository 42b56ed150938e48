// SPDX-License-Identifier: Apache-2.0
// What every back end gives: the functions of a model over plain numbers, and the layout of those numbers.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "euthymia/base/lane_system.hpp"
#include "euthymia/base/sparsity.hpp"
#include "euthymia/model/equations.hpp"

namespace euthymia {

/// The one description of the blocks of memory that back ends and their callers share.
struct Layout {
    std::vector<std::string> states;      ///< order of `y`, `dydt`
    std::vector<std::string> parameters;  ///< order of the parameters a caller may set
    std::vector<double> defaults;         ///< their values in the model, same order
    std::vector<std::string> observables; ///< order of what `observe` writes
    std::vector<std::string> roots;       ///< order of what `LaneEvaluator::roots` writes
    std::vector<int> watched;             ///< observables that `Evaluator::watch` writes, ascending
    std::vector<int> algebraic;           ///< states whose equation is 0 = rate, ascending
    std::vector<int> guarded;             ///< states under a root, a logarithm or a broken power, ascending
};

/// The functions of a model for one person: holds the person's parameters and scratch memory. Not for two threads at
/// once; make one a thread.
///
/// All numbers are in the units of the model: `t` in its unit of time, `y` in those of the states (`Layout::states`,
/// shape `n_state`).
class Evaluator {
  public:
    virtual ~Evaluator() = default;

    /// Sets the person's parameters, which are those of `Layout::defaults` before.
    /// @param parameters  Shape `n_parameter`, order of `Layout::parameters`.
    virtual void set_parameters(std::span<const double> parameters) = 0;

    /// Writes the initial state for the present parameters; shape `n_state`, order of `Layout::states`.
    virtual void initial_state(std::span<double> y) = 0;

    /// dydt = f(t, y); shapes `n_state`, units of the states per unit of time; 0 = f for `Layout::algebraic`.
    virtual void rates(double t, std::span<const double> y, std::span<double> dydt) = 0;

    /// Writes df/dy at the places of `CompiledModel::jacobian_pattern`, same order; shape `n_nonzero`, units of the
    /// rate per unit of the state.
    virtual void jacobian(double t, std::span<const double> y, std::span<double> values) = 0;

    /// Writes every observable; shape `n_observable`, order of `Layout::observables`.
    virtual void observe(double t, std::span<const double> y, std::span<double> values) = 0;

    /// `observe`, for those who need `Layout::watched` only: what else stands in `values` may stay as it is.
    virtual void watch(double t, std::span<const double> y, std::span<double> values) { observe(t, y, values); }
};

/// The functions of a model for `n_lane` people at once: holds their parameters, Jacobians and factors. Rows of lanes
/// as in `LaneSystem`. Not for two threads at once; make one a thread.
class LaneEvaluator : public LaneSystem {
  public:
    /// Sets the parameters of one lane; shape `n_parameter`, order of `Layout::parameters`, model units.
    virtual void set_parameters(int lane, std::span<const double> parameters) = 0;

    /// Writes every root function, order of `Layout::roots`, model units; shapes: t `n_lane`, y `n_state x n_lane`,
    /// values `n_root x n_lane`.
    virtual void roots(const double* t, const double* y, double* values) = 0;
};

/// A model made ready to run. Immutable; may be shared by threads.
class CompiledModel {
  public:
    virtual ~CompiledModel() = default;

    [[nodiscard]] virtual const Layout& layout() const = 0;
    /// Where df/dy may be other than 0, `n_state x n_state`; holds the whole diagonal.
    [[nodiscard]] virtual const SparsityPattern& jacobian_pattern() const = 0;
    /// What computes, for people to read: "jit avx512 x8", "interpreter x32".
    [[nodiscard]] virtual std::string_view backend() const = 0;
    /// For one person, with the parameters of `Layout::defaults`.
    [[nodiscard]] virtual std::unique_ptr<Evaluator> evaluator() const = 0;
    /// For `LaneSystem::n_lane` people, all with the parameters of `Layout::defaults`.
    [[nodiscard]] virtual std::unique_ptr<LaneEvaluator> lane_evaluator() const = 0;
};

/// What a caller wants of a compiled model.
struct CompileOptions {
    /// Constants that callers will set; the others are folded into the code. Empty: all stay settable.
    std::vector<std::string> parameters;
    /// Quantities to observe, in order (`Equations::quantities`).
    std::vector<std::string> observables;
    /// Observables that are asked for much more often than the others (`Evaluator::watch`).
    std::vector<std::string> watched;
    /// Quantities whose zeros are to be located, in order.
    std::vector<std::string> roots;
};

/// The interpreter: slow and clear, the oracle of every other back end.
/// @throws InputError  if an option names what the equations do not have (suggests near names).
[[nodiscard]] std::shared_ptr<const CompiledModel> interpret(const Equations& equations, const CompileOptions& options);

} // namespace euthymia
