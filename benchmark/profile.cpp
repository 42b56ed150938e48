// SPDX-License-Identifier: Apache-2.0
// Where does the time of a step go?
#include <algorithm>
#include <cmath>
#include <functional>

#include "case.hpp"
#include "clock.hpp"
#include "euthymia/base/aligned_vector.hpp"
#include "euthymia/compile/jit.hpp"
#include "euthymia/solver/rosenbrock.hpp"
#include "program.hpp"
#include "sample.hpp"

namespace euthymia::benchmark {

namespace {

struct Options {
    std::vector<std::string> cases;
    int n_repeat = 15;
    double span = 200.0; ///< ms to repeat each function for
    double rtol = 1e-6;
};

/// Microseconds of one call: the median over repetitions.
double microseconds(const Options& options, const std::function<void()>& call) {
    std::vector<double> sample;
    for (int k = 0; k < options.n_repeat; ++k) {
        const Clock clock;
        long n = 0;
        do {
            for (int i = 0; i < 64; ++i) call();
            n += 64;
        } while (clock.wall_seconds() < 1e-3 * options.span / options.n_repeat);
        sample.push_back(1e6 * clock.processor_seconds() / static_cast<double>(n));
    }
    return range_of(sample).median;
}

/// The first patients of a case, one in each lane, where they begin.
class Company {
  public:
    explicit Company(const Case& problem)
        : model_(compile(problem.equations, {.parameters = problem.settable(), .observables = {}, .roots = {}}))
        , system_(model_->lane_evaluator())
        , y_(room())
        , work_(room())
        , other_(room())
        , t_(row())
        , growth_(row())
        , shift_(row()) {
        const auto evaluator = model_->evaluator();
        for (int lane = 0; lane < system_->n_lane(); ++lane) {
            const auto patient = static_cast<std::size_t>(lane) % problem.population.size();
            const std::vector<double> parameters = parameters_of(problem, patient);
            std::vector<double>& start = starts_.emplace_back(model_->layout().states.size());
            evaluator->set_parameters(parameters);
            evaluator->initial_state(start);
            system_->set_parameters(lane, parameters);
            for (std::size_t v = 0; v < start.size(); ++v) y_[v * starts_width() + lane] = start[v];
        }
    }

    void rates() { system_->rates(t_.data(), y_.data(), work_.data()); }
    void linearise() { system_->linearise(t_.data(), y_.data(), work_.data(), other_.data()); }
    void factor() { system_->factor(shift_.data(), growth_.data()); }
    /// With a right-hand side of its own each time, or the numbers would leave the range.
    void solve() {
        std::ranges::copy(y_, work_.begin());
        system_->solve(work_.data());
    }
    void copy() { std::ranges::copy(y_, work_.begin()); }

    /// Microseconds of an attempted step, all lanes together, over the whole length of the case without its schedule.
    [[nodiscard]] double step(const Case& problem, double rtol) {
        std::vector<double> atol;
        for (const double value : starts_.front()) atol.push_back(rtol * std::max(1e-3, std::abs(value)));
        Rosenbrock solver(*system_, {.rtol = rtol, .atol = atol});
        const int n_lane = system_->n_lane();
        for (int lane = 0; lane < n_lane; ++lane) solver.start(lane, 0.0, starts_[lane]);
        long n = 0;
        const Clock clock;
        for (; solver.t(0) < problem.times.back() && solver.status(0) != LaneStatus::failed; ++n) solver.step();
        return 1e6 * clock.processor_seconds() / static_cast<double>(n);
    }

    [[nodiscard]] int n_state() const { return system_->n_state(); }
    [[nodiscard]] std::string_view backend() const { return model_->backend(); }

  private:
    [[nodiscard]] std::size_t starts_width() const { return static_cast<std::size_t>(system_->n_lane()); }
    [[nodiscard]] AlignedVector<double> room() const {
        return AlignedVector<double>(static_cast<std::size_t>(system_->n_state()) * starts_width() + 8);
    }
    [[nodiscard]] AlignedVector<double> row() const { return AlignedVector<double>(starts_width() + 8, 10.0); }

    [[nodiscard]] std::vector<double> parameters_of(const Case& problem, std::size_t patient) const {
        const Layout& layout = model_->layout();
        std::vector<double> parameters = layout.defaults;
        for (std::size_t k = 0; k < problem.varied.size(); ++k) {
            const auto place = std::ranges::find(layout.parameters, problem.varied[k]) - layout.parameters.begin();
            parameters[static_cast<std::size_t>(place)] = problem.population[patient][k];
        }
        return parameters;
    }

    std::shared_ptr<const CompiledModel> model_;
    std::unique_ptr<LaneEvaluator> system_;
    std::vector<std::vector<double>> starts_;
    AlignedVector<double> y_, work_, other_, t_, growth_, shift_;
};

void run_case(const Options& options, const std::string& name) {
    const Case problem = read_case(EUTHYMIA_ROOT, name, 8);
    Company company(problem);
    const double rates = microseconds(options, [&] { company.rates(); });
    const double linearise = microseconds(options, [&] { company.linearise(); });
    const double factor = microseconds(options, [&] { company.factor(); });
    const double copy = microseconds(options, [&] { company.copy(); });
    const double solve = microseconds(options, [&] { company.solve(); }) - copy;
    const double step = company.step(problem, options.rtol);
    const auto n_stage = static_cast<double>(rodas5p().n_stage());
    const double rest = step - linearise - factor - (n_stage - 1.0) * rates - n_stage * solve;
    const auto part = [&](double time) { return fmt::format("{:.2f} ({:.0f} %)", time, 100.0 * time / step); };
    fmt::print("| {} | {} | {} | {:.2f} | {} | {} | {} | {} | {} |\n", name, company.n_state(), company.backend(), step,
               part(linearise), part(factor), part((n_stage - 1.0) * rates), part(n_stage * solve), part(rest));
}

void run_all(const Options& options) {
    fmt::print("Microseconds of a step of Rodas5P, all lanes together, and its parts\n\n"
               "| case | states | code | step | linearise | factor | rates, 7 | solve, 8 | the solver's own |\n"
               "|---|---|---|---|---|---|---|---|---|\n");
    for (const std::string& name : options.cases.empty() ? case_names(EUTHYMIA_ROOT) : options.cases) {
        run_case(options, name);
    }
}

int main_of(int n_argument, char** arguments) {
    Options options;
    CLI::App app("Where does the time of a step go?");
    app.add_option("cases", options.cases, "names of benchmark/cases.tsv; default: all");
    app.add_option("--repeat", options.n_repeat, "repetitions")->capture_default_str();
    app.add_option("--rtol", options.rtol, "relative tolerance of the steps")->capture_default_str();
    return run_program(app, n_argument, arguments, [&] { run_all(options); });
}

} // namespace

} // namespace euthymia::benchmark

int main(int n_argument, char** arguments) {
    return euthymia::benchmark::main_of(n_argument, arguments);
}
