// SPDX-License-Identifier: Apache-2.0
// Derivatives of a Rosenbrock step, stage by stage.
#pragma once

#include <span>
#include <vector>

#include "rosenbrock_work.hpp"

namespace euthymia {

/// The tangents s = dy/dp of all lanes, one after another through each stage.
///
/// With Y_i the argument and U_i the result of stage i,
///
///     (M shift - J) dU_i = f_y(Y_i) dY_i + f_p(Y_i) + M sum_j c_ij / h dU_j + d(J U_i + gamma_i h df/dt)
///
/// where the last derivative is that of `LaneTangents::curvature` at the begin of the step. The steps h are held.
class Rosenbrock::Tangents {
  public:
    /// Both are kept by reference.
    Tangents(Work& work, LaneTangents& tangents);

    /// The first stage, after the states have taken it.
    void begin_step();
    /// Any other stage, likewise.
    void run_stage(int stage);
    /// After the attempt was judged.
    void end_step();

    // One lane; shape `n_tangent x n_state`.
    void put(int lane, std::span<const double> tangents);
    void clear(int lane);
    void interpolate(int lane, double fraction, std::span<double> tangents);

  private:
    struct Tangent {
        double* s = nullptr;        ///< at `t`
        double* other = nullptr;    ///< argument of a stage, then s at `t_before`
        std::vector<double*> u;     ///< dU of the stages
        std::vector<double*> dense; ///< K of the dense output
    };

    void look(int stage, const double* time, double* argument);
    void solve(int tangent, int stage);
    void combine(const Tangent& tangent, int stage);
    void add_product(const TangentPattern& pattern, const double* values, const double* x, double* b) const;
    void add_directions(const TangentPattern& pattern, const double* values, int tangent, double* b) const;
    void weigh_dense();

    Work& work_;
    LaneTangents& system_;
    ArrayBlock block_;
    std::vector<Tangent> all_;
    double* time_ = nullptr; ///< begin of the step
    double* tau_ = nullptr;
    double* slopes_ = nullptr;
    double* curvature_ = nullptr;
    bool is_dense_ready_ = false;
};

} // namespace euthymia
