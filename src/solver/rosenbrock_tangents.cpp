// SPDX-License-Identifier: Apache-2.0
#include "rosenbrock_tangents.hpp"

#include <algorithm>
#include <utility>

namespace euthymia {

Rosenbrock::Tangents::Tangents(Work& work, LaneTangents& tangents)
    : work_(work)
    , system_(tangents)
    , all_(static_cast<std::size_t>(tangents.n_tangent())) {
    const int n = work.n_state * work.n_lane;
    for (Tangent& tangent : all_) {
        tangent.s = block_.take(n);
        tangent.other = block_.take(n);
        for (int i = 0; i < work.options.method.n_stage(); ++i) tangent.u.push_back(block_.take(n));
        for (std::size_t k = 0; k < work.dense.size(); ++k) tangent.dense.push_back(block_.take(n));
    }
    time_ = block_.take(work.n_lane);
    tau_ = block_.take(work.n_lane);
    slopes_ = block_.take(system_.slope_pattern().n_value() * work.n_lane);
    curvature_ = block_.take(system_.curvature_pattern().n_value() * work.n_lane);
}

void Rosenbrock::Tangents::begin_step() {
    is_dense_ready_ = false;
    std::copy_n(work_.time, work_.n_lane, time_);
    look(0, time_, work_.y);
    for (std::size_t k = 0; k < all_.size(); ++k) {
        const Tangent& tangent = all_[k];
        const int n = work_.n_state * work_.n_lane;
        std::copy_n(tangent.s, n, tangent.other);
        std::fill_n(tangent.u[0], n, 0.0);
        solve(static_cast<int>(k), 0);
    }
}

void Rosenbrock::Tangents::run_stage(int stage) {
    look(stage, work_.time, work_.argument);
    for (std::size_t k = 0; k < all_.size(); ++k) {
        combine(all_[k], stage);
        solve(static_cast<int>(k), stage);
    }
}

void Rosenbrock::Tangents::end_step() {
    const bool is_any_staying = std::ranges::any_of(
        work_.controls, [](const StepControl& control) { return control.status() != LaneStatus::accepted; });
    for (Tangent& tangent : all_) {
        work_.kernels.add(work_.n_chunk, tangent.u.back(), tangent.other);
        if (is_any_staying) {
            work_.kernels.replace(work_.n_chunk, work_.n_pattern, work_.is_staying, tangent.s, tangent.other);
        }
        std::swap(tangent.s, tangent.other);
    }
}

/// The derivatives that all tangents share in a stage.
void Rosenbrock::Tangents::look(int stage, const double* time, double* argument) {
    const RosenbrockMethod& method = work_.options.method;
    const double gamma = stage == 0 ? method.gamma : method.gamma_sum[stage];
    for (int lane = 0; lane < work_.n_lane; ++lane) tau_[lane] = gamma * work_.controls[lane].h();
    work_.with_guard(argument, [&] { system_.slopes(time, argument, slopes_); });
    work_.with_guard(work_.y, [&] { system_.curvature(time_, work_.y, work_.u[stage], tau_, curvature_); });
}

/// dY, and what the results of earlier stages add to the right-hand side.
void Rosenbrock::Tangents::combine(const Tangent& tangent, int stage) {
    const RosenbrockMethod& method = work_.options.method;
    work_.kernels.combine({.n_chunk = work_.n_chunk,
                           .n_pattern = work_.n_pattern,
                           .n_u = stage,
                           .base = tangent.s,
                           .u = tangent.u.data(),
                           .a = method.a[stage].data(),
                           .c = method.c[stage].data(),
                           .inverse_h = work_.inverse_h,
                           .y = tangent.other,
                           .carry = tangent.u[stage]});
}

/// dU, from the right-hand side begun in its place.
void Rosenbrock::Tangents::solve(int tangent, int stage) {
    const Tangent& own = all_[tangent];
    double* b = own.u[stage];
    add_product(system_.slope_pattern(), slopes_, own.other, b);
    add_product(system_.curvature_pattern(), curvature_, own.s, b);
    add_directions(system_.slope_pattern(), slopes_, tangent, b);
    add_directions(system_.curvature_pattern(), curvature_, tangent, b);
    work_.system.solve(b);
}

void Rosenbrock::Tangents::add_product(const TangentPattern& pattern, const double* values, const double* x,
                                       double* b) const {
    work_.kernels.add_product({.n_row = work_.n_state,
                               .n_lane = work_.n_lane,
                               .row_start = pattern.row_start.data(),
                               .column = pattern.column.data(),
                               .values = values,
                               .x = x,
                               .b = b});
}

void Rosenbrock::Tangents::add_directions(const TangentPattern& pattern, const double* values, int tangent,
                                          double* b) const {
    for (int k = pattern.tangent_start[tangent]; k < pattern.tangent_start[tangent + 1]; ++k) {
        const double* value = values + static_cast<std::ptrdiff_t>(pattern.n_by_state() + k) * work_.n_lane;
        for (int lane = 0; lane < work_.n_lane; ++lane) work_.at(b, pattern.row[k], lane) += value[lane];
    }
}

void Rosenbrock::Tangents::put(int lane, std::span<const double> tangents) {
    std::size_t place = 0;
    for (const Tangent& tangent : all_) {
        for (int v = 0; v < work_.n_state; ++v) work_.at(tangent.s, v, lane) = tangents[place++];
    }
}

void Rosenbrock::Tangents::clear(int lane) {
    for (const Tangent& tangent : all_) {
        for (int v = 0; v < work_.n_state; ++v) work_.at(tangent.s, v, lane) = 0.0;
    }
}

void Rosenbrock::Tangents::interpolate(int lane, double fraction, std::span<double> tangents) {
    weigh_dense();
    for (std::size_t k = 0; k < all_.size(); ++k) {
        const Tangent& tangent = all_[k];
        const InterpolationArguments arguments{.n_dense = static_cast<int>(tangent.dense.size()),
                                               .before = tangent.other,
                                               .after = tangent.s,
                                               .k = tangent.dense.data()};
        work_.kernels.interpolate_lane(arguments, work_.n_state, work_.n_lane, lane, fraction,
                                       tangents.data() + k * static_cast<std::size_t>(work_.n_state));
    }
}

void Rosenbrock::Tangents::weigh_dense() {
    if (std::exchange(is_dense_ready_, true)) return;
    const double* rows[max_dense] = {};
    std::ranges::transform(work_.options.method.dense, rows, [](const auto& row) { return row.data(); });
    for (const Tangent& tangent : all_) {
        if (tangent.dense.empty()) return;
        work_.kernels.weigh({.n_chunk = work_.n_chunk,
                             .n_u = work_.options.method.n_stage(),
                             .n_dense = static_cast<int>(tangent.dense.size()),
                             .dense = rows,
                             .u = tangent.u.data(),
                             .k = tangent.dense.data()});
    }
}

} // namespace euthymia
