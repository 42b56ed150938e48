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
    /// Shape `n_patient x n_time x n_column`, column fastest; columns are the states of `Case`, and what the contestant
    /// says beside them. NaN after a failure.
    std::vector<double> values;
    double seconds = 0.0; ///< processor time of the whole population
    double wall = 0.0;    ///< s
    long n_step = 0;      ///< accepted steps of all patients; 0: not known
};

/// Simulates the first patients of its case on one thread.
class Contestant {
  public:
    virtual ~Contestant() = default;

    [[nodiscard]] virtual std::string name() const = 0;

    /// Everything that is done once comes before the clock starts: reading and compiling the model, memory for the
    /// results, and a warm-up of the first patients, after which the code of every function is made and loaded and the
    /// memory has been touched.
    [[nodiscard]] virtual Run run(int n_patient, Tolerance tolerance) = 0;
};

} // namespace euthymia::benchmark
