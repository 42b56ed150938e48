// SPDX-License-Identifier: Apache-2.0
// The baseline: one patient after another by CVODE and KLU, both built for this processor, analytic Jacobian.
#pragma once

#include <memory>
#include <string>

#include "case.hpp"
#include "contestant.hpp"
#include "events.hpp"

namespace euthymia::benchmark {

/// Everything that can be kept from one patient to the next is kept: code, memory, the symbolic factorisation.
/// Absolute tolerances are `Tolerance::atol` times the scale of each state.
class Baseline final : public Contestant {
  public:
    Baseline(const Case& problem, std::string name, const Compile& compile);
    ~Baseline() override;

    /// The size of each compared state, in its unit; without it |initial value| or 1e-3 stands for it.
    void set_scale(const std::vector<double>& scale);

    [[nodiscard]] std::string name() const override;
    [[nodiscard]] Run run(int n_patient, Tolerance tolerance) override;

  private:
    struct Work;
    std::unique_ptr<Work> work_;
};

} // namespace euthymia::benchmark
