// SPDX-License-Identifier: Apache-2.0
#include "gradient_baseline.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "clock.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"
#include "native_model.hpp"

namespace euthymia::benchmark {

namespace {

constexpr double floor_share = 1e-3;

/// A patient's functions as the solver asks for them.
class PatientSystem final : public NativeSensitivitySystem {
  public:
    explicit PatientSystem(GradientEvaluator& evaluator)
        : evaluator_(evaluator) {}

    void rates(double t, std::span<const double> y, std::span<double> dydt) override { evaluator_.rates(t, y, dydt); }
    void jacobian(double t, std::span<const double> y, std::span<double> values) override {
        evaluator_.jacobian(t, y, values);
    }
    void partials(double t, std::span<const double> y, std::span<double> values) override {
        evaluator_.partials(t, y, values);
    }

  private:
    GradientEvaluator& evaluator_;
};

void refuse_events(const Case& problem) {
    if (problem.equations.events.empty()) return;
    throw UnsupportedError(std::vector{Issue{"the gradient of a model with events",
                                             fmt::format("case '{}'", problem.name), "name a case without events"}});
}

void refuse_parameters(const Case& problem, const std::vector<std::string>& parameters) {
    std::vector<std::string> known;
    for (const Constant& constant : problem.equations.constants) known.push_back(constant.id);
    for (const std::string& id : parameters) {
        const auto constant = std::ranges::find(problem.equations.constants, id, &Constant::id);
        const bool is_known = constant != problem.equations.constants.end();
        if (is_known && constant->value != 0.0 && !std::ranges::count(problem.inputs, id)) continue;
        throw InputError({is_known ? fmt::format("parameter '{}' is 0, or the schedule sets it", id)
                                   : fmt::format("there is no parameter '{}'", id),
                          fmt::format("case '{}'", problem.name), suggest(id, known, "name a constant of the model")});
    }
}

/// What the model must leave settable: the case's own and `parameters`.
CompileOptions options_of(const Case& problem, const std::vector<std::string>& parameters) {
    CompileOptions options{.parameters = problem.settable()};
    for (const std::string& id : parameters) {
        if (!std::ranges::count(options.parameters, id)) options.parameters.push_back(id);
    }
    return options;
}

GradientModel compiled(const Case& problem, const std::vector<std::string>& parameters,
                       const std::filesystem::path& folder) {
    refuse_events(problem);
    refuse_parameters(problem, parameters);
    return compile_gradient(problem.equations, options_of(problem, parameters), parameters, folder);
}

std::vector<std::size_t> places_of(const std::vector<std::string>& wanted, const std::vector<std::string>& known) {
    std::vector<std::size_t> places;
    for (const std::string& id : wanted) {
        places.push_back(static_cast<std::size_t>(std::ranges::find(known, id) - known.begin()));
    }
    return places;
}

std::vector<std::string> ids_of(const std::vector<Change>& schedule) {
    std::vector<std::string> ids;
    for (const Change& change : schedule) ids.push_back(change.id);
    return ids;
}

} // namespace

std::vector<std::string> gradient_parameters(const Case& problem, int n) {
    std::set<std::string> held;
    for (const State& state : problem.equations.states) {
        held.merge(symbols_of(state.rate));
        held.merge(symbols_of(state.initial));
    }
    std::vector<std::string> candidates = problem.varied, chosen;
    for (const Constant& constant : problem.equations.constants) candidates.push_back(constant.id);
    for (const std::string& id : candidates) {
        const auto constant = std::ranges::find(problem.equations.constants, id, &Constant::id);
        const bool is_known = std::ranges::count(chosen, id) > 0 || std::ranges::count(problem.inputs, id) > 0;
        if (is_known || !held.contains(id) || constant->value == 0.0) continue;
        if (static_cast<int>(chosen.size()) < n) chosen.push_back(id);
    }
    return chosen;
}

Yardstick gradient_yardstick(const Case& problem, std::size_t n_parameter, const std::vector<double>& scale) {
    Yardstick yardstick{.n_time = problem.times.size(), .floor = {}};
    for (std::size_t k = 0; k <= n_parameter; ++k) {
        for (const double size : scale) yardstick.floor.push_back(floor_share * size);
    }
    return yardstick;
}

struct GradientBaseline::Work {
    const Case& problem;
    std::string name;
    GradientModel compiled_model;
    const Layout& layout;
    GradientEvaluator& evaluator;
    PatientSystem system;
    NativeCvodes solver;
    std::vector<std::size_t> states, varied, wanted, inputs; ///< places of compared states, of parameters
    std::vector<double> scale;                               ///< of every state
    std::vector<double> parameters, sizes, initial;
    bool is_warm = false; ///< a patient has been followed

