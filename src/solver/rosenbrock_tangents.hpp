// SPDX-License-Identifier: Apache-2.0
// Derivatives of a Rosenbrock step, stage by stage.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "rosenbrock_work.hpp"

namespace euthymia {

/// The tangents s = dy/dp of all lanes. With Y_i the argument and U_i the result of stage i, and M = 1 for all states,
///
///     (1 / (h gamma) - J) dU_i = f_y(Y_i) dY_i + f_p(Y_i) + sum_j c_ij / h dU_j + d(J U_i + gamma_i h df/dt)
///
/// where the last derivative is that of `LaneTangents::curvature` at the begin of the step. The steps h are held. What
/// is solved for is W_i = dY_i + dU_i, for then of f_y only what moved since the begin of the step has to be
/// multiplied:
///
///     (1 / (h gamma) - J) W_i = dY_i / (h gamma) + (f_y(Y_i) - J) dY_i + f_p(Y_i) + sum_j c_ij / h dU_j + d(...)
///
/// W of the last stage is s at the end of the step, dU of the last stage its error.
class Rosenbrock::Tangents {
  public:
    /// Both are kept by reference.
    Tangents(Work& work, LaneTangents& tangents);

    /// Keeps the derivatives of a stage, after the states have taken it; the first stage first.
    void look(int stage);
    /// Takes all tangents along a step that the states have taken, where in any lane they may; raises the mean squares
    /// `Work::error` of these lanes to the largest of a tangent.
    void advance();
    /// Takes those of lanes that stay back again.
    void settle();

    // One lane; shape `n_tangent x n_state`.
    void put(int lane, std::span<const double> tangents);
    void clear(int lane);
    void interpolate(int lane, double fraction, std::span<double> tangents) const;

    // One lane.
    void set_scales(int lane, std::span<const double> scales);
    void set_interest(int lane, double t) { interest_[static_cast<std::size_t>(lane)] = t; }

  private:
    struct Tangent {
        double* s = nullptr;        ///< at `t`
        double* other = nullptr;    ///< argument of a stage, then s at `t_before`
        double* scale = nullptr;    ///< pattern
        std::vector<double*> dense; ///< K of the dense output
    };

    /// Room for one tangent on its way through a step.
    struct Way {
        std::vector<double*> u; ///< dU of the stages, of the last one W
    };

    /// Tangents that go through all stages together, so that what they share is near.
    using Group = std::span<Tangent>;

    [[nodiscard]] bool is_any_passing();
    [[nodiscard]] bool is_dense_wanted() const;
    void advance(Group group);
    void run_stage(Group group, int stage);
    void combine(const Tangent& tangent, const Way& way, int stage) const;
    void finish(Tangent& tangent, const Way& way);
    void weigh_dense(const Tangent& tangent, const Way& way) const;
    void add_products(std::size_t n, const TangentPattern& pattern, const double* values, const double* const* x,
                      double* const* sums) const;
    void add_direction(const TangentPattern& pattern, const double* values, std::size_t tangent, double* b) const;

    Work& work_;
    LaneTangents& system_;
    ArrayBlock block_;
    std::vector<Tangent> all_;
    std::vector<Way> ways_;          ///< of a group
    std::vector<double*> slopes_;    ///< of each stage, by state less those of the first
    std::vector<double*> curvature_; ///< of each stage
    std::vector<double> interest_;   ///< of each lane: tangents within a step are asked for from there on
    double* squares_ = nullptr;
    double* time_ = nullptr; ///< begin of the step
    double* tau_ = nullptr;
    double* sums_ = nullptr;       ///< of squares, one for each lane
    double* shift_ = nullptr;      ///< pattern
    std::vector<bool> is_passing_; ///< lanes whose states may take the step
    bool is_advanced_ = false, is_dense_ = false;
};

} // namespace euthymia
