// SPDX-License-Identifier: Apache-2.0
#include "baseline.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "clock.hpp"
#include "native_cvode.hpp"

namespace euthymia::benchmark {

namespace {

constexpr double least_scale = 1e-3;

/// A patient's functions as the solver asks for them; roots are the model's observables.
class PatientSystem final : public NativeSystem {
  public:
    explicit PatientSystem(Evaluator& evaluator)
        : evaluator_(evaluator) {}

    void rates(double t, std::span<const double> y, std::span<double> dydt) override { evaluator_.rates(t, y, dydt); }
    void jacobian(double t, std::span<const double> y, std::span<double> values) override {
        evaluator_.jacobian(t, y, values);
    }
    void roots(double t, std::span<const double> y, std::span<double> values) override {
        evaluator_.observe(t, y, values);
    }

  private:
    Evaluator& evaluator_;
};

template <typename List>
std::vector<std::size_t> places_of(const List& wanted, const std::vector<std::string>& known) {
    std::vector<std::size_t> places;
    for (const std::string& name : wanted) {
        places.push_back(static_cast<std::size_t>(std::ranges::find(known, name) - known.begin()));
    }
    return places;
}

} // namespace

struct Baseline::Work {
    const Case& problem;
    std::string name;
    std::shared_ptr<const CompiledModel> model;
    std::unique_ptr<Evaluator> evaluator;
    PatientSystem system;
    NativeCvode solver;
    Events events;
    std::vector<std::size_t> states, varied; ///< places of the compared states, of the varied parameters
    std::vector<std::size_t> inputs;         ///< place of each change's parameter
    std::vector<double> scale, parameters;
    bool is_warm = false; ///< a patient has been followed

    Work(const Case& given, std::string called, const Compile& compile)
        : problem(given)
        , name(std::move(called))
        , model(compile({.parameters = given.settable(), .observables = roots_of(given.equations)}))
        , evaluator(model->evaluator())
        , system(*evaluator)
        , solver(system, model->jacobian_pattern(), static_cast<int>(model->layout().observables.size()))
        , events(given.equations, given.settable(), compile)
        , states(places_of(given.states, model->layout().states))
        , varied(places_of(given.varied, model->layout().parameters))
        , scale(model->layout().states.size())
        , parameters(model->layout().defaults) {
        for (const Change& change : given.schedule) {
            inputs.push_back(places_of(std::vector{change.id}, model->layout().parameters).front());
        }
        evaluator->initial_state(scale);
        for (double& size : scale) size = std::max(std::abs(size), least_scale);
    }

    void set_tolerance(const Tolerance& tolerance) {
        std::vector<double> atol;
        for (const double size : scale) atol.push_back(tolerance.atol * size);
        solver.set_tolerances(tolerance.rtol, atol);
    }

    void begin(int patient) {
        parameters = model->layout().defaults;
        const std::vector<double>& drawn = problem.population[static_cast<std::size_t>(patient)];
        for (std::size_t k = 0; k < varied.size(); ++k) parameters[varied[k]] = drawn[k];
        evaluator->set_parameters(parameters);
        evaluator->initial_state(solver.y());
        events.start(parameters);
        events.happen(0.0, solver.y());
        solver.start(0.0);
    }

    void meet_root(double& t) {
        bool has_happened = events.happen(t, solver.y());
        if (!has_happened) {
            solver.pass_root(t);
            has_happened = events.happen(t, solver.y());
        }
        if (has_happened) solver.start(t);
    }

    /// Applies every change at `t`, from the `next` one on.
    void change(double t, std::size_t& next) {
        for (; next < inputs.size() && problem.schedule[next].time <= t; ++next) {
            parameters[inputs[next]] = problem.schedule[next].value;
        }
        evaluator->set_parameters(parameters);
        events.set_parameters(parameters);
        events.happen(t, solver.y());
        solver.start(t);
    }

    /// Writes the compared states at every output time; NaN is there already.
    void live(int patient, std::span<double> out) {
        begin(patient);
        std::size_t next = 0, written = 0;
        double t = 0.0;
        for (const double output : problem.times) {
            while (t < output) {
                const double stop = next < inputs.size() ? problem.schedule[next].time : problem.times.back();
                const auto arrival = solver.advance(std::min(output, stop), stop, t);
                if (arrival == NativeCvode::Arrival::failure) return;
                if (arrival == NativeCvode::Arrival::root) meet_root(t);
                if (next < inputs.size() && t >= stop) change(t, next);
            }
            for (const std::size_t state : states) out[written++] = solver.y()[state];
        }
    }
};

Baseline::Baseline(const Case& problem, std::string name, const Compile& compile)
    : work_(std::make_unique<Work>(problem, std::move(name), compile)) {}

Baseline::~Baseline() = default;

void Baseline::set_scale(const std::vector<double>& scale) {
    for (std::size_t k = 0; k < scale.size(); ++k) work_->scale[work_->states[k]] = scale[k];
}

std::string Baseline::name() const {
    return work_->name;
}

Run Baseline::run(int n_patient, Tolerance tolerance) {
    Run run;
    const std::size_t size = work_->problem.times.size() * work_->states.size();
    run.values.assign(static_cast<std::size_t>(n_patient) * size, std::numeric_limits<double>::quiet_NaN());
    work_->set_tolerance(tolerance);
    if (n_patient > 0 && !work_->is_warm) work_->live(0, std::span(run.values).first(size));
    work_->is_warm = true;
    std::ranges::fill(run.values, std::numeric_limits<double>::quiet_NaN());
    const long before = work_->solver.n_step();
    const Clock clock;
    for (int k = 0; k < n_patient; ++k) {
        work_->live(k, std::span(run.values).subspan(static_cast<std::size_t>(k) * size, size));
    }
    run.seconds = clock.processor_seconds();
    run.wall = clock.wall_seconds();
    run.n_step = work_->solver.n_step() - before;
    return run;
}

} // namespace euthymia::benchmark
