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
    for (int i = 0; i < work.options.method.n_stage(); ++i) {
        slopes_.push_back(block_.take(system_.slope_pattern().n_value() * work.n_lane));
        curvature_.push_back(block_.take(system_.curvature_pattern().n_value() * work.n_lane));
    }
}

void Rosenbrock::Tangents::look(int stage) {
    const RosenbrockMethod& method = work_.options.method;
    if (stage == 0) std::copy_n(work_.time, work_.n_lane, time_);
    const double gamma = stage == 0 ? method.gamma : method.gamma_sum[stage];
    for (int lane = 0; lane < work_.n_lane; ++lane) tau_[lane] = gamma * work_.controls[lane].h();
    double* argument = stage == 0 ? work_.y : work_.argument;
    work_.with_guard(argument, [&] { system_.slopes(work_.time, argument, slopes_[stage]); });
    work_.with_guard(work_.y, [&] { system_.curvature(time_, work_.y, work_.u[stage], tau_, curvature_[stage]); });
}

void Rosenbrock::Tangents::end_step() {
    is_dense_ready_ = false;
    const auto is_staying = [](const StepControl& control) { return control.status() != LaneStatus::accepted; };
    if (std::ranges::all_of(work_.controls, is_staying)) return;
    const bool is_any_staying = std::ranges::any_of(work_.controls, is_staying);
    for (std::size_t first = 0; first < all_.size(); first += max_product) {
        const Group group(all_.data() + first, std::min<std::size_t>(max_product, all_.size() - first));
        advance(group);
        finish(group, is_any_staying);
    }
}

void Rosenbrock::Tangents::advance(Group group) {
    for (int stage = 0; stage < work_.options.method.n_stage(); ++stage) {
        for (const Tangent& tangent : group) combine(tangent, stage);
        add_products(group, system_.slope_pattern(), slopes_[stage], &Tangent::other, stage);
        add_products(group, system_.curvature_pattern(), curvature_[stage], &Tangent::s, stage);
        for (const Tangent& tangent : group) {
            const auto k = static_cast<std::size_t>(&tangent - all_.data());
            add_direction(system_.slope_pattern(), slopes_[stage], k, tangent.u[stage]);
            add_direction(system_.curvature_pattern(), curvature_[stage], k, tangent.u[stage]);
            work_.system.solve(tangent.u[stage]);
        }
    }
}

void Rosenbrock::Tangents::finish(Group group, bool is_any_staying) {
    for (Tangent& tangent : group) {
        work_.kernels.add(work_.n_chunk, tangent.u.back(), tangent.other);
        if (is_any_staying) {
            work_.kernels.replace(work_.n_chunk, work_.n_pattern, work_.is_staying, tangent.s, tangent.other);
        }
        std::swap(tangent.s, tangent.other);
    }
}

/// dY, and what the results of earlier stages add to the right-hand side.
void Rosenbrock::Tangents::combine(const Tangent& tangent, int stage) {
    if (stage == 0) {
        const int n = work_.n_state * work_.n_lane;
        std::copy_n(tangent.s, n, tangent.other);
        std::fill_n(tangent.u[0], n, 0.0);
        return;
    }
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

/// Adds to the right-hand sides, which stand where the results will.
void Rosenbrock::Tangents::add_products(Group group, const TangentPattern& pattern, const double* values,
                                        double* Tangent::*x, int stage) const {
    const double* factors[max_product] = {};
    double* sums[max_product] = {};
    for (std::size_t r = 0; r < group.size(); ++r) {
        factors[r] = group[r].*x;
        sums[r] = group[r].u[stage];
    }
    work_.kernels.add_product({.n_row = work_.n_state,
                               .n_lane = work_.n_lane,
                               .n_x = static_cast<int>(group.size()),
                               .row_start = pattern.row_start.data(),
                               .column = pattern.column.data(),
                               .values = values,
                               .x = factors,
                               .b = sums});
}

void Rosenbrock::Tangents::add_direction(const TangentPattern& pattern, const double* values, std::size_t tangent,
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
    if (fraction != 1.0) weigh_dense();
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
