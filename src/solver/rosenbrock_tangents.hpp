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

    /// Keeps the derivatives of a stage, after the states have taken it; the first stage first.
    void look(int stage);
    /// Takes the tangents along, after the attempt was judged.
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

    /// Tangents that go through all stages together, so that what they share is near.
    using Group = std::span<Tangent>;

    void advance(Group group);
    void combine(const Tangent& tangent, int stage);
    void add_products(Group group, const TangentPattern& pattern, const double* values, double* Tangent::*x,
                      int stage) const;
    void add_direction(const TangentPattern& pattern, const double* values, std::size_t tangent, double* b) const;
    void finish(Group group, bool is_any_staying);
    void weigh_dense();

    Work& work_;
    LaneTangents& system_;
    ArrayBlock block_;
    std::vector<Tangent> all_;
    double* time_ = nullptr; ///< begin of the step
    double* tau_ = nullptr;
    std::vector<double*> slopes_, curvature_; ///< of each stage
    bool is_dense_ready_ = false;
};

} // namespace euthymia
