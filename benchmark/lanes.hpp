// SPDX-License-Identifier: Apache-2.0
// The engine as a contestant: many patients at once in the lanes of a Rosenbrock method.
#pragma once

#include <string>

#include "case.hpp"
#include "contestant.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia::benchmark {

/// The engine as its users call it. Absolute tolerances are `Tolerance::atol` times what the engine takes for the scale
/// of a state.
class Lanes final : public Contestant {
  public:
    Lanes(const Case& problem, std::string name, Method method, int n_thread = 1);

    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] std::vector<Tolerance> tolerances() const override;
    [[nodiscard]] Run run(int n_patient, Tolerance tolerance) override;

  private:
    [[nodiscard]] Passage begin(const Simulator& simulator, std::size_t patient) const;

    const Case& problem_;
    std::string name_;
    Method method_;
    int n_thread_;
    Schedule schedule_;
};

} // namespace euthymia::benchmark
