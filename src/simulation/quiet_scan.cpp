// SPDX-License-Identifier: Apache-2.0
#include "quiet_scan.hpp"

#include <algorithm>

#include "quiet_lanes.hpp"
#include "root_shape.hpp"

namespace euthymia {

namespace {

/// Rows begin on whole vectors.
std::size_t padded(std::size_t n) {
    constexpr std::size_t chunk = 8;
    return (n + chunk - 1) / chunk * chunk;
}

/// Begin and, of each part, a moment within and the end.
std::vector<double> fractions_of(int n_part) {
    std::vector<double> fractions{0.0};
    for (int part = 0; part < n_part; ++part) {
        fractions.push_back((part + division) / n_part);
        fractions.push_back((part + 1.0) / n_part);
    }
    return fractions;
}

} // namespace

QuietScan::QuietScan(const EventPlan& plan, const Rosenbrock& solver, LaneEvaluator& system)
    : plan_(plan)
    , solver_(solver)
    , system_(system)
    , n_lane_(static_cast<std::size_t>(solver.n_lane()))
    , fractions_(fractions_of(plan.n_part))
    , n_per_sample_(padded(plan.roots.size() * n_lane_))
    , t_(n_lane_)
    , y_(padded(plan.n_state * n_lane_))
    , roots_(fractions_.size() * n_per_sample_)
    , begin_(n_lane_)
    , length_(n_lane_)
    , is_quiet_(n_lane_, 1.0) {}

void QuietScan::begin(int lane, std::span<const double> roots) {
    for (std::size_t k = 0; k < roots.size(); ++k) roots_[k * n_lane_ + static_cast<std::size_t>(lane)] = roots[k];
}

void QuietScan::go_on(int lane) {
    const std::size_t end = (fractions_.size() - 1) * n_per_sample_;
    for (std::size_t k = 0; k < plan_.roots.size(); ++k) {
        const std::size_t place = k * n_lane_ + static_cast<std::size_t>(lane);
        roots_[place] = roots_[end + place];
    }
}

void QuietScan::look() {
    if (plan_.roots.empty() || !has_accepted()) return;
    read_roots();
    judge();
}

bool QuietScan::has_accepted() const {
    for (int lane = 0; lane < solver_.n_lane(); ++lane) {
        if (solver_.status(lane) == LaneStatus::accepted) return true;
    }
    return false;
}

void QuietScan::read_roots() {
    for (std::size_t lane = 0; lane < n_lane_; ++lane) {
        begin_[lane] = solver_.t_before(static_cast<int>(lane));
        length_[lane] = solver_.t(static_cast<int>(lane)) - begin_[lane];
    }
    for (std::size_t k = 1; k < fractions_.size(); ++k) {
        for (std::size_t lane = 0; lane < n_lane_; ++lane) t_[lane] = begin_[lane] + fractions_[k] * length_[lane];
        solver_.interpolate(fractions_[k], plan_.states, y_.data());
        system_.roots(t_.data(), y_.data(), sample(k));
    }
}

void QuietScan::judge() {
    std::ranges::fill(is_quiet_, 1.0);
    for (std::size_t k = 0; k + 2 < fractions_.size(); k += 2) {
        const double *const begin = sample(k), *const within = sample(k + 1), *const end = sample(k + 2);
        for (std::size_t row = 0; row < plan_.roots.size() * n_lane_; row += n_lane_) {
            heed({solver_.n_lane(), begin + row, within + row, end + row}, is_quiet_.data());
        }
    }
}

} // namespace euthymia
