// SPDX-License-Identifier: Apache-2.0
// A model compiled for one patient at a time by the C compiler: the code a user of CVODE would write and build.
#pragma once

#include <filesystem>
#include <memory>

#include "euthymia/compile/compiled_model.hpp"

namespace euthymia::benchmark {

/// Writes the model's functions as C, compiles them with -O3 -march=native and loads them. What was compiled before is
/// loaded from `folder`. Has no lanes.
/// @throws InputError        if an option names what the equations do not have.
/// @throws std::runtime_error  if there is no compiler, with what it said.
[[nodiscard]] std::shared_ptr<const CompiledModel>
compile_natively(const Equations& equations, const CompileOptions& options, const std::filesystem::path& folder);

/// Where derivatives with respect to parameters may be non-zero: the states of parameter k stand, ascending, in
/// `row[column_start[k]] ... row[column_start[k + 1] - 1]`.
struct ParameterPattern {
    std::vector<int> column_start{0};
    std::vector<int> row;
};

/// An evaluator that also knows how everything changes with some of the parameters.
class GradientEvaluator : public Evaluator {
  public:
    /// df/dy at the places of the Jacobian's pattern, then df/dp at those of the parameters'; what they share is
    /// computed once.
    virtual void partials(double t, std::span<const double> y, std::span<double> values) = 0;

    /// Derivatives of the initial state, shape `n_parameter x n_state`, state fastest.
    virtual void initial_partials(std::span<double> values) = 0;
};

/// A model that can be differentiated with respect to some of its parameters.
struct GradientModel {
    std::shared_ptr<const CompiledModel> model;
    ParameterPattern pattern;
    std::unique_ptr<GradientEvaluator> evaluator;
};

/// As `compile_natively`, and the derivatives with respect to `parameters`, which `options` must list as settable.
[[nodiscard]] GradientModel compile_gradient(const Equations& equations, const CompileOptions& options,
                                             const std::vector<std::string>& parameters,
                                             const std::filesystem::path& folder);

} // namespace euthymia::benchmark
