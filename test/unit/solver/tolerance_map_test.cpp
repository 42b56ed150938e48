// SPDX-License-Identifier: Apache-2.0
// Achieved against wanted errors, on problems with closed forms or solved by CVODE to the limit of double precision.
#include "euthymia/solver/tolerance_map.hpp"

#include <cmath>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "problem_lanes.hpp"

namespace euthymia {
namespace {

constexpr int n_time = 40;

const std::vector<std::vector<double>>& truth(const StiffProblem& problem) {
    static std::map<std::string, std::vector<std::vector<double>>> known;
    auto& states = known[problem.name];
    if (states.empty()) states = reference(problem, times_of(problem, n_time));
    return states;
}

double error_of(const StiffProblem& problem, const Solved& solved) {
    return relative_error(problem, solved.states, truth(problem));
}

/// Problems that neither amplify errors nor consist of states that only follow others.
std::vector<StiffProblem> ordinary_problems() {
    return {kaps(1.0), decay_chain(), robertson(), hires(), sessions(), doses(), hormones()};
}

/// At most twice the wanted error on any problem; on their (geometric) mean no more than it, and not much less.
template <typename Solve>
void expect_wanted_errors(const std::vector<StiffProblem>& problems, Solve solve_to) {
    for (const double wanted : {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9}) {
        double log_ratio = 0.0;
        for (const StiffProblem& problem : problems) {
            const double ratio = error_of(problem, solve_to(problem, wanted)) / wanted;
            EXPECT_LE(ratio, 2.0) << problem.name << " at " << wanted;
            log_ratio += std::log(ratio) / static_cast<double>(problems.size());
        }
        EXPECT_LE(std::exp(log_ratio), 1.0) << wanted;
        EXPECT_GE(std::exp(log_ratio), 0.02) << wanted;
    }
}

RosenbrockOptions mapped(const StiffProblem& problem, const RosenbrockMethod& method, double wanted) {
    const ToleranceMap map = method.order == 5 ? rodas5p_tolerances() : rodas4_tolerances();
    RosenbrockOptions options = options_for(problem, method, wanted);
    options.rtol = map.own(wanted);
    options.atol = map.own(wanted, options.atol);
    return options;
}

TEST(ToleranceMap, MeansTheAchievedErrorWithRosenbrock) {
    std::vector<StiffProblem> problems = ordinary_problems();
    problems.push_back(oregonator());
    for (const auto& method : {rodas4(), rodas5p()}) {
        SCOPED_TRACE(method.name);
        expect_wanted_errors(problems, [&](const StiffProblem& problem, double wanted) {
            return solve(problem, mapped(problem, method, wanted), times_of(problem, n_time));
        });
    }
}

TEST(ToleranceMap, MeansTheAchievedErrorWithCvode) {
    expect_wanted_errors(ordinary_problems(), [](const StiffProblem& problem, double wanted) {
        return solve_by_cvode(problem, cvode_tolerances().own(wanted), times_of(problem, n_time));
    });
}

TEST(ToleranceMap, HoldsAtStopsWhereStiffStatesOnlyFollow) {
    // between the ends of steps this would not hold: the steps are too long for any polynomial
    for (StiffProblem problem : {kaps(1e6), prothero_robinson(1e6), kaps_algebraic()}) {
        const auto times = times_of(problem, n_time);
        for (const double wanted : {1e-3, 1e-5, 1e-7, 1e-9}) {
            ProblemLanes system({problem});
            Rosenbrock solver(system, mapped(problem, rodas5p(), wanted));
            solver.start(0, 0.0, problem.start);
            Solved solved;
            for (const double t : times) {
                solver.set_stop(0, t);
                while (solver.t(0) < t) solver.step();
                solver.state(0, solved.states.emplace_back(problem.start.size()));
            }
            EXPECT_LE(error_of(problem, solved), 2.0 * wanted) << problem.name << " at " << wanted;
        }
    }
}

TEST(ToleranceMap, LosesAFixedFactorInRelaxationOscillators) {
    // a small error before a jump is a late jump: the factor is the problem's, not the method's
    for (const double mu : {10.0, 1e3}) {
        StiffProblem problem = van_der_pol(mu);
        problem.name += std::to_string(mu);
        for (const double wanted : {1e-4, 1e-6, 1e-8}) {
            const Solved solved = solve(problem, mapped(problem, rodas5p(), wanted), times_of(problem, n_time));
            EXPECT_LE(error_of(problem, solved), 30.0 * wanted) << problem.name << " at " << wanted;
        }
    }
}

TEST(ToleranceMap, ScalesAbsoluteTolerancesAlike) {
    const ToleranceMap map{.factor = 0.5, .power = 2.0};
    EXPECT_DOUBLE_EQ(map.own(1e-2), 5e-5);
    const std::vector<double> atol = map.own(1e-2, std::vector{1.0, 3.0});
    EXPECT_DOUBLE_EQ(atol[0], 5e-3);
    EXPECT_DOUBLE_EQ(atol[1], 1.5e-2);
}

TEST(Rosenbrock, AgreesWithCvodeToTheLimitOfDoubles) {
    // two independent routes to one number
    for (const StiffProblem& problem : {robertson(), hires(), oregonator(), doses(), hormones()}) {
        const auto times = times_of(problem, n_time);
        for (const auto& method : {rodas4(), rodas5p()}) {
            const double rtol = method.order == 5 ? 1e-12 : 1e-11;
            const Solved solved = solve(problem, options_for(problem, method, rtol), times);
            EXPECT_LT(error_of(problem, solved), 1e-10) << problem.name << " by " << method.name;
        }
    }
}

TEST(Rosenbrock, NeedsFewSteps) {
    // attempts for an achieved error of about 1e-6
    const std::map<std::string, long> most{{"Robertson", 100}, {"HIRES", 150}, {"Oregonator", 850}, {"doses", 80}};
    for (const StiffProblem& problem : {robertson(), hires(), oregonator(), doses()}) {
        const Solved solved = solve(problem, mapped(problem, rodas5p(), 1e-6), times_of(problem, n_time));
        EXPECT_LE(solved.statistics.n_step + solved.statistics.n_rejected, most.at(problem.name)) << problem.name;
    }
}

} // namespace
} // namespace euthymia
