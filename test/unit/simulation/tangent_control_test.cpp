// SPDX-License-Identifier: Apache-2.0
// The achieved error of derivatives against the wanted one, by closed forms and by differences of tight solutions.
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "company.hpp"
#include "euthymia/expression/calculus.hpp"
#include "euthymia/simulation/simulator.hpp"
#include "time_loop.hpp"

namespace euthymia {
namespace {

using namespace hybrid;

struct Problem {
    std::string name;
    Equations equations;
    std::vector<std::string> directions;
    double t_end = 0.0;
};

Expression least(const Expression& a, const Expression& b) {
    return Expression::apply(Function::min, {a, b});
}

Expression at_least_zero(const Expression& a) {
    return Expression::apply(Function::max, {0.0, a});
}

/// Limit cycle with slow and quick parts.
Problem van_der_pol() {
    Hybrid world;
    const Expression x = symbol("x"), v = symbol("v");
    world.state("x", 2.0, v).state("v", 0.0, symbol("mu") * (1.0 - x * x) * v - symbol("k") * x);
    world.equations.constants = {{"mu", 3.0}, {"k", 1.2}};
    return {"van der Pol", world.equations, {"mu", "k", "x"}, 8.0};
}

/// Stiff chemistry, @cite hairer1996, section IV.1.
Problem robertson() {
    Hybrid world;
    const Expression a = symbol("a"), b = symbol("b"), c = symbol("c");
    const Expression slow = symbol("k_1") * a, quick = symbol("k_2") * b * b, back = symbol("k_3") * b * c;
    world.state("a", 1.0, back - slow).state("b", 0.0, slow - back - quick).state("c", 0.0, quick);
    world.equations.constants = {{"k_1", 0.04}, {"k_2", 3e7}, {"k_3", 1e4}};
    return {"Robertson", world.equations, {"k_1", "k_2", "k_3"}, 40.0};
}

/// Supply up to a limit, driven by the clock: derivatives bend where the limit is met, states hardly.
Problem limited_supply() {
    Hybrid world;
    const Expression x = symbol("x"), y = symbol("y");
    const Expression demand = symbol("p") * (1.0 + Expression::apply(Function::sin, {symbol("w") * clock_time()}));
    world.state("x", 1.0, least(demand, symbol("limit")) - x).state("y", 0.0, x * x - 0.3 * y);
    world.equations.constants = {{"p", 1.0}, {"w", 2.0}, {"limit", 1.4}};
    return {"limited supply", world.equations, {"p", "w", "limit"}, 12.0};
}

/// Rises to a threshold, above which it drives another that holds it back and has one speed up and one down.
Problem threshold() {
    Hybrid world;
    const Expression x = symbol("x"), y = symbol("y"), target = symbol("onset") * at_least_zero(x - symbol("onset"));
    const Expression is_rising = more_than(target, y);
    world.state("x", 0.0, symbol("p") * (1.0 + Expression::apply(Function::cos, {clock_time()})) - x - 0.2 * y)
        .state("y", 0.0, (target - y) / select(is_rising, 0.2, symbol("tau")));
    world.equations.constants = {{"p", 1.0}, {"onset", 0.9}, {"tau", 2.0}};
    return {"threshold", world.equations, {"p", "onset", "tau"}, 12.0};
}

/// A parameter whose effects cancel at its value: the states stand still, their derivative s = sin(5 t) / 5 does not.
Problem standstill() {
    Hybrid world;
    world.state("x", 1.0, (symbol("p") - 1.0) * Expression::apply(Function::cos, {5.0 * clock_time()}));
    world.equations.constants = {{"p", 1.0}};
    return {"standstill", world.equations, {"p"}, 20.0};
}

std::vector<double> times_of(const Problem& problem) {
    std::vector<double> times;
    for (int k = 1; k <= 20; ++k) times.push_back(problem.t_end * k / 20.0);
    return times;
}

std::vector<std::string> states_of(const Problem& problem) {
    std::vector<std::string> names;
    for (const State& state : problem.equations.states) names.push_back(state.id);
    return names;
}

/// What a direction is.
double& value_of(Equations& equations, const std::string& id) {
    for (Constant& constant : equations.constants) {
        if (constant.id == id) return constant.value;
    }
    throw std::invalid_argument(id);
}

Trajectory follow(const Problem& problem, const Accuracy& accuracy, bool has_directions) {
    const Simulator simulator(problem.equations, {}, {}, states_of(problem), accuracy, {},
                              has_directions ? problem.directions : std::vector<std::string>{});
    Person person = simulator.create({}, {});
    return simulator.follow(person, {}, times_of(problem));
}

/// Size of what a direction varies.
double size_of(const Problem& problem, const std::string& direction) {
    for (const State& state : problem.equations.states) {
        if (state.id == direction) return std::abs(evaluate(state.initial, [](const std::string&) { return 0.0; }));
    }
    Equations equations = problem.equations;
    return std::abs(value_of(equations, direction));
}

/// `problem` with a direction moved by a part of its size.
Problem moved(Problem problem, const std::string& direction, double part) {
    const double by = part * size_of(problem, direction);
    for (State& state : problem.equations.states) {
        if (state.id == direction) {
            state.initial = state.initial + by;
            return problem;
        }
    }
    value_of(problem.equations, direction) += by;
    return problem;
}

/// size dy/dp by differences of fourth order of tight solutions; shape as `Trajectory::values`.
std::vector<double> differences(const Problem& problem, const std::string& direction) {
    constexpr Accuracy tight{.rtol = 1e-12, .atol = 1e-12};
    constexpr double h = 3e-4;
    std::vector<double> slope;
    for (const auto& [part, weight] : {std::pair{h, 8.0}, {-h, -8.0}, {2.0 * h, -1.0}, {-2.0 * h, 1.0}}) {
        const std::vector<double> y = follow(moved(problem, direction, part), tight, false).values;
        slope.resize(y.size());
        for (std::size_t k = 0; k < y.size(); ++k) slope[k] += weight * y[k] / (12.0 * h);
    }
    return slope;
}

/// rms over states and times of the error of size dy/dp, each relative to the largest of its state; of all directions
/// the worst.
double error_of(const Problem& problem, const Trajectory& seen, const std::vector<std::vector<double>>& truth) {
    const std::size_t n = problem.equations.states.size(), n_time = times_of(problem).size();
    const std::size_t n_direction = problem.directions.size();
    double worst = 0.0;
    for (std::size_t d = 0; d < n_direction; ++d) {
        double sum = 0.0;
        for (std::size_t v = 0; v < n; ++v) {
            double scale = 0.0;
            for (std::size_t row = 0; row < n_time; ++row) scale = std::max(scale, std::abs(truth[d][row * n + v]));
            for (std::size_t row = 0; row < n_time; ++row) {
                const double slope =
                    size_of(problem, problem.directions[d]) * seen.derivatives[(row * n + v) * n_direction + d];
                sum += scale > 0.0 ? std::pow((slope - truth[d][row * n + v]) / scale, 2) : slope * slope;
            }
        }
        worst = std::max(worst, std::sqrt(sum / static_cast<double>(n * n_time)));
    }
    return worst;
}

std::vector<std::vector<double>> truth_of(const Problem& problem) {
    std::vector<std::vector<double>> truth;
    for (const std::string& direction : problem.directions) truth.push_back(differences(problem, direction));
    return truth;
}

// Errors add up along the way, the more so where a small one grows (the cycle): up to 4 times what was wanted.
TEST(TangentControl, MeansTheAchievedErrorOfDerivatives) {
    for (const Problem& problem : {van_der_pol(), robertson(), limited_supply(), threshold(), standstill()}) {
        const auto truth = truth_of(problem);
        for (const double wanted : {1e-3, 1e-4, 1e-5, 1e-6}) {
            const Trajectory seen = follow(problem, {.rtol = wanted, .atol = 1e-3 * wanted}, true);
            ASSERT_FALSE(seen.failure) << problem.name;
            EXPECT_LE(error_of(problem, seen, truth), 4.0 * wanted) << problem.name << " at " << wanted;
        }
    }
}

TEST(TangentControl, FollowsDerivativesWhereTheStatesStandStill) {
    const Problem problem = standstill();
    const std::vector<double> times = times_of(problem);
    const auto worst = [&](bool has_control) {
        const Accuracy accuracy{.rtol = 1e-5, .atol = 1e-5, .has_tangent_control = has_control};
        const Trajectory seen = follow(problem, accuracy, true);
        double error = 0.0;
        for (std::size_t row = 0; row < times.size(); ++row) {
            error = std::max(error, std::abs(seen.derivatives[row] - std::sin(5.0 * times[row]) / 5.0));
        }
        return error;
    };
    EXPECT_LT(worst(true), 1e-4);
    EXPECT_GT(worst(false), 1e-2);
}

TEST(TangentControl, LeavesStatesAloneWhereItIsOff) {
    const Problem problem = van_der_pol();
    const Accuracy accuracy{.rtol = 1e-5, .atol = 1e-5, .has_tangent_control = false};
    EXPECT_EQ(follow(problem, accuracy, true).values, follow(problem, accuracy, false).values);
}

TEST(TangentControl, DoesNotDependOnTheUnitOfAParameter) {
    Hybrid grams, milligrams;
    const Expression x = symbol("x");
    grams.state("x", 1.0, -symbol("k") * x * x);
    grams.equations.constants = {{"k", 0.5}};
    milligrams.state("x", 1.0, -symbol("k") / 1024.0 * x * x); // a power of 2, so that no digit is lost
    milligrams.equations.constants = {{"k", 512.0}};
    const Accuracy accuracy{.rtol = 1e-4, .atol = 1e-4};
    const Trajectory one = follow({"", grams.equations, {"k"}, 5.0}, accuracy, true);
    const Trajectory other = follow({"", milligrams.equations, {"k"}, 5.0}, accuracy, true);
    EXPECT_EQ(one.values, other.values);
    for (std::size_t row = 0; row < one.derivatives.size(); ++row) {
        EXPECT_EQ(one.derivatives[row], 1024.0 * other.derivatives[row]);
    }
}

TEST(TangentControl, IsOfEachPersonAlone) {
    for (const Problem& problem : {limited_supply(), threshold()}) {
        const Simulator simulator(problem.equations, {}, {}, states_of(problem), {.rtol = 1e-4}, {},
                                  problem.directions);
        const auto person = [&](std::size_t i) {
            Individual individual;
            individual.parameters = {{"p", 0.5 + 0.2 * static_cast<double>(i % 5)}};
            return simulator.create(individual, {});
        };
        expect_same_derivatives_in_company(simulator, person, {0.3, 2.0, 11.0});
    }
}

TEST(TangentControl, KnowsHowLargeEachDirectionIs) {
    Hybrid world;
    world.state("x", 4.0, -symbol("k") * symbol("x") + symbol("none") + symbol("rest"));
    world.equations.constants = {{"k", 0.5}, {"none", 0.0}, {"rest", 3.0}};
    const Simulator simulator(world.equations, {}, {}, {"x"}, {}, {}, {"k", "none", "rest", "x"});
    Individual individual;
    individual.parameters = {{"k", -0.25}, {"rest", 0.0}};
    EXPECT_EQ(simulator.direction_sizes(simulator.create(individual, {})), (std::vector{0.25, 0.0, 3.0, 4.0}));
}

} // namespace
} // namespace euthymia
