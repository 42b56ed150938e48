// SPDX-License-Identifier: Apache-2.0
#include "rosenbrock_tangents.hpp"

#include <algorithm>
#include <utility>

namespace euthymia {

Rosenbrock::Tangents::Tangents(Work& work, LaneTangents& tangents)
    : work_(work)
    , system_(tangents)
    , all_(static_cast<std::size_t>(tangents.n_tangent()))
    , ways_(std::min<std::size_t>(all_.size(), max_product))
    , interest_(static_cast<std::size_t>(work.n_lane), -std::numeric_limits<double>::infinity())
    , is_passing_(static_cast<std::size_t>(work.n_lane)) {
    const RosenbrockMethod& method = work.options.method;
    const int n = work.n_state * work.n_lane, n_pattern = work.n_pattern * chunk_size;
    for (Tangent& tangent : all_) {
        tangent.s = block_.take(n);
        tangent.other = block_.take(n);
        tangent.scale = block_.take(n_pattern, 1.0);
        for (std::size_t k = 0; k < method.dense.size(); ++k) tangent.dense.push_back(block_.take(n));
    }
    for (Way& way : ways_) {
        for (int i = 0; i < method.n_stage(); ++i) way.u.push_back(block_.take(n));
    }
    for (int i = 0; i < method.n_stage(); ++i) {
        slopes_.push_back(block_.take(system_.slope_pattern().n_value() * work.n_lane));
        curvature_.push_back(block_.take(system_.curvature_pattern().n_value() * work.n_lane));
    }
    squares_ = block_.take(n);
    for (double** lanes : {&time_, &tau_, &sums_}) *lanes = block_.take(work.n_lane);
    shift_ = block_.take(n_pattern);
}

void Rosenbrock::Tangents::look(int stage) {
    const RosenbrockMethod& method = work_.options.method;
    if (stage == 0) std::copy_n(work_.time, work_.n_lane, time_);
    const double gamma = stage == 0 ? method.gamma : method.gamma_sum[stage];
    for (int lane = 0; lane < work_.n_lane; ++lane) tau_[lane] = gamma * work_.controls[lane].h();
    double* argument = stage == 0 ? work_.y : work_.argument;
    work_.with_guard(argument, [&] { system_.slopes(work_.time, argument, slopes_[stage]); });
    work_.with_guard(work_.y, [&] { system_.curvature(time_, work_.y, work_.u[stage], tau_, curvature_[stage]); });
    if (stage == 0) return;
    work_.kernels.subtract(system_.slope_pattern().n_by_state() * work_.n_lane, slopes_[0], slopes_[stage]);
}

void Rosenbrock::Tangents::advance() {
    is_advanced_ = is_any_passing();
    if (!is_advanced_) return;
    is_dense_ = is_dense_wanted();
    work_.fill_pattern(shift_, [&](int lane) { return work_.shift[lane]; });
    for (std::size_t first = 0; first < all_.size(); first += max_product) {
        advance(Group(all_.data() + first, std::min<std::size_t>(max_product, all_.size() - first)));
    }
}

/// Notes the lanes whose states passed the test of their error.
bool Rosenbrock::Tangents::is_any_passing() {
    for (int lane = 0; lane < work_.n_lane; ++lane) {
        is_passing_[lane] = work_.controls[lane].is_running() && work_.error[lane] <= 1.0;
    }
    return std::ranges::find(is_passing_, true) != is_passing_.end();
}

bool Rosenbrock::Tangents::is_dense_wanted() const {
    for (int lane = 0; lane < work_.n_lane; ++lane) {
        if (is_passing_[lane] && interest_[lane] < work_.controls[lane].t_after()) return true;
    }
    return false;
}

void Rosenbrock::Tangents::advance(Group group) {
    for (int stage = 0; stage < work_.options.method.n_stage(); ++stage) run_stage(group, stage);
    for (std::size_t r = 0; r < group.size(); ++r) finish(group[r], ways_[r]);
}

void Rosenbrock::Tangents::run_stage(Group group, int stage) {
    const double* begins[max_product] = {};
    const double* arguments[max_product] = {};
    double* results[max_product] = {};
    for (std::size_t r = 0; r < group.size(); ++r) {
        const auto k = static_cast<std::size_t>(&group[r] - all_.data());
        begins[r] = group[r].s;
        arguments[r] = group[r].other;
        results[r] = ways_[r].u[stage];
        combine(group[r], ways_[r], stage);
        add_direction(system_.slope_pattern(), slopes_[stage], k, results[r]);
        add_direction(system_.curvature_pattern(), curvature_[stage], k, results[r]);
    }
    if (stage > 0) add_products(group.size(), system_.slope_pattern(), slopes_[stage], arguments, results);
    add_products(group.size(), system_.curvature_pattern(), curvature_[stage], begins, results);
    for (std::size_t r = 0; r < group.size(); ++r) work_.system.solve(results[r]);
}

void Rosenbrock::Tangents::combine(const Tangent& tangent, const Way& way, int stage) const {
    const RosenbrockMethod& method = work_.options.method;
    work_.kernels.combine_tangent({.n_chunk = work_.n_chunk,
                                   .n_pattern = work_.n_pattern,
                                   .n_u = stage,
                                   .base = tangent.s,
                                   .u = way.u.data(),
                                   .a = method.a[stage].data(),
                                   .c = method.c[stage].data(),
                                   .inverse_h = work_.inverse_h,
                                   .shift = shift_,
                                   .y = tangent.other,
                                   .w = way.u[stage]});
}

void Rosenbrock::Tangents::finish(Tangent& tangent, const Way& way) {
    work_.kernels.finish_tangent({.n_chunk = work_.n_chunk,
                                  .n_pattern = work_.n_pattern,
                                  .before = tangent.s,
                                  .scale = tangent.scale,
                                  .atol = work_.atol,
                                  .rtol = work_.options.rtol,
                                  .y = tangent.other,
                                  .u = way.u.back(),
                                  .squares = squares_});
    std::swap(tangent.s, tangent.other);
    if (is_dense_) weigh_dense(tangent, way);
    if (!work_.options.has_tangent_control) return;
    work_.kernels.sum_rows(work_.n_state, work_.n_lane, squares_, sums_);
    for (int lane = 0; lane < work_.n_lane; ++lane) {
        const double mean = sums_[lane] / work_.n_state;
        if (is_passing_[lane] && !(mean <= work_.error[lane])) work_.error[lane] = mean;
    }
}

void Rosenbrock::Tangents::settle() {
    if (!is_advanced_) return;
    for (Tangent& tangent : all_) {
        work_.kernels.replace(work_.n_chunk, work_.n_pattern, work_.is_staying, tangent.other, tangent.s);
    }
}

void Rosenbrock::Tangents::add_products(std::size_t n, const TangentPattern& pattern, const double* values,
                                        const double* const* x, double* const* sums) const {
    work_.kernels.add_product({.n_row = work_.n_state,
                               .n_lane = work_.n_lane,
                               .n_x = static_cast<int>(n),
                               .row_start = pattern.row_start.data(),
                               .column = pattern.column.data(),
                               .values = values,
                               .x = x,
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
    interest_[lane] = -std::numeric_limits<double>::infinity();
    for (const Tangent& tangent : all_) {
        for (int v = 0; v < work_.n_state; ++v) work_.at(tangent.s, v, lane) = 0.0;
    }
}

void Rosenbrock::Tangents::set_scales(int lane, std::span<const double> scales) {
    for (std::size_t k = 0; k < all_.size(); ++k) {
        const double* const pattern = all_[k].scale;
        work_.fill_pattern(all_[k].scale, [&](int other) { return other == lane ? scales[k] : pattern[other]; });
    }
}

void Rosenbrock::Tangents::interpolate(int lane, double fraction, std::span<double> tangents) const {
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

void Rosenbrock::Tangents::weigh_dense(const Tangent& tangent, const Way& way) const {
    if (tangent.dense.empty()) return;
    const double* rows[max_dense] = {};
    std::ranges::transform(work_.options.method.dense, rows, [](const auto& row) { return row.data(); });
    work_.kernels.weigh({.n_chunk = work_.n_chunk,
                         .n_u = work_.options.method.n_stage(),
                         .n_dense = static_cast<int>(tangent.dense.size()),
                         .dense = rows,
                         .u = way.u.data(),
                         .k = tangent.dense.data()});
}

} // namespace euthymia
