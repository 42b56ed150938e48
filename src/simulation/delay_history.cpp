// SPDX-License-Identifier: Apache-2.0
#include "delay_history.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace euthymia {

namespace {

constexpr int degree = 5;
using Nodes = std::array<double, degree + 1>;

/// Chebyshev points of the second kind on [-1, 1], ascending.
Nodes make_nodes() {
    Nodes x{};
    for (int k = 0; k <= degree; ++k) x[k] = -std::cos(std::numbers::pi * k / degree);
    x.front() = -1.0;
    x.back() = 1.0;
    return x;
}

const Nodes nodes = make_nodes();

/// What each node contributes to the polynomial at `x`: the barycentric formula, section 5 of @cite berrut2004.
Nodes weights_at(double x) {
    Nodes weight{};
    double sum = 0.0;
    for (int k = 0; k <= degree; ++k) {
        if (x == nodes[k]) {
            weight = {};
            weight[k] = 1.0;
            return weight;
        }
        const double end = k == 0 || k == degree ? 0.5 : 1.0;
        weight[k] = (k % 2 == 0 ? end : -end) / (x - nodes[k]);
        sum += weight[k];
    }
    for (double& value : weight) value /= sum;
    return weight;
}

/// What each of some moments contributes to the polynomial through them at `t`.
template <std::size_t n_moment>
std::array<double, n_moment> lagrange(const std::array<double, n_moment>& moments, double t) {
    std::array<double, n_moment> weight{};
    for (std::size_t k = 0; k < n_moment; ++k) {
        weight[k] = 1.0;
        for (std::size_t j = 0; j < n_moment; ++j) {
            if (j != k) weight[k] *= (t - moments[j]) / (moments[k] - moments[j]);
        }
    }
    return weight;
}

bool is_jump(double before, double after) {
    constexpr double rounding = 1e-12;
    return !(std::abs(after - before) <= rounding * std::max(std::abs(before), std::abs(after)));
}

} // namespace

void DelayHistory::start(double t, std::span<const double> y) {
    pieces_.clear();
    n_state_ = y.size();
    begin_ = end_ = t;
    now_ = kept(y);
    jumps_ = {t};
}

void DelayHistory::append(const Step& step) {
    if (step.t1() <= end_) return;
    static_assert(n_node == degree + 1);
    Piece piece{.begin = end_, .end = step.t1(), .until = step.t1(), .values = {}};
    piece.values.resize(states_.size() * n_node);
    std::vector<double> y(n_state_);
    for (int k = 0; k < n_node; ++k) {
        const double t = k == degree ? piece.end : piece.begin + 0.5 * (1.0 + nodes[k]) * (piece.end - piece.begin);
        step.interpolate(t, y);
        for (std::size_t i = 0; i < states_.size(); ++i) piece.values[i * n_node + k] = y[states_[i]];
    }
    now_ = kept(y);
    end_ = piece.end;
    pieces_.push_back(std::move(piece));
}

bool DelayHistory::go_on(double t, std::span<const double> y) {
    while (!pieces_.empty() && pieces_.back().begin >= t) pieces_.pop_back();
    while (!jumps_.empty() && jumps_.back() > t) jumps_.pop_back();
    if (!pieces_.empty()) pieces_.back().until = std::min(pieces_.back().until, t);
    end_ = t;
    std::vector<double> before(y.begin(), y.end());
    at(t, Side::before, before);
    now_ = kept(y);
    if (std::ranges::none_of(states_, [&](std::size_t k) { return is_jump(before[k], y[k]); })) return false;
    mark_jump();
    return true;
}

void DelayHistory::mark_jump() {
    if (jumps_.empty() || jumps_.back() != end_) jumps_.push_back(end_);
}

void DelayHistory::forget_before(double t) {
    while (!pieces_.empty() && pieces_.front().until < t) pieces_.pop_front();
    while (!jumps_.empty() && jumps_.front() < t) jumps_.pop_front();
}

double DelayHistory::snap(double t, double rounding) const {
    const auto next = std::lower_bound(jumps_.begin(), jumps_.end(), t);
    if (next != jumps_.end() && *next - t <= rounding) return *next;
    if (next != jumps_.begin() && t - *std::prev(next) <= rounding) return *std::prev(next);
    return t;
}

void DelayHistory::at(double t, Side side, std::span<double> y) const {
    const auto is_over = [&](const Piece& piece) { return side == Side::before ? piece.until < t : piece.until <= t; };
    const auto piece = std::partition_point(pieces_.begin(), pieces_.end(), is_over);
    if (piece != pieces_.end()) return write(*piece, t, y);
    for (std::size_t i = 0; i < states_.size(); ++i) y[states_[i]] = now_[i];
}

void DelayHistory::write(const Piece& piece, double t, std::span<double> y) const {
    const Nodes weight = weights_at(2.0 * (t - piece.begin) / (piece.end - piece.begin) - 1.0);
    for (std::size_t i = 0; i < states_.size(); ++i) {
        double sum = 0.0;
        for (int k = 0; k < n_node; ++k) sum += weight[k] * piece.values[i * n_node + k];
        y[states_[i]] = sum;
    }
}

/// A cubic through the last step and the end of the tried one; a straight line if the state jumped in between.
void DelayHistory::on_the_way(double t, double t_now, std::span<const double> y_now, std::span<double> y) const {
    const bool is_smooth = !pieces_.empty() && (jumps_.empty() || jumps_.back() != end_);
    if (!is_smooth) {
        const auto weight = lagrange<2>({end_, t_now}, t);
        for (std::size_t i = 0; i < states_.size(); ++i) {
            y[states_[i]] = weight[0] * now_[i] + weight[1] * y_now[states_[i]];
        }
        return;
    }
    const Piece& last = pieces_.back();
    const double middle = 0.5 * (last.begin + last.until);
    const auto weight = lagrange<4>({last.begin, middle, end_, t_now}, t);
    std::vector<double> begin(n_state_), between(n_state_);
    write(last, last.begin, begin);
    write(last, middle, between);
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const std::size_t k = states_[i];
        y[k] = weight[0] * begin[k] + weight[1] * between[k] + weight[2] * now_[i] + weight[3] * y_now[k];
    }
}

std::vector<double> DelayHistory::kept(std::span<const double> y) const {
    std::vector<double> values;
    values.reserve(states_.size());
    for (const std::size_t k : states_) values.push_back(y[k]);
    return values;
}

} // namespace euthymia
