// SPDX-License-Identifier: Apache-2.0
// What a time loop sees of an integrator: one accepted step after another.
#pragma once

#include <algorithm>
#include <span>

namespace euthymia {

/// One accepted step, from `t0` to `t1`: the state can be had at any time within.
class Step {
  public:
    Step(double t0, double t1)
        : t0_(t0)
        , t1_(t1) {}
    virtual ~Step() = default;

    [[nodiscard]] double t0() const { return t0_; }
    [[nodiscard]] double t1() const { return t1_; }

    /// Writes the state at `t` in [t0, t1]; shape `n_state`. At `t1` it is the state the integrator goes on from.
    virtual void interpolate(double t, std::span<double> y) const = 0;

    /// `interpolate`, for those who need `states` only: what else stands in `y` may stay as it is.
    virtual void interpolate(double t, std::span<const int> /*states*/, std::span<double> y) const {
        interpolate(t, y);
    }

    /// Writes the tangents at `t`, if the integrator has any; shape `n_direction x n_state`.
    virtual void interpolate_tangents(double /*t*/, std::span<double> /*tangents*/) const {}

  private:
    double t0_, t1_;
};

/// A step of a model without states.
class EmptyStep final : public Step {
  public:
    using Step::interpolate;
    using Step::Step;
    void interpolate(double, std::span<double>) const override {}
};

} // namespace euthymia
