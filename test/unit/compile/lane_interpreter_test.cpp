// SPDX-License-Identifier: Apache-2.0
#include "compile/lane_interpreter.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "company.hpp"

namespace euthymia {
namespace {

std::unique_ptr<LaneEvaluator> interpreter(const Equations& equations, const CompileOptions& options, int n_lane) {
    return make_lane_interpreter(std::make_shared<const Programs>(write_programs(equations, options)), n_lane);
}

TEST(LaneInterpreter, GivesTheBitsOfTheScalarEvaluator) {
    std::mt19937 random(3);
    const auto model = interpret(workshop(), all_quantities());
    const auto evaluator = model->evaluator();
    for (const int n_lane : {1, 2, 7, 32, 64}) {
        Company company(interpreter(workshop(), all_quantities(), n_lane));
        std::vector<Moment> moments;
        for (int lane = 0; lane < n_lane; ++lane) company.place(lane, moments.emplace_back(draw_moment(random, 4)));
        const std::vector<Answer> answers = company.answers(2.0);
        for (int lane = 0; lane < n_lane; ++lane) {
            std::vector<double> dydt(4), quantities(3);
            evaluator->set_parameters(moments[lane].parameters);
            evaluator->rates(moments[lane].t, moments[lane].y, dydt);
            evaluator->observe(moments[lane].t, moments[lane].y, quantities);
            EXPECT_EQ(answers[lane].rates, dydt);
            EXPECT_EQ(answers[lane].dydt, dydt);
            EXPECT_EQ(answers[lane].roots, quantities);
        }
    }
}

TEST(LaneInterpreter, GivesALaneTheSameBitsAloneAndInCompany) {
    std::mt19937 random(5);
    Company company(interpreter(workshop(), all_quantities(), 32));
    Company alone(interpreter(workshop(), all_quantities(), 1));
    std::vector<Moment> moments;
    for (int lane = 0; lane < 32; ++lane) company.place(lane, moments.emplace_back(draw_moment(random, 4)));
    const std::vector<Answer> together = company.answers(3.0);
    for (int lane = 0; lane < 32; ++lane) {
        alone.place(0, moments[lane]);
        EXPECT_EQ(alone.answers(3.0)[0], together[lane]);
    }
}

TEST(LaneInterpreter, LeavesTheOthersAloneWhenALaneTakesANewPerson) {
    std::mt19937 random(9);
    Company company(interpreter(workshop(), all_quantities(), 5));
    for (int lane = 0; lane < 5; ++lane) company.place(lane, draw_moment(random, 4));
    const std::vector<Answer> before = company.answers(1.0);
    company.place(2, draw_moment(random, 4));
    const std::vector<Answer> after = company.answers(1.0);
    for (const int lane : {0, 1, 3, 4}) EXPECT_EQ(after[lane], before[lane]);
    EXPECT_NE(after[2], before[2]);
}

TEST(LaneInterpreter, StartsWithTheParametersOfTheModel) {
    Company defaults(interpreter(workshop(), all_quantities(), 3));
    Company told(interpreter(workshop(), all_quantities(), 3));
    const Moment moment{.parameters = {1.5, 0.7}, .y = {1.0, 2.0, 0.5, 0.1}, .t = 1.0};
    for (int lane = 0; lane < 3; ++lane) told.place(lane, moment);
    std::vector<double> t(3, moment.t), y, one(12), other(12);
    for (const double value : moment.y) y.insert(y.end(), 3, value);
    defaults.lanes().rates(t.data(), y.data(), one.data());
    told.lanes().rates(t.data(), y.data(), other.data());
    EXPECT_EQ(one, other);
}

TEST(LaneInterpreter, SolvesWithTheJacobianOfTheScalarEvaluator) {
    std::mt19937 random(13);
    const auto model = interpret(workshop(), all_quantities());
    ASSERT_EQ(model->layout().algebraic, std::vector{3});
    Company company(interpreter(workshop(), all_quantities(), 16));
    std::vector<Moment> moments;
    for (int lane = 0; lane < 16; ++lane) company.place(lane, moments.emplace_back(draw_moment(random, 4)));
    for (const double shift : {0.5, 40.0, 1e6}) {
        const std::vector<Answer> answers = company.answers(shift);
        for (int lane = 0; lane < 16; ++lane) {
            const Answer& answer = answers[lane];
            for (const double b : apply_matrix(*model, moments[lane], shift, answer.solution)) {
                EXPECT_NEAR(b, 1.0, 1e-13 * (1.0 + answer.growth)) << shift;
            }
        }
    }
}

TEST(LaneInterpreter, LinearisesAtTheBitsOfTheScalarJacobian) {
    // with a diagonal Jacobian d the solution for 1 is the reciprocal of shift - d
    Equations equations;
    equations.states = {{"x", 1.0, call(Function::exp, symbol("x")) * symbol("a")},
                        {"y", 1.0, pow(symbol("y"), symbol("b"))}};
    equations.constants = {{"a", 1.5}, {"b", 0.7}};
    const auto model = interpret(equations, {});
    Company company(interpreter(equations, {}, 8));
    std::mt19937 random(17);
    for (int lane = 0; lane < 8; ++lane) {
        const Moment moment = draw_moment(random, 2);
        company.place(lane, moment);
        std::vector<double> jacobian(2);
        const auto evaluator = model->evaluator();
        evaluator->set_parameters(moment.parameters);
        evaluator->jacobian(moment.t, moment.y, jacobian);
        const Answer answer = company.answers(0.0)[lane];
        EXPECT_EQ(answer.solution, (std::vector{1.0 / -jacobian[0], 1.0 / -jacobian[1]}));
    }
}

TEST(LaneInterpreter, GivesThePartialDerivativeByTime) {
    // f = (a x sin(b t), x): df/dt = (a b x cos(b t), 0), whatever x does
    Equations equations;
    equations.states = {{"x", 1.0, symbol("a") * symbol("x") * call(Function::sin, symbol("b") * symbol(time_symbol))},
                        {"y", 1.0, symbol("x")}};
    equations.constants = {{"a", 1.5}, {"b", 0.7}};
    Company company(interpreter(equations, {}, 4));
    std::mt19937 random(19);
    std::vector<Moment> moments;
    for (int lane = 0; lane < 4; ++lane) company.place(lane, moments.emplace_back(draw_moment(random, 2)));
    const std::vector<Answer> answers = company.answers(1.0);
    for (int lane = 0; lane < 4; ++lane) {
        const double a = moments[lane].parameters[0], b = moments[lane].parameters[1];
        EXPECT_NEAR(answers[lane].dfdt[0], a * b * moments[lane].y[0] * std::cos(b * moments[lane].t), 1e-14);
        EXPECT_EQ(answers[lane].dfdt[1], 0.0);
    }
}

TEST(LaneInterpreter, GivesTheZerosOfRoots) {
    Equations equations;
    equations.states = {{"x", 1.0, 1.0}};
    equations.constants = {{"threshold", 2.0}};
    equations.quantities = {{"crossing", symbol("x") - symbol("threshold")}};
    const CompileOptions options{.parameters = {}, .observables = {}, .roots = {"crossing"}};
    Company company(interpreter(equations, options, 3));
    const std::vector<double> parameters{2.0}, t(3), y{1.0, 2.0, 5.0};
    for (int lane = 0; lane < 3; ++lane) company.lanes().set_parameters(lane, parameters);
    std::vector<double> values(3);
    company.lanes().roots(t.data(), y.data(), values.data());
    EXPECT_EQ(values, (std::vector{-1.0, 0.0, 3.0}));
}

TEST(LaneInterpreter, CountsNoStepAgainstAnAlgebraicPivot) {
    // x' = -x, 0 = x - z: the pivot of z is 1 whatever the step, and no digit is lost
    Equations equations;
    equations.states = {{"x", 1.0, -symbol("x")}, {"z", 1.0, symbol("x") - symbol("z"), true}};
    Company company(interpreter(equations, {}, 1));
    for (const double shift : {1e-9, 1.0, 1e12}) EXPECT_DOUBLE_EQ(company.answers(shift)[0].growth, 1.0);
}

TEST(LaneInterpreter, TellsWhereThePivotBreaksDown) {
    // x' = x: shift - J = 0 at a shift of 1, in that lane only
    Equations equations;
    equations.states = {{"x", 1.0, symbol("x")}};
    Company company(interpreter(equations, {}, 2));
    const std::vector<double> shift{1.0, 3.0};
    std::vector<double> growth(2);
    company.answers(1.0);
    company.lanes().factor(shift.data(), growth.data());
    EXPECT_FALSE(std::isfinite(growth[0]));
    EXPECT_DOUBLE_EQ(growth[1], 1.5); // shift 3 to pivot 2
}

TEST(LaneInterpreter, NamesTheStatesThatNeedCare) {
    const auto lanes = interpret(workshop(), {})->lane_evaluator();
    EXPECT_EQ(lanes->n_lane(), n_interpreter_lane);
    EXPECT_EQ(lanes->n_state(), 4);
    EXPECT_EQ((std::vector<int>{lanes->algebraic_states().begin(), lanes->algebraic_states().end()}), std::vector{3});
    EXPECT_EQ((std::vector<int>{lanes->guarded_states().begin(), lanes->guarded_states().end()}), std::vector{2});
}

TEST(LaneInterpreter, GuardsStatesThatMustNotBecomeNegative) {
    const auto guarded = [](const Expression& rate) {
        Equations equations;
        equations.states = {{"x", 1.0, rate}};
        return !interpret(equations, {})->layout().guarded.empty();
    };
    const Expression x = symbol("x");
    for (const Function function : {Function::ln, Function::log10, Function::sqrt})
        EXPECT_TRUE(guarded(call(function, x)));
    EXPECT_TRUE(guarded(pow(x - 1.0, 1.0 / 3.0)));
    EXPECT_FALSE(guarded(pow(call(Function::abs, x), 1.0 / 3.0))); // an odd root: x may be negative
    EXPECT_FALSE(guarded(pow(x, 3.0)));
    EXPECT_FALSE(guarded(call(Function::sqrt, pow(x - 1.0, 2.0) + 0.01))); // a smooth kink: x may be negative
    EXPECT_TRUE(guarded(call(Function::sqrt, pow(x, 2.0) - 0.01)));
}

} // namespace
} // namespace euthymia
