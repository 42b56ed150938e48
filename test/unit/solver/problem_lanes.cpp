// SPDX-License-Identifier: Apache-2.0
#include "problem_lanes.hpp"

#include <cmath>
#include <stdexcept>

namespace euthymia {

ProblemLanes::ProblemLanes(std::vector<StiffProblem> problems)
    : problems_(std::move(problems))
    , jacobian_(problems_.size(), std::vector<double>(problems_[0].start.size() * problems_[0].start.size()))
    , lu_(jacobian_) {}

void ProblemLanes::evaluate(const Function StiffProblem::*function, const double* t, const double* y, double* values) {
    std::vector<double> state(n_state()), result(n_state());
    for (int lane = 0; lane < n_lane(); ++lane) {
        for (int v = 0; v < n_state(); ++v) state[v] = y[v * n_lane() + lane];
        (problems_[lane].*function)(t[lane], state, result);
        for (int v = 0; v < n_state(); ++v) values[v * n_lane() + lane] = result[v];
    }
}

void ProblemLanes::rates(const double* t, const double* y, double* dydt) {
    evaluate(&StiffProblem::rates, t, y, dydt);
}

void ProblemLanes::linearise(const double* t, const double* y, double* dydt, double* dfdt) {
    evaluate(&StiffProblem::rates, t, y, dydt);
    evaluate(&StiffProblem::dfdt, t, y, dfdt);
    std::vector<double> state(n_state());
    for (int lane = 0; lane < n_lane(); ++lane) {
        for (int v = 0; v < n_state(); ++v) state[v] = y[v * n_lane() + lane];
        problems_[lane].jacobian(t[lane], state, jacobian_[lane]);
    }
}

void ProblemLanes::factor(const double* shift, double* growth) {
    const int n = n_state();
    for (int lane = 0; lane < n_lane(); ++lane) {
        std::vector<double>& a = lu_[lane];
        for (int k = 0; k < n * n; ++k) a[k] = -jacobian_[lane][k];
        std::vector<double> before(n);
        for (int v = 0; v < n; ++v) {
            const bool is_algebraic = std::ranges::binary_search(algebraic_states(), v);
            before[v] = std::max(std::abs(a[v * n + v]), is_algebraic ? 0.0 : shift[lane]);
            if (!is_algebraic) a[v * n + v] += shift[lane];
        }
        growth[lane] = 0.0;
        for (int k = 0; k < n; ++k) {
            growth[lane] = std::max(growth[lane], before[k] / std::abs(a[k * n + k]));
            for (int row = k + 1; row < n; ++row) {
                a[row * n + k] /= a[k * n + k];
                for (int c = k + 1; c < n; ++c) a[row * n + c] -= a[row * n + k] * a[k * n + c];
            }
        }
    }
}

void ProblemLanes::solve(double* b) {
    const int n = n_state();
    for (int lane = 0; lane < n_lane(); ++lane) {
        const auto at = [&](int v) -> double& { return b[v * n_lane() + lane]; };
        const std::vector<double>& a = lu_[lane];
        for (int row = 0; row < n; ++row) {
            for (int c = 0; c < row; ++c) at(row) -= a[row * n + c] * at(c);
        }
        for (int row = n - 1; row >= 0; --row) {
            for (int c = row + 1; c < n; ++c) at(row) -= a[row * n + c] * at(c);
            at(row) /= a[row * n + row];
        }
    }
}

RosenbrockOptions options_for(const StiffProblem& problem, const RosenbrockMethod& method, double rtol) {
    RosenbrockOptions options{.method = method, .rtol = rtol, .atol = problem.size};
    for (double& atol : options.atol) atol *= rtol;
    return options;
}

namespace {

/// Stops of a problem: its jumps and its end.
std::vector<double> stops_of(const StiffProblem& problem) {
    std::vector<double> stops = problem.jumps;
    if (stops.empty() || stops.back() < problem.t_end) stops.push_back(problem.t_end);
    return stops;
}

std::vector<double> dosed(const StiffProblem& problem, std::vector<double> y) {
    for (std::size_t v = 0; v < problem.dose.size(); ++v) y[v] += problem.dose[v];
    return y;
}

/// Writes the states at the times that a step has passed.
template <typename Solver>
void record(Solved& solved, std::span<const double> times, double t, std::size_t n_state, const Solver& interpolate) {
    while (solved.states.size() < times.size() && times[solved.states.size()] <= t) {
        std::vector<double> y(n_state);
        interpolate(times[solved.states.size()], y);
        solved.states.push_back(std::move(y));
    }
}

OdeSystem ode_system(const StiffProblem& problem) {
    const int n = problem.n();
    OdeSystem system{.pattern = {.n = n, .column_start = {0}, .row = {}}, .rates = problem.rates, .jacobian = {}};
    for (int column = 0; column < n; ++column) {
        for (int row = 0; row < n; ++row) system.pattern.row.push_back(row);
        system.pattern.column_start.push_back(n * (column + 1));
    }
    system.jacobian = [n, dense = problem.jacobian](double t, auto y, auto values) {
        std::vector<double> rows(values.size());
        dense(t, y, rows);
        for (int k = 0; k < n * n; ++k) values[k] = rows[k % n * n + k / n];
    };
    return system;
}

Solved run_cvode(const StiffProblem& problem, const CvodeOptions& options, std::span<const double> times) {
    Cvode solver(ode_system(problem), options);
    solver.start(0.0, problem.start);
    Solved solved;
    for (const double stop : stops_of(problem)) {
        while (solver.t() < stop) {
            const SolverOutcome outcome = solver.step(stop);
            if (!outcome.is_reached) throw std::runtime_error(problem.name + ": " + outcome.message);
            record(solved, times, solver.t(), problem.start.size(),
                   [&](double t, std::span<double> y) { solver.interpolate(t, y); });
        }
        solver.start(stop, dosed(problem, {solver.y().begin(), solver.y().end()}));
    }
    solved.statistics.n_step = solver.statistics().n_step;
    return solved;
}

} // namespace

Solved solve(const StiffProblem& problem, const RosenbrockOptions& options, std::span<const double> times) {
    ProblemLanes system({problem});
    Rosenbrock solver(system, options);
    solver.start(0, 0.0, problem.start);
    Solved solved;
    std::vector<double> y(problem.start.size());
    for (const double stop : stops_of(problem)) {
        solver.set_stop(0, stop);
        while (solver.t(0) < stop) {
            solver.step();
            if (solver.status(0) == LaneStatus::failed)
                throw std::runtime_error(problem.name + ": " + solver.message(0));
            if (solver.status(0) != LaneStatus::accepted) continue;
            record(solved, times, solver.t(0), y.size(),
                   [&](double t, std::span<double> within) { solver.interpolate(0, t, within); });
        }
        solver.state(0, y);
        solver.restart(0, stop, dosed(problem, y));
    }
    solved.statistics = solver.statistics(0);
    return solved;
}

Solved solve_by_cvode(const StiffProblem& problem, double rtol, std::span<const double> times) {
    CvodeOptions options{.rtol = rtol, .atol = problem.size};
    for (double& atol : options.atol) atol *= rtol;
    return run_cvode(problem, options, times);
}

std::vector<std::vector<double>> reference(const StiffProblem& problem, std::span<const double> times) {
    if (!problem.solution) {
        CvodeOptions options{.rtol = 2e-14, .atol = problem.size, .max_steps = 10'000'000};
        for (double& atol : options.atol) atol *= 2e-16;
        return run_cvode(problem, options, times).states;
    }
    std::vector<std::vector<double>> states;
    for (const double t : times) states.push_back(problem.solution(t));
    return states;
}

std::vector<double> times_of(const StiffProblem& problem, int n) {
    std::vector<double> times;
    for (int k = 1; k <= n; ++k) {
        const double part = static_cast<double>(k) / n;
        times.push_back(problem.name == "Robertson" ? problem.t_end * std::pow(1e-8, 1.0 - part)
                                                    : problem.t_end * part);
    }
    return times;
}

double relative_error(const StiffProblem& problem, const std::vector<std::vector<double>>& states,
                      const std::vector<std::vector<double>>& truth) {
    double sum = 0.0;
    for (std::size_t k = 0; k < truth.size(); ++k) {
        for (int v = 0; v < problem.n(); ++v) {
            const double error = (states.at(k)[v] - truth[k][v]) / (problem.size[v] + std::abs(truth[k][v]));
            sum += error * error;
        }
    }
    return std::sqrt(sum / static_cast<double>(truth.size() * problem.start.size()));
}

} // namespace euthymia
