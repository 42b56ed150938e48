// SPDX-License-Identifier: Apache-2.0
// A way to simulate a population, as a benchmark sees it.
#pragma once

#include <string>
#include <vector>

namespace euthymia::benchmark {

/// How exactly a contestant works; what `atol` multiplies is the contestant's own scale of a state.
struct Tolerance {
    double rtol = 1e-6;
    double atol = 1e-6;
};

/// What a contestant found, and what it cost.
struct Run {
    /// Shape `n_patient x n_time x n_state`, state fastest, orders of `Case`; NaN after a failure.
    std::vector<double> values;
    double seconds = 0.0; ///< processor time of the whole population, model and memory being ready
    double wall = 0.0;    ///< s
    long n_step = 0;      ///< accepted steps of all patients; 0: not known
};

/// Simulates the first patients of its case on one thread.
class Contestant {
  public:
    virtual ~Contestant() = default;

    [[nodiscard]] virtual std::string name() const = 0;

    /// The tolerances worth trying, from loose to tight.
    [[nodiscard]] virtual std::vector<Tolerance> tolerances() const = 0;

    [[nodiscard]] virtual Run run(int n_patient, Tolerance tolerance) = 0;
};

} // namespace euthymia::benchmark
