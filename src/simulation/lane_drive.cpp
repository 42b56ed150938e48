// SPDX-License-Identifier: Apache-2.0
#include "drive.hpp"
#include "euthymia/solver/tolerance_map.hpp"

namespace euthymia {

namespace {

/// The last step of one lane.
class LaneStep final : public Step {
  public:
    LaneStep(const Rosenbrock& solver, int lane)
        : Step(solver.t_before(lane), solver.t(lane))
        , solver_(solver)
        , lane_(lane) {}

    void interpolate(double t, std::span<double> y) const override {
        t == t1() ? solver_.state(lane_, y) : solver_.interpolate(lane_, t, y);
    }
    void interpolate(double t, std::span<const int> states, std::span<double> y) const override {
        solver_.interpolate(lane_, t, states, y);
    }
    void interpolate_tangents(double t, std::span<double> tangents) const override {
        solver_.interpolate_tangents(lane_, t, tangents);
    }

  private:
    const Rosenbrock& solver_;
    int lane_;
};

RosenbrockOptions options_of(const Accuracy& accuracy, const std::vector<double>& atol) {
    const bool is_rodas4 = accuracy.method == Method::rodas4;
    const ToleranceMap map = is_rodas4 ? rodas4_tolerances() : rodas5p_tolerances();
    return {.method = is_rodas4 ? rodas4() : rodas5p(),
            .rtol = map.own(accuracy.rtol),
            .atol = map.own(accuracy.rtol, atol),
            .max_step = accuracy.max_step,
            .has_tangent_control = accuracy.has_tangent_control};
}

} // namespace

LaneDrive::LaneDrive(const Simulator& simulator, int n_lane, Next next, Done done)
    : simulator_(simulator)
    , system_(simulator.model().lane_evaluator())
    , tangents_(simulator.tangents() ? simulator.tangents()->lane_evaluator() : nullptr)
    , bends_(simulator.bend_plan() ? std::make_unique<HeldLanes>(*simulator.bend_plan(), *system_, tangents_.get())
                                   : nullptr)
    , solver_(*system_, options_of(simulator.accuracy(), simulator.absolute_tolerances()), tangents_.get(),
              bends_.get())
    , journeys_(static_cast<std::size_t>(std::min(n_lane, system_->n_lane())))
    , next_(std::move(next))
    , done_(std::move(done)) {
    if (const EventPlan* plan = simulator.event_plan()) scan_.emplace(*plan, solver_, *system_);
}

void LaneDrive::run() {
    const int n_lane = static_cast<int>(journeys_.size());
    for (int lane = 0; lane < n_lane; ++lane) board(lane);
    while (n_travelling_ > 0) {
        solver_.step();
        if (scan_) scan_->look();
        for (int lane = 0; lane < n_lane; ++lane) {
            if (journeys_[lane]) settle(lane);
        }
    }
}

/// Gives a free lane the next journey; one that ends where it begins needs no lane.
void LaneDrive::board(int lane) {
    while ((journeys_[lane] = next_())) {
        if (!journeys_[lane]->is_over()) return depart(lane);
        done_(std::move(journeys_[lane]));
    }
    solver_.release(lane);
}

void LaneDrive::depart(int lane) {
    ++n_travelling_;
    Journey& journey = *journeys_[lane];
    (void)journey.take_restart();
    (void)journey.take_tangents();
    tell_parameters(lane);
    solver_.start(lane, journey.person().time, journey.person().state);
    if (tangents_) {
        solver_.set_tangents(lane, journey.person().tangents);
        solver_.set_tangent_scales(lane, simulator_.direction_sizes(journey.person()));
    }
    set_limits(lane);
    if (scan_) scan_->begin(lane, journey.roots());
}

void LaneDrive::set_limits(int lane) {
    solver_.set_stop(lane, journeys_[lane]->next_stop());
    if (tangents_) solver_.set_tangent_interest(lane, journeys_[lane]->next_look());
}

void LaneDrive::settle(int lane) {
    switch (solver_.status(lane)) {
    case LaneStatus::accepted:
        return accept(lane);
    case LaneStatus::failed:
        return rescue(lane);
    case LaneStatus::rejected:
    case LaneStatus::idle:
        return;
    }
}

void LaneDrive::accept(int lane) {
    Journey& journey = *journeys_[lane];
    const LaneStep step(solver_, lane);
    if (scan_ && scan_->is_quiet(lane)) {
        journey.accept_quiet(step);
        scan_->go_on(lane);
    } else {
        journey.accept(step);
        if (scan_) scan_->begin(lane, journey.roots());
    }
    journey.is_over() ? leave(lane) : go_on(lane);
}

void LaneDrive::go_on(int lane) {
    Journey& journey = *journeys_[lane];
    if (journey.take_restart()) {
        tell_parameters(lane);
        solver_.restart(lane, journey.person().time, journey.person().state);
        if (journey.take_tangents() && tangents_) solver_.set_tangents(lane, journey.person().tangents);
        if (scan_) scan_->begin(lane, journey.roots());
    }
    set_limits(lane);
}

void LaneDrive::tell_parameters(int lane) {
    if (bends_) return bends_->set_parameters(lane, journeys_[lane]->person().parameters);
    system_->set_parameters(lane, journeys_[lane]->person().parameters);
    if (tangents_) tangents_->set_parameters(lane, journeys_[lane]->person().parameters);
}

/// CVODE takes over for a while, unless the model has equations that it does not solve, or derivatives are wanted: past
/// the place where the lane stuck it goes on in the lane, which is many times quicker.
void LaneDrive::rescue(int lane) {
    Journey& journey = *journeys_[lane];
    if (system_->algebraic_states().empty() && !tangents_) {
        journey.note_rescue(solver_.message(lane));
        drive_by_cvode(simulator_, journey, n_rescue_step);
    } else {
        journey.fail(solver_.message(lane));
    }
    if (journey.is_over()) return leave(lane);
    --n_travelling_;
    depart(lane);
}

void LaneDrive::leave(int lane) {
    --n_travelling_;
    done_(std::move(journeys_[lane]));
    board(lane);
}

} // namespace euthymia
