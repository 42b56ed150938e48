// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "drive.hpp"
#include "euthymia/solver/cvode.hpp"
#include "euthymia/solver/tolerance_map.hpp"

namespace euthymia {

namespace {

class CvodeStep final : public Step {
  public:
    explicit CvodeStep(const Cvode& solver)
        : Step(solver.t_before(), solver.t())
        , solver_(solver) {}

    void interpolate(double t, std::span<double> y) const override {
        if (t == t1()) {
            std::ranges::copy(solver_.y(), y.begin());
        } else {
            solver_.interpolate(t, y);
        }
    }

  private:
    const Cvode& solver_;
};

OdeSystem system_of(const CompiledModel& model, Evaluator& evaluator) {
    return {.pattern = model.jacobian_pattern(),
            .rates = [&evaluator](double t, auto y, auto dydt) { evaluator.rates(t, y, dydt); },
            .jacobian = [&evaluator](double t, auto y, auto values) { evaluator.jacobian(t, y, values); },
            .guarded = model.layout().guarded};
}

} // namespace

void drive_without_states(Journey& journey) {
    while (!journey.is_over()) journey.accept(EmptyStep(journey.person().time, journey.next_stop()));
}

void drive_by_cvode(const Simulator& simulator, Journey& journey, int n_step) {
    const Accuracy& accuracy = simulator.accuracy();
    const ToleranceMap map = cvode_tolerances();
    Cvode solver(system_of(simulator.model(), journey.evaluator()),
                 {.rtol = map.own(accuracy.rtol),
                  .atol = map.own(accuracy.rtol, simulator.absolute_tolerances()),
                  .max_step = accuracy.max_step});
    bool must_start = true;
    for (int step = 0; !journey.is_over() && (n_step == 0 || step < n_step); ++step) {
        if (journey.take_restart() || std::exchange(must_start, false)) {
            journey.tell_parameters();
            solver.start(journey.person().time, journey.person().state);
        }
        const SolverOutcome outcome = solver.step(journey.next_stop());
        outcome.is_reached ? journey.accept(CvodeStep(solver)) : journey.fail(outcome.message);
    }
}

} // namespace euthymia
