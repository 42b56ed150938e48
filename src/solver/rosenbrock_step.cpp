// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "rosenbrock_bends.hpp"
#include "rosenbrock_tangents.hpp"
#include "rosenbrock_work.hpp"

namespace euthymia {

namespace {

constexpr double largest_growth = 1e10;
/// A guarded state that falls below its guard may have been carried there by too long a step, but not for ever.
constexpr int most_rejections_by_guard = 3;

int padded(int n) {
    return (n + chunk_size - 1) / chunk_size * chunk_size;
}

StepLimits limits_of(const RosenbrockOptions& options) {
    const double no_limit = std::numeric_limits<double>::infinity();
    return {.max_step = options.max_step > 0.0 ? options.max_step : no_limit,
            .max_steps = options.max_steps,
            .error_order = options.method.error_order};
}

/// The stage takes the argument of the one before plus that stage's U, and nothing of df/dt.
bool is_added_stage(const RosenbrockMethod& method, int stage) {
    const std::vector<double>& a = method.a[stage];
    return stage > 1 && method.gamma_sum[stage] == 0.0 && a.back() == 1.0 &&
           std::equal(a.begin(), a.end() - 1, method.a[stage - 1].begin());
}

int count_added_stages(const RosenbrockMethod& method) {
    int count = 0;
    while (count < max_ahead && is_added_stage(method, method.n_stage() - 1 - count)) ++count;
    return count;
}

std::vector<int> copy_of(std::span<const int> states) {
    return {states.begin(), states.end()};
}

} // namespace

double* ArrayBlock::take(int n, double value) {
    return arrays_.emplace_back(static_cast<std::size_t>(std::max(chunk_size, padded(n))), value).data();
}

Rosenbrock::Work::Work(LaneSystem& lanes, RosenbrockOptions wanted)
    : system(lanes)
    , options(std::move(wanted))
    , n_state(system.n_state())
    , n_lane(system.n_lane())
    , n_chunk(padded(n_state * n_lane) / chunk_size)
    , n_pattern(std::lcm(n_lane, chunk_size) / chunk_size)
    , n_added(count_added_stages(options.method))
    , algebraic(copy_of(system.algebraic_states()))
    , guarded(copy_of(system.guarded_states()))
    , controls(n_lane, StepControl(limits_of(options))) {
    for (int v = 0; v < n_state; ++v) {
        if (!std::ranges::binary_search(algebraic, v)) differential.push_back(v);
    }
    const int n = n_state * n_lane;
    for (double** rows : {&y, &y_before, &argument, &carry, &dfdt}) *rows = block.take(n);
    for (int i = 0; i < options.method.n_stage(); ++i) u.push_back(block.take(n));
    for (int k = 0; k < n_added; ++k) ahead.push_back(block.take(n));
    for (std::size_t k = 0; k < options.method.dense.size(); ++k) dense.push_back(block.take(n));
    atol = block.take(n, 1.0);
    for (int k = 0; k < n; ++k) atol[k] = options.atol[k / n_lane];
    hidden = block.take(static_cast<int>(guarded.size()) * n_lane);
    for (double** lane_row : {&time, &shift, &growth, &error, &least}) *lane_row = block.take(n_lane);
    for (double** pattern : {&inverse_h, &gamma_h, &is_staying, &fraction}) {
        *pattern = block.take(n_pattern * chunk_size);
    }
}

Rosenbrock::Work::~Work() = default;

void Rosenbrock::Work::step() {
    begin_lanes();
    if (!plan()) return;
    is_dense_ready = false;
    linearise();
    if (tangents) tangents->look(0);
    for (int stage = 1; stage < options.method.n_stage(); ++stage) {
        run_stage(stage);
        if (tangents) tangents->look(stage);
    }
    finish();
    measure();
    if (bends) bends->look();
    if (tangents) tangents->advance();
    judge();
}

/// False if no lane is running. Others go through the motions with a step of their last length.
bool Rosenbrock::Work::plan() {
    bool is_any_running = false;
    for (StepControl& control : controls) {
        control.is_running() ? control.propose() : control.rest();
        is_any_running |= control.is_running();
    }
    fill_pattern(inverse_h, [this](int lane) { return 1.0 / controls[lane].h(); });
    return is_any_running;
}

/// The first stage, and all that the others share.
void Rosenbrock::Work::linearise() {
    for (int lane = 0; lane < n_lane; ++lane) {
        time[lane] = controls[lane].t();
        shift[lane] = inverse_h[lane] / options.method.gamma;
    }
    with_guard(y, [this] { system.linearise(time, y, u[0], dfdt); });
    system.factor(shift, growth);
    fill_pattern(gamma_h, [this](int lane) { return options.method.gamma * controls[lane].h(); });
    kernels.add_scaled(n_chunk, n_pattern, gamma_h, dfdt, u[0]);
    system.solve(u[0]);
}

void Rosenbrock::Work::run_stage(int stage) {
    stage < options.method.n_stage() - n_added ? combine(stage) : extend(stage);
    const double alpha = options.method.alpha[stage];
    for (int lane = 0; lane < n_lane; ++lane) {
        time[lane] = std::min(controls[lane].t() + alpha * controls[lane].h(), controls[lane].t_last());
    }
    with_guard(argument, [&] { system.rates(time, argument, u[stage]); });
    kernels.add(n_chunk, carry, u[stage]);
    system.solve(u[stage]);
}

void Rosenbrock::Work::combine(int stage) {
    const RosenbrockMethod& method = options.method;
    const int first_added = method.n_stage() - n_added;
    const double gamma_sum = method.gamma_sum[stage];
    if (gamma_sum != 0.0) fill_pattern(gamma_h, [&](int lane) { return gamma_sum * controls[lane].h(); });
    const double* ahead_c[max_ahead] = {};
    for (int k = 0; k < n_added; ++k) ahead_c[k] = method.c[first_added + k].data();
    kernels.combine({.n_chunk = n_chunk,
                     .n_pattern = n_pattern,
                     .n_u = stage,
                     .n_ahead = stage == first_added - 1 ? n_added : 0,
                     .base = y,
                     .u = u.data(),
                     .a = method.a[stage].data(),
                     .c = method.c[stage].data(),
                     .ahead_c = ahead_c,
                     .inverse_h = inverse_h,
                     .gamma_h = gamma_sum == 0.0 ? nullptr : gamma_h,
                     .dfdt = dfdt,
                     .y = argument,
                     .carry = carry,
                     .ahead = ahead.data()});
    for (const int v : algebraic) {
        for (int lane = 0; lane < n_lane; ++lane) {
            at(carry, v, lane) = gamma_sum == 0.0 ? 0.0 : gamma_h[lane] * at(dfdt, v, lane);
        }
    }
}

void Rosenbrock::Work::extend(int stage) {
    const int first = options.method.n_stage() - n_added - 1; // the first U that is not in `ahead`
    kernels.extend({.n_chunk = n_chunk,
                    .n_pattern = n_pattern,
                    .n_u = stage - first,
                    .u = u.data() + first,
                    .c = options.method.c[stage].data() + first,
                    .begun = ahead[stage - first - 1],
                    .inverse_h = inverse_h,
                    .y = argument,
                    .carry = carry});
    for (const int v : algebraic) std::fill_n(&at(carry, v, 0), n_lane, 0.0);
}

void Rosenbrock::Work::finish() {
    double* squares = carry;
    kernels.finish({.n_chunk = n_chunk,
                    .before = y,
                    .y = argument,
                    .u = u.back(),
                    .atol = atol,
                    .rtol = options.rtol,
                    .after = y_before,
                    .squares = squares});
    std::swap(y, y_before);
    kernels.sum_rows(n_state, n_lane, squares, error);
}

/// How far the states' attempt is off.
void Rosenbrock::Work::measure() {
    look_at_guarded(y);
    for (int lane = 0; lane < n_lane; ++lane) error[lane] = is_usable(lane) ? error[lane] / std::max(1, n_state) : NAN;
}

void Rosenbrock::Work::judge() {
    bool is_any_staying = false;
    for (int lane = 0; lane < n_lane; ++lane) {
        StepControl& control = controls[lane];
        if (control.is_running()) {
            bends && bends->is_repeated(lane) ? control.repeat(bends->end(lane)) : control.judge(error[lane]);
        }
        is_any_staying |= control.status() != LaneStatus::accepted;
    }
    if (bends) bends->settle();
    if (!is_any_staying) return;
    fill_pattern(is_staying, [this](int lane) { return controls[lane].status() == LaneStatus::accepted ? 0.0 : 1.0; });
    kernels.replace(n_chunk, n_pattern, is_staying, y_before, y);
    if (tangents) tangents->settle();
}

/// The factorisation kept its digits, and no guarded state fell through its guard.
bool Rosenbrock::Work::is_usable(int lane) const {
    if (!(growth[lane] <= largest_growth)) return false;
    if (!(least[lane] < 0.0) || controls[lane].n_rejected_in_row() >= most_rejections_by_guard) return true;
    return std::ranges::none_of(
        guarded, [&](int v) { return at(y, v, lane) <= -options.atol[v] && at(y_before, v, lane) > -options.atol[v]; });
}

void Rosenbrock::Work::look_at_guarded(const double* state) const {
    kernels.least_of_rows(static_cast<int>(guarded.size()), guarded.data(), n_lane, state, least);
}

/// Rows that need no guard, as good as always, are only looked at.
bool Rosenbrock::Work::close_guard(double* state) {
    look_at_guarded(state);
    if (std::none_of(least, least + n_lane, [](double value) { return value < 0.0; })) return false;
    double* kept = hidden;
    for (const int v : guarded) {
        for (int lane = 0; lane < n_lane; ++lane) {
            double& value = at(state, v, lane);
            *kept++ = value;
            value = guarded_value(value, options.atol[v]);
        }
    }
    return true;
}

void Rosenbrock::Work::open_guard(double* state) const {
    const double* kept = hidden;
    for (const int v : guarded) {
        std::copy_n(kept, n_lane, &at(state, v, 0));
        kept += n_lane;
    }
}

void Rosenbrock::Work::put(int lane, std::span<const double> state) {
    for (int v = 0; v < n_state; ++v) at(y, v, lane) = state[v];
    if (std::ranges::find(begun, lane) == begun.end()) begun.push_back(lane);
}

void Rosenbrock::Work::weigh_dense() {
    if (std::exchange(is_dense_ready, true) || dense.empty()) return;
    const double* rows[max_dense] = {};
    std::ranges::transform(options.method.dense, rows, [](const std::vector<double>& row) { return row.data(); });
    kernels.weigh({.n_chunk = n_chunk,
                   .n_u = options.method.n_stage(),
                   .n_dense = static_cast<int>(dense.size()),
                   .dense = rows,
                   .u = u.data(),
                   .k = dense.data()});
}

InterpolationArguments Rosenbrock::Work::interpolation() const {
    return {.n_dense = static_cast<int>(dense.size()), .before = y_before, .after = y, .k = dense.data()};
}

} // namespace euthymia
