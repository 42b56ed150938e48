// SPDX-License-Identifier: Apache-2.0
#include "quiet_scan.hpp"

#include "root_shape.hpp"

namespace euthymia {

namespace {

/// Rows begin on whole vectors.
std::size_t padded(std::size_t n) {
    constexpr std::size_t chunk = 8;
    return (n + chunk - 1) / chunk * chunk;
}

} // namespace

QuietScan::QuietScan(const EventPlan& plan, const Rosenbrock& solver, LaneEvaluator& system)
    : plan_(plan)
    , solver_(solver)
    , system_(system)
    , n_sample_(2 * plan.n_part + 1)
    , n_per_sample_(padded(plan.roots.size() * static_cast<std::size_t>(solver.n_lane())))
    , t_(static_cast<std::size_t>(solver.n_lane()))
    , y_(padded(plan.n_state * t_.size()))
    , roots_(static_cast<std::size_t>(n_sample_) * n_per_sample_)
    , at_end_(plan.roots.size()) {}

void QuietScan::look() {
    if (plan_.roots.empty() || !has_accepted()) return;
    for (int sample = 0; sample < n_sample_; ++sample) {
        for (std::size_t lane = 0; lane < t_.size(); ++lane) t_[lane] = moment(static_cast<int>(lane), sample);
        solver_.interpolate(t_, y_.data());
        system_.roots(t_.data(), y_.data(), roots_.data() + static_cast<std::size_t>(sample) * n_per_sample_);
    }
}

bool QuietScan::has_accepted() const {
    for (int lane = 0; lane < solver_.n_lane(); ++lane) {
        if (solver_.status(lane) == LaneStatus::accepted) return true;
    }
    return false;
}

double QuietScan::moment(int lane, int sample) const {
    if (solver_.status(lane) != LaneStatus::accepted) return solver_.t(lane);
    if (sample == n_sample_ - 1) return solver_.t(lane);
    const double begin = solver_.t_before(lane);
    const double length = (solver_.t(lane) - begin) / plan_.n_part;
    return begin + length * (sample / 2 + (sample % 2 == 0 ? 0.0 : division));
}

double QuietScan::root(int lane, int sample, std::size_t k) const {
    return roots_[static_cast<std::size_t>(sample) * n_per_sample_ + k * t_.size() + static_cast<std::size_t>(lane)];
}

bool QuietScan::is_quiet(int lane) const {
    for (int sample = 0; sample + 2 < n_sample_; sample += 2) {
        const double t[3] = {moment(lane, sample), moment(lane, sample + 1), moment(lane, sample + 2)};
        for (std::size_t k = 0; k < plan_.roots.size(); ++k) {
            const Parabola shape{{t[0], t[1], t[2]},
                                 {root(lane, sample, k), root(lane, sample + 1, k), root(lane, sample + 2, k)}};
            if (!shape.is_quiet()) return false;
        }
    }
    return true;
}

std::span<const double> QuietScan::roots_at_end(int lane) {
    for (std::size_t k = 0; k < at_end_.size(); ++k) at_end_[k] = root(lane, n_sample_ - 1, k);
    return at_end_;
}

} // namespace euthymia