    Work(const Case& given, std::string called, const std::vector<std::string>& ids, const std::vector<double>& sized,
         const SensitivityOptions& options, const std::filesystem::path& folder)
        : problem(given)
        , name(std::move(called))
        , compiled_model(compiled(given, ids, folder))
        , layout(compiled_model.model->layout())
        , evaluator(*compiled_model.evaluator)
        , system(evaluator)
        , solver(system,
                 {compiled_model.model->jacobian_pattern(), compiled_model.pattern.column_start,
                  compiled_model.pattern.row},
                 options)
        , states(places_of(given.states, layout.states))
        , varied(places_of(given.varied, layout.parameters))
        , wanted(places_of(ids, layout.parameters))
        , inputs(places_of(ids_of(given.schedule), layout.parameters))
        , scale(layout.states.size(), 1.0)
        , parameters(layout.defaults)
        , initial(ids.size() * layout.states.size()) {
        for (std::size_t k = 0; k < states.size(); ++k) scale[states[k]] = sized[k];
    }

    [[nodiscard]] std::size_t n_value() const {
        return problem.times.size() * (1 + wanted.size()) * problem.states.size();
    }

    void begin(std::size_t patient, const Tolerance& tolerance) {
        parameters = layout.defaults;
        for (std::size_t k = 0; k < varied.size(); ++k) parameters[varied[k]] = problem.population[patient][k];
        evaluator.set_parameters(parameters);
        evaluator.initial_state(solver.y());
        evaluator.initial_partials(initial);
        sizes.clear();
        const std::size_t n_state = layout.states.size();
        for (std::size_t k = 0; k < wanted.size(); ++k) {
            std::copy_n(initial.data() + k * n_state, n_state, solver.s(k).data());
            sizes.push_back(std::abs(parameters[wanted[k]]));
        }
        std::vector<double> atol;
        for (const double size : scale) atol.push_back(tolerance.atol * size);
        solver.set_tolerances(tolerance.rtol, atol, sizes);
        solver.start(0.0);
    }

    /// Applies every change at `t`, from the `next` one on; a change jumps neither states nor sensitivities.
    void change(double t, std::size_t& next) {
        for (; next < inputs.size() && problem.schedule[next].time <= t; ++next) {
            parameters[inputs[next]] = problem.schedule[next].value;
        }
        evaluator.set_parameters(parameters);
        solver.start(t);
    }

    double* write(double* out) {
        for (const std::size_t state : states) *out++ = solver.y()[state];
        for (std::size_t k = 0; k < wanted.size(); ++k) {
            for (const std::size_t state : states) *out++ = parameters[wanted[k]] * solver.s(k)[state];
        }
        return out;
    }

    /// Writes `n_value` numbers; after a failure the rest is left as it is.
    void live(std::size_t patient, const Tolerance& tolerance, double* out) {
        begin(patient, tolerance);
        std::size_t next = 0;
        double t = 0.0;
        for (const double output : problem.times) {
            while (t < output) {
                const double stop = next < inputs.size() ? problem.schedule[next].time : problem.times.back();
                if (!solver.advance(std::min(output, stop), stop, t)) return;
                if (next < inputs.size() && t >= stop) change(t, next);
            }
            out = write(out);
        }
    }
};

GradientBaseline::GradientBaseline(const Case& problem, std::string name, const std::vector<std::string>& parameters,
                                   const std::vector<double>& scale, const SensitivityOptions& options,
                                   const std::filesystem::path& folder)
    : work_(std::make_unique<Work>(problem, std::move(name), parameters, scale, options, folder)) {}

GradientBaseline::~GradientBaseline() = default;

std::string GradientBaseline::name() const {
    return work_->name;
}

Run GradientBaseline::run(int n_patient, Tolerance tolerance) {
    const auto n = static_cast<std::size_t>(n_patient);
    const std::size_t size = work_->n_value();
    Run run;
    run.values.assign(n * size, std::numeric_limits<double>::quiet_NaN());
    if (n > 0 && !work_->is_warm) work_->live(0, tolerance, run.values.data());
    work_->is_warm = true;
    std::ranges::fill(run.values, std::numeric_limits<double>::quiet_NaN());
    const long before = work_->solver.n_step();
    const Clock clock;
    for (std::size_t k = 0; k < n; ++k) work_->live(k, tolerance, run.values.data() + k * size);
    run.seconds = clock.processor_seconds();
    run.wall = clock.wall_seconds();
    run.n_step = work_->solver.n_step() - before;
    return run;
}

} // namespace euthymia::benchmark
