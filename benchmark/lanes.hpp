// SPDX-License-Identifier: Apache-2.0
// The engine as a contestant: many patients at once in the lanes of a Rosenbrock method.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "case.hpp"
#include "contestant.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia::benchmark {

/// The engine as its users call it. Absolute tolerances are `Tolerance::atol` times what the engine takes for the scale
/// of a state.
class Lanes final : public Contestant {
  public:
    /// @param directions  Parameters to differentiate by; then `Run::values` is laid out as `gradient_yardstick` says.
    Lanes(const Case& problem, std::string name, Method method, int n_thread = 1,
          std::vector<std::string> directions = {});

    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] Run run(int n_patient, Tolerance tolerance) override;

  private:
    [[nodiscard]] Passage begin(const Simulator& simulator, std::size_t patient) const;
    [[nodiscard]] std::size_t n_value() const;
    void copy(const Simulator& simulator, const Person& person, const Trajectory& seen, std::span<double> values) const;
    void follow(const Simulator& simulator, int n_patient, std::vector<double>& values) const;

    const Case& problem_;
    std::string name_;
    Method method_;
    int n_thread_;
    std::vector<std::string> directions_;
    Schedule schedule_;
};

} // namespace euthymia::benchmark
