// SPDX-License-Identifier: Apache-2.0
// A biology in which it is known what carries how much.
#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/model/equations.hpp"
#include "euthymia/sensitivity/explain.hpp"
#include "euthymia/sensitivity/shapley.hpp"
#include "sensitivity/coalitions.hpp"
#include "unit/trial/toy_biology.hpp"

namespace euthymia {
namespace {

constexpr double weeks = 10.0 + 9.0 / 168.0; ///< at the last visit

Expression symbol(const char* name) {
    return Expression::symbol(name);
}

Parameter parameter(const char* id, double value, bool is_constant) {
    return {.id = id, .value = value, .is_constant = is_constant, .name = {}, .units = {}};
}

/// With p points of care: a = 5 + p w, b = p w and c = p w after w weeks, and
/// score = start - 2 (a - 5) - 3 b - (a - 5) b - c, where the score reads a and b through carriers.
Biology biology() {
    Model model;
    for (const char* id : {"b", "c", "score", "a_read", "b_read"})
        model.parameters.push_back(parameter(id, 0.0, false));
    model.parameters.push_back(parameter("a", 5.0, false));
    model.parameters.push_back(parameter("nonspecific_points", 0.0, false));
    for (const char* id : {"nonspecific_start", "quiet"}) model.parameters.push_back(parameter(id, 0.0, false));
    model.parameters.push_back(parameter("start", 20.0, true));
    model.parameters.push_back(parameter("stressor", 1.0, false));
    model.parameters.push_back(parameter("vo2max_baseline", 30.0, true));
    const Expression rate = symbol("nonspecific_points") / 168.0;
    model.rate_rules = {{"a", rate}, {"b", rate}, {"c", rate}};
    const Expression moved = symbol("a_read") - 5.0;
    model.assignment_rules = {{"a_read", symbol("a")},
                              {"b_read", symbol("b")},
                              {"score", symbol("start") - 2.0 * moved - 3.0 * symbol("b_read") -
                                            moved * symbol("b_read") - symbol("c") + symbol("quiet")}};
    Biology biology = toy_biology();
    biology.equations = derive_equations(model);
    biology.model = std::make_shared<const Model>(std::move(model));
    return biology;
}

const std::vector<Carrier> carriers{{"A", {"a_read"}}, {"B", {"b_read"}}, {"quiet", {"quiet"}}};

Explanation explained(int n_thread = 1) {
    ExplainOptions options;
    options.trial.n_pool = 12;
    options.trial.n_thread = n_thread;
    options.n_bootstrap = 50;
    return explain(toy_design(), biology(), carriers, options);
}

TEST(Explain, GivesEachCarrierItsPartAndHalfOfWhatBothBringTogether) {
    // attention has 1 point of care, the waitlist 1/2: differences of a, b, c are w/2, of a b 3 w^2 / 4
    const Explanation found = explained();
    EXPECT_EQ(found.n_person, 12);
    ASSERT_EQ(found.arms.size(), 1u);
    const ExplainedArm& arm = found.arms[0];
    const double together = 0.75 * weeks * weeks;
    EXPECT_EQ(arm.arm, "attention");
    EXPECT_NEAR(arm.nonspecific.value, -0.5 * weeks, 1e-4);
    EXPECT_NEAR(arm.effect.value, -3.0 * weeks - together, 1e-3);
    EXPECT_NEAR(arm.parts[0].points.value, -1.0 * weeks - together / 2.0, 1e-3);
    EXPECT_NEAR(arm.parts[1].points.value, -1.5 * weeks - together / 2.0, 1e-3);
    EXPECT_NEAR(arm.parts[0].blocked.value, -1.0 * weeks - together, 1e-3);
    EXPECT_NEAR(arm.parts[0].alone.value, -1.0 * weeks, 1e-3);
    EXPECT_NEAR(arm.parts[1].alone.value, -1.5 * weeks, 1e-3);
}

TEST(Explain, GivesNothingToWhatDoesNotMove) {
    const CarriedPart quiet = explained().arms[0].parts[2];
    EXPECT_NEAR(quiet.points.value, 0.0, 1e-9);
    EXPECT_NEAR(quiet.blocked.value, 0.0, 1e-9);
}

TEST(Explain, AddsUpToTheWholeEffect) {
    const Explanation found = explained();
    const ExplainedArm& arm = found.arms[0];
    double sum = arm.nonspecific.value, percent = arm.nonspecific_percent->value;
    for (const CarriedPart& part : arm.parts) {
        sum += part.points.value;
        percent += part.percent->value;
    }
    EXPECT_NEAR(sum, arm.effect.value, 1e-12);
    EXPECT_NEAR(percent, 100.0, 1e-9);
    EXPECT_NEAR(arm.worth.back(), arm.effect.value, 1e-12);
    EXPECT_NEAR(arm.worth.front(), arm.nonspecific.value, 1e-12);
    EXPECT_NEAR(shapley_values(arm.worth)[1], arm.parts[1].points.value, 1e-12);
}

TEST(Explain, GivesTheSameBitsOnAnyNumberOfThreads) {
    EXPECT_EQ(explained(1).arms[0].worth, explained(2).arms[0].worth);
}

TEST(Explain, BlocksWhatAProtocolSetsAtItsRestingValue) {
    ExplainOptions options;
    options.trial.n_pool = 10;
    options.n_bootstrap = 10;
    const auto found = explain(toy_design(), biology(), {{"care", {"nonspecific_points"}}}, options);
    EXPECT_NEAR(found.arms[0].nonspecific.value, 0.0, 1e-9) << "nothing moves without care";
    EXPECT_NEAR(found.arms[0].parts[0].points.value, found.arms[0].effect.value, 1e-9);
}

TEST(Explain, RefusesAnOutcomeThatTheTrialDoesNotHave) {
    ExplainOptions options;
    options.measure = "MADRS";
    try {
        std::ignore = explain(toy_design(), biology(), carriers, options);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().todo, "choose one of: HAMD17 in week 10, twice in week 10");
    }
}

TEST(Coalitions, HoldWhatIsNotOpenFromTheBeginningToPastTheLastVisit) {
    const Blockable blockable = make_blockable(biology(), carriers);
    const TrialDesign all = with_coalitions(toy_design(), blockable.holds);
    ASSERT_EQ(all.arms.size(), 2u * 8u);
    EXPECT_EQ(clamped_variables(all.arms[7].protocol), std::vector<std::string>{});
    EXPECT_EQ(clamped_variables(all.arms[8 + 2].protocol), (std::vector<std::string>{"a_read", reading_of("quiet")}));
    const auto& hold = std::get<Clamp>(all.arms[2].protocol.interventions.back());
    EXPECT_EQ(hold.start_week, 0.0);
    EXPECT_EQ(hold.weeks, 11.0);
}

TEST(Coalitions, LeaveAModelWithReadingsAsItWas) {
    const Blockable blockable = make_blockable(biology(), {{"care", {"nonspecific_points"}}});
    const auto& model = *blockable.biology.model;
    EXPECT_EQ(model.assignment_rules.back().variable, "nonspecific_points__as_read");
    EXPECT_EQ(blockable.biology.equations.states.size(), 3u);
    try {
        std::ignore = make_blockable(biology(), {{"A", {"a_reed"}}});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "the model has no quantity 'a_reed'");
        EXPECT_EQ(error.issues().front().todo, "did you mean 'a_read', 'b_read'?");
    }
}

TEST(Explain, RefusesArmsOfOtherPeopleAndVisitsInHoursByName) {
    TrialDesign design = toy_design();
    design.arms[0].recruitment = design.recruitment;
    design.visit_hours = {9.0, 10.0, 11.0};
    try {
        (void)explain(design, biology(), carriers, {});
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.issues().size(), 2u);
        EXPECT_NE(error.issues()[0].what.find("'attention' has a population of its own"), std::string::npos);
        EXPECT_NE(error.issues()[1].what.find("hours"), std::string::npos);
        for (const Issue& issue : error.issues()) EXPECT_FALSE(issue.todo.empty());
    }
}

} // namespace
} // namespace euthymia
