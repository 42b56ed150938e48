// SPDX-License-Identifier: Apache-2.0
#include "euthymia/solver/rosenbrock.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "rosenbrock_bends.hpp"
#include "rosenbrock_tangents.hpp"
#include "rosenbrock_work.hpp"

namespace euthymia {

namespace {

void check(const LaneSystem& system, const RosenbrockOptions& options) {
    if (options.atol.size() != static_cast<std::size_t>(system.n_state())) {
        throw std::invalid_argument(fmt::format("{} absolute tolerances were passed, but the system has {} states",
                                                options.atol.size(), system.n_state()));
    }
    if (std::ranges::any_of(options.atol, [](double atol) { return !(atol > 0.0); })) {
        throw std::invalid_argument("an absolute tolerance is not positive");
    }
    if (options.method.n_stage() > max_stage || options.method.dense.size() > max_dense) {
        throw std::invalid_argument(fmt::format("the method '{}' has more than {} stages or {} rows of dense output",
                                                options.method.name, max_stage, max_dense));
    }
}

RosenbrockOptions checked(const LaneSystem& system, RosenbrockOptions options) {
    check(system, options);
    return options;
}

} // namespace

Rosenbrock::Rosenbrock(LaneSystem& system, RosenbrockOptions options, LaneTangents* tangents, LaneBends* bends)
    : work_(std::make_unique<Work>(system, checked(system, std::move(options)))) {
    if (tangents == nullptr && bends == nullptr) return;
    if (!work_->algebraic.empty()) {
        throw std::invalid_argument("tangents of algebraic states, or bends beside them, are not supported");
    }
    if (tangents != nullptr) work_->tangents = std::make_unique<Tangents>(*work_, *tangents);
    if (bends != nullptr) work_->bends = std::make_unique<Bends>(*work_, *bends);
}

Rosenbrock::~Rosenbrock() = default;

int Rosenbrock::n_lane() const {
    return work_->n_lane;
}

void Rosenbrock::start(int lane, double t, std::span<const double> y, double h_hint) {
    work_->controls[lane].start(t, h_hint);
    work_->put(lane, y);
    if (work_->tangents) work_->tangents->clear(lane);
}

void Rosenbrock::restart(int lane, double t, std::span<const double> y) {
    work_->controls[lane].restart(t);
    work_->put(lane, y);
}

void Rosenbrock::set_stop(int lane, double t_stop) {
    StepControl& control = work_->controls[lane];
    if (!(t_stop > control.t())) {
        throw std::invalid_argument(fmt::format("a stop at {} is not after the lane's time {}", t_stop, control.t()));
    }
    control.set_stop(t_stop);
}

void Rosenbrock::release(int lane) {
    work_->controls[lane].release();
}

void Rosenbrock::step() {
    work_->step();
}

LaneStatus Rosenbrock::status(int lane) const {
    return work_->controls[lane].status();
}

double Rosenbrock::t(int lane) const {
    return work_->controls[lane].t();
}

double Rosenbrock::t_before(int lane) const {
    return work_->controls[lane].t_before();
}

double Rosenbrock::next_step(int lane) const {
    return work_->controls[lane].wanted();
}

const std::string& Rosenbrock::message(int lane) const {
    return work_->controls[lane].message();
}

LaneStatistics Rosenbrock::statistics(int lane) const {
    return work_->controls[lane].statistics();
}

void Rosenbrock::state(int lane, std::span<double> y) const {
    for (int v = 0; v < work_->n_state; ++v) y[v] = work_->at(work_->y, v, lane);
    work_->guard(y);
}

void Rosenbrock::interpolate(int lane, double t, std::span<double> y) const {
    work_->weigh_dense();
    work_->kernels.interpolate_lane(work_->interpolation(), work_->n_state, work_->n_lane, lane,
                                    work_->controls[lane].fraction(t), y.data());
    work_->guard(y);
}

void Rosenbrock::interpolate(std::span<const double> t, double* y) const {
    work_->weigh_dense();
    work_->fill_pattern(work_->fraction, [&](int lane) { return work_->controls[lane].fraction(t[lane]); });
    work_->kernels.interpolate(work_->interpolation(), work_->n_chunk, work_->n_pattern, work_->fraction, y);
    for (const int v : work_->guarded) {
        for (int lane = 0; lane < work_->n_lane; ++lane) {
            double& value = work_->at(y, v, lane);
            value = guarded_value(value, work_->options.atol[v]);
        }
    }
}

void Rosenbrock::set_tangents(int lane, std::span<const double> tangents) {
    work_->tangents->put(lane, tangents);
}

void Rosenbrock::set_tangent_scales(int lane, std::span<const double> scales) {
    work_->tangents->set_scales(lane, scales);
}

void Rosenbrock::set_tangent_interest(int lane, double t) {
    work_->tangents->set_interest(lane, t);
}

void Rosenbrock::interpolate_tangents(int lane, double t, std::span<double> tangents) const {
    work_->tangents->interpolate(lane, work_->controls[lane].fraction(t), tangents);
}

} // namespace euthymia
