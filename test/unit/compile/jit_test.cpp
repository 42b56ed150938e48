// SPDX-License-Identifier: Apache-2.0
#include "euthymia/compile/jit.hpp"

#include <algorithm>
#include <cmath>
#include <thread>

#include <gtest/gtest.h>

#include "company.hpp"
#include "euthymia/base/error.hpp"

namespace euthymia {
namespace {

TEST(Jit, LeavesTheOthersAloneWhenALaneTakesANewPerson) {
    std::mt19937 random(9);
    Company company(jit_compile(workshop(), all_quantities(), {.n_lane = 2})->lane_evaluator());
    for (int lane = 0; lane < 2; ++lane) company.place(lane, draw_moment(random, 4));
    const std::vector<Answer> before = company.answers(1.0);
    company.place(1, draw_moment(random, 4));
    const std::vector<Answer> after = company.answers(1.0);
    EXPECT_EQ(after[0], before[0]);
    EXPECT_NE(after[1], before[1]);
}

TEST(Jit, SolvesWithTheJacobianOfTheScalarEvaluator) {
    std::mt19937 random(13);
    const auto model = jit_compile(workshop(), all_quantities());
    ASSERT_EQ(model->layout().algebraic, std::vector{3});
    Company company(model->lane_evaluator());
    std::vector<Moment> moments;
    for (int lane = 0; lane < company.n_lane(); ++lane) {
        company.place(lane, moments.emplace_back(draw_moment(random, 4)));
    }
    for (const double shift : {0.5, 40.0, 1e6}) {
        const std::vector<Answer> answers = company.answers(shift);
        for (std::size_t lane = 0; lane < answers.size(); ++lane) {
            for (const double b : apply_matrix(*model, moments[lane], shift, answers[lane].solution)) {
                EXPECT_NEAR(b, 1.0, 1e-13 * (1.0 + answers[lane].growth)) << shift;
            }
        }
    }
}

/// x' = c x, whose matrix is shift - c.
Equations growing() {
    Equations equations;
    equations.states = {{"x", 1.0, symbol("c") * symbol("x")}, {"y", 1.0, -symbol("y")}};
    equations.constants = {{"c", 1.0}};
    return equations;
}

std::vector<double> growth_of(const std::vector<double>& c, double shift) {
    Company company(jit_compile(growing(), {}, {.n_lane = 2})->lane_evaluator(), 0);
    for (int lane = 0; lane < 2; ++lane) {
        company.place(lane, {.parameters = {c[static_cast<std::size_t>(lane)]}, .y = {1.0, 1.0}, .t = 0.0});
    }
    const std::vector<Answer> answers = company.answers(shift);
    return {answers[0].growth, answers[1].growth};
}

TEST(Jit, TellsHowMuchAPivotShrank) {
    // pivots 4 - c and 5: the larger of 4 / |4 - c| and 1
    EXPECT_EQ(growth_of({3.5, 6.0}, 4.0), (std::vector{8.0, 2.0}));
}

TEST(Jit, TellsThatAPivotIsZeroOrNoNumber) {
    for (const double growth : growth_of({4.0, std::nan("")}, 4.0)) EXPECT_FALSE(std::isfinite(growth));
}

/// x_i' = x_(i-1) - x_i, x_0' = 1 - x_0.
Equations chain(int n) {
    Equations equations;
    for (int i = 0; i < n; ++i) {
        const std::string id = "x" + std::to_string(i);
        const Expression before = i == 0 ? Expression(1.0) : symbol("x" + std::to_string(i - 1));
        equations.states.push_back({id, 0.0, before - symbol("k") * symbol(id)});
    }
    equations.constants = {{"k", 1.0}};
    return equations;
}

TEST(Jit, CompilesAThousandStates) {
    // (1 + k) x_0 = 1, (1 + k) x_i = 1 + x_(i-1)  =>  x_i = (1 - (1 + k)^-(i + 1)) / k
    Company company(jit_compile(chain(1000), {})->lane_evaluator(), 0);
    for (int lane = 0; lane < company.n_lane(); ++lane) {
        company.place(lane, {.parameters = {0.5 + lane}, .y = std::vector(1000, 1.0), .t = 0.0});
    }
    const std::vector<Answer> answers = company.answers(1.0);
    for (int lane = 0; lane < company.n_lane(); ++lane) {
        const double k = 0.5 + lane;
        const std::vector<double>& x = answers[static_cast<std::size_t>(lane)].solution;
        for (int i = 0; i < 1000; ++i) {
            const double exact = (1.0 - std::pow(1.0 + k, -(i + 1))) / k;
            EXPECT_NEAR(x[static_cast<std::size_t>(i)], exact, 1e-13) << i;
        }
    }
}

TEST(Jit, EliminatesFromListsWhatIsTooLargeToBeWrittenOut) {
    // J = -1 1^T, so that (1 + J) x = 1 has x = 1 / (1 + n) in every component
    constexpr int n = 60;
    Equations equations;
    Expression sum = 0.0;
    for (int i = 0; i < n; ++i) sum = sum + symbol("x" + std::to_string(i));
    for (int i = 0; i < n; ++i) equations.states.push_back({"x" + std::to_string(i), 0.0, -sum});
    Company company(jit_compile(equations, {})->lane_evaluator(), 0);
    for (const Answer& answer : company.answers(1.0)) {
        for (const double x : answer.solution) EXPECT_NEAR(x, 1.0 / (1.0 + n), 1e-15);
    }
}

TEST(Jit, CompilesAModelWithoutStates) {
    Equations equations;
    equations.constants = {{"a", 2.0}};
    equations.quantities = {{"twice", 2.0 * symbol("a") + symbol(time_symbol)}};
    const CompileOptions options{.parameters = {}, .observables = {"twice"}, .roots = {"twice"}};
    const auto model = jit_compile(equations, options);
    std::vector<double> value(1);
    model->evaluator()->observe(0.5, {}, value);
    EXPECT_EQ(value, std::vector{4.5});
    EXPECT_EQ(Company(model->lane_evaluator(), 1).answers(1.0).front().roots, std::vector{4.0});
}

TEST(Jit, WatchesWhatItObservesAndLeavesTheOthers) {
    CompileOptions options = all_quantities();
    options.watched = {"dusk", "crest"};
    for (const auto& model : {jit_compile(workshop(), options), interpret(workshop(), options)}) {
        EXPECT_EQ(model->layout().watched, (std::vector{0, 2}));
        const auto evaluator = model->evaluator();
        const std::vector<double> y{1.0, 1.5, 0.5, 1.0};
        std::vector<double> observed(3), watched{-7.0, -7.0, -7.0};
        evaluator->observe(0.5, y, observed);
        evaluator->watch(0.5, y, watched);
        EXPECT_EQ(watched, (std::vector{observed[0], -7.0, observed[2]}));
    }
}

TEST(Jit, FollowsAParameterIntoTheInitialState) {
    const auto evaluator = jit_compile(workshop(), {})->evaluator();
    std::vector<double> y(4);
    evaluator->initial_state(y);
    EXPECT_EQ(y, (std::vector{1.0, 1.5, 0.5, 1.0}));
    evaluator->set_parameters(std::vector{4.0, 0.5});
    evaluator->initial_state(y);
    EXPECT_EQ(y, (std::vector{1.0, 4.0, 0.5, 1.0}));
}

TEST(Jit, ServesManyThreadsFromTheFirstCallOn) {
    const auto model = jit_compile(workshop(), all_quantities());
    std::mt19937 random(4);
    const Moment moment = draw_moment(random, 4);
    std::vector<Evaluation> found(4);
    {
        std::vector<std::jthread> threads;
        for (Evaluation& values : found) threads.emplace_back([&] { values = evaluate(*model, moment); });
    }
    for (const Evaluation& values : found) {
        EXPECT_EQ(values.jacobian, found.front().jacobian);
        EXPECT_EQ(values.observables, found.front().observables);
    }
}

TEST(Jit, SaysWhatComputes) {
    const VectorUnit unit = vector_unit();
    EXPECT_EQ(jit_compile(workshop(), {})->backend(), "jit " + unit.name + " x" + std::to_string(unit.n_lane));
    EXPECT_EQ(compile(workshop(), {})->backend(), jit_compile(workshop(), {})->backend());
    EXPECT_EQ(interpret(workshop(), {})->backend(), "interpreter x32");
}

using Compile = std::shared_ptr<const CompiledModel>(const Equations&, const CompileOptions&, const JitOptions&);

Issue refusal(Compile compile, int n_lane) {
    try {
        (void)compile(workshop(), {}, {.n_lane = n_lane});
    } catch (const UnsupportedError& error) {
        return error.issues().front();
    }
    return {"nothing was refused", {}, {}};
}

TEST(Jit, RefusesLanesThatNoVectorHas) {
    for (Compile* compile : {&jit_compile, &euthymia::compile}) {
        for (const int n_lane : {-2, 1, 3, 6, 16}) {
            const Issue issue = refusal(compile, n_lane);
            EXPECT_EQ(issue.what, "code for " + std::to_string(n_lane) + " people at once was asked for");
            EXPECT_EQ(issue.where, "JitOptions::n_lane");
            EXPECT_EQ(issue.todo, "choose a power of 2 from 2 to 8");
        }
    }
}

TEST(Jit, RefusesLanesThatThisMachineLacks) {
    const VectorUnit unit = vector_unit();
    if (unit.n_lane == 8) GTEST_SKIP() << "this machine has them all";
    for (Compile* compile : {&jit_compile, &euthymia::compile}) {
        const Issue issue = refusal(compile, 8);
        EXPECT_EQ(issue.where, unit.name + " of this machine");
        EXPECT_EQ(issue.todo, "choose a power of 2 from 2 to " + std::to_string(unit.n_lane));
    }
}

TEST(Jit, SuggestsANameForAMisspeltRoot) {
    try {
        (void)jit_compile(workshop(), {.parameters = {}, .observables = {}, .roots = {"creest"}});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().todo, "did you mean 'crest'?");
    }
}

} // namespace
} // namespace euthymia
