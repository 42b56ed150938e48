// SPDX-License-Identifier: Apache-2.0
// A model and a step that are plain functions, for tests of what stands between them.
#pragma once

#include <functional>
#include <utility>

#include "euthymia/compile/compiled_model.hpp"
#include "simulation/step.hpp"

namespace euthymia {

/// An evaluator that can only be observed; counts how often.
class ObservedNumbers final : public Evaluator {
  public:
    using Observe = std::function<void(double t, std::span<const double> y, std::span<double> values)>;

    explicit ObservedNumbers(Observe observe)
        : observe_(std::move(observe)) {}

    void set_parameters(std::span<const double>) override {}
    void initial_state(std::span<double>) override {}
    void rates(double, std::span<const double>, std::span<double>) override {}
    void jacobian(double, std::span<const double>, std::span<double>) override {}
    void observe(double t, std::span<const double> y, std::span<double> values) override {
        ++n_observed;
        observe_(t, y, values);
    }

    int n_observed = 0;

  private:
    Observe observe_;
};

/// A step along a known way.
class KnownStep final : public Step {
  public:
    using Way = std::function<void(double t, std::span<double> y)>;

    KnownStep(double t0, double t1, Way way)
        : Step(t0, t1)
        , way_(std::move(way)) {}

    void interpolate(double t, std::span<double> y) const override { way_(t, y); }

  private:
    Way way_;
};

} // namespace euthymia
