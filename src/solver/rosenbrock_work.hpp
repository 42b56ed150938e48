// SPDX-License-Identifier: Apache-2.0
// The memory of a Rosenbrock integration of many lanes, and the parts of a step.
#pragma once

#include <cmath>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "euthymia/base/aligned_vector.hpp"
#include "euthymia/solver/rosenbrock.hpp"
#include "guard.hpp"
#include "rosenbrock_kernels.hpp"
#include "step_control.hpp"

namespace euthymia {

/// Arrays as the kernels want them: 64-byte aligned, padded to whole chunks.
class ArrayBlock {
  public:
    /// A new array for `n` numbers, filled with `value`, padding included.
    [[nodiscard]] double* take(int n, double value = 0.0);

  private:
    std::vector<AlignedVector<double>> arrays_;
};

struct Rosenbrock::Work {
    Work(LaneSystem& lanes, RosenbrockOptions wanted);
    ~Work();

    void step();

    // The parts of a step.
    [[nodiscard]] bool plan();
    void linearise();
    void run_stage(int stage);
    void combine(int stage);
    void extend(int stage);
    void finish();
    void measure();
    void judge();
    [[nodiscard]] bool is_usable(int lane) const;

    // What a start needs.
    void begin_lanes();
    void make_consistent(std::vector<int> lanes);
    void correct(std::vector<int>& lanes);
    void find_first_steps(const std::vector<int>& lanes);
    [[nodiscard]] double take_euler_step(int lane);
    [[nodiscard]] double first_step(int lane, double euler) const;
    [[nodiscard]] double tolerance(int state, int lane) const {
        return options.atol[state] + options.rtol * std::abs(at(y, state, lane));
    }
    /// Root mean square of value(v) / tolerance over the differential states.
    template <typename Value>
    [[nodiscard]] double rms(int lane, Value value) const {
        double sum = 0.0;
        for (const int v : differential) {
            const double ratio = value(v) / tolerance(v, lane);
            sum += ratio * ratio;
        }
        return std::sqrt(sum / static_cast<double>(differential.size()));
    }

    // Access.
    /// Guards the state of one lane, shape `n_state`.
    void guard(std::span<double> state) const {
        for (const int v : guarded) state[v] = guarded_value(state[v], options.atol[v]);
    }
    void put(int lane, std::span<const double> state);
    void weigh_dense();
    [[nodiscard]] InterpolationArguments interpolation() const;
    [[nodiscard]] double& at(double* array, int state, int lane) const {
        return array[static_cast<std::ptrdiff_t>(state) * n_lane + lane];
    }

    /// Writes `value(lane)` for lanes 0, 1, ... over and over until the pattern is full.
    template <typename Value>
    void fill_pattern(double* pattern, Value value) const {
        for (int lane = 0; lane < n_lane; ++lane) pattern[lane] = value(lane);
        for (int k = n_lane; k < n_pattern * chunk_size; ++k) pattern[k] = pattern[k - n_lane];
    }

    /// Calls `evaluate()` while guarded states of `state` in (-atol, 0) read as 0.
    template <typename Evaluate>
    void with_guard(double* state, Evaluate evaluate) {
        const bool is_closed = close_guard(state);
        evaluate();
        if (is_closed) open_guard(state);
    }
    void look_at_guarded(const double* state) const;
    [[nodiscard]] bool close_guard(double* state);
    void open_guard(double* state) const;

    LaneSystem& system;
    RosenbrockOptions options;
    const RosenbrockKernels& kernels = rosenbrock_kernels();
    int n_state, n_lane, n_chunk, n_pattern;
    int n_added;                              ///< last stages that only add to the one before
    std::vector<int> algebraic, differential; ///< states, ascending
    std::vector<int> guarded;                 ///< states, ascending
    std::vector<StepControl> controls;        ///< one for each lane
    std::vector<int> begun;                   ///< lanes started since the last step
    bool is_dense_ready = false;
    std::unique_ptr<Tangents> tangents; ///< null: none
    std::unique_ptr<Bends> bends;       ///< null: none are held

    ArrayBlock block;
    // Rows of lanes.
    double* y = nullptr;        ///< states at `t`
    double* y_before = nullptr; ///< states at `t_before` of the lanes just accepted, at `t` of others
    double* argument = nullptr; ///< of a stage
    double* carry = nullptr;    ///< what a stage adds to the rates
    double* dfdt = nullptr;
    double* atol = nullptr;
    double* hidden = nullptr;   ///< guarded rows behind the guard
    std::vector<double*> u;     ///< U of the stages
    std::vector<double*> ahead; ///< sums that the added stages begin with
    std::vector<double*> dense; ///< K of the dense output
    // One number for each lane.
    double* time = nullptr;
    double* shift = nullptr;
    double* growth = nullptr;
    double* error = nullptr; ///< mean square, no number where the attempt is of no use
    double* least = nullptr; ///< guarded state, at most 0
    // Patterns.
    double* inverse_h = nullptr;
    double* gamma_h = nullptr;
    double* is_staying = nullptr; ///< 1 where the attempt moved nothing
    double* fraction = nullptr;
};

} // namespace euthymia
