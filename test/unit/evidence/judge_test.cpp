// SPDX-License-Identifier: Apache-2.0
#include "euthymia/evidence/judge.hpp"

#include <gtest/gtest.h>

#include "unit/trial/toy_biology.hpp"

namespace euthymia {
namespace {

/// In the toy the score starts at 20 and falls by the points of contact a week.
Biology biology() {
    Biology biology = toy_biology();
    biology.patients["candidate"].history.clear();
    biology.equations.constants.push_back({"switch_a_to_b", 1.0});
    biology.equations.quantities.emplace("switch_a_to_b", Expression::symbol("switch_a_to_b"));
    return biology;
}

ClaimArm arm(const std::string& contact) {
    ClaimArm arm{.name = contact, .patient = {}};
    arm.protocol.interventions = {Care{.kind = contact, .weeks = 10}};
    return arm;
}

Reading reading(const std::string& arm, double week) {
    return {.quantity = "score", .arm = arm, .patient = {}, .from = week * 168.0 - 24.0, .to = week * 168.0};
}

Check check(Check::Expectation expectation, std::vector<Reading> readings, Amount by = {}) {
    return {.expectation = expectation, .readings = std::move(readings), .by = by};
}

Claim claim(std::vector<Check> checks) {
    return {.id = "X1",
            .source = "a review",
            .system = {},
            .kind = {},
            .statement = {},
            .weeks = 10.0,
            .every = 6.0,
            .patients = {"candidate"},
            .arms = {arm("attention"), arm("waitlist")},
            .checks = std::move(checks)};
}

Verdict verdict(const Claim& claim) {
    return judge({claim}, biology(), {.n_thread = 1}).at(0);
}

using enum Check::Expectation;

TEST(Judge, ReadsTheMeanOfADayByTheClosedForm) {
    const Verdict seen =
        verdict(claim({check(lower, {reading("attention", 10), reading("waitlist", 10)}, {4.9, false})}));
    EXPECT_EQ(seen.status, Verdict::Status::holds);
    ASSERT_EQ(seen.checks.size(), 1u);
    // 1 and 0.5 points a week; the middle of the last day is half a day before the end
    EXPECT_NEAR(seen.checks[0].values[0], 20.0 - (10.0 - 0.5 / 7.0), 1e-6);
    EXPECT_NEAR(seen.checks[0].values[1], 20.0 - 0.5 * (10.0 - 0.5 / 7.0), 1e-6);
    EXPECT_EQ(seen.shown, "score (attention, candidate) 10.07 against 15.04 in waitlist (-4.96)");
}

TEST(Judge, ReadsTheDayBeforeTheProtocol) {
    const Verdict seen =
        verdict(claim({check(unchanged, {reading("attention", 0), reading("waitlist", 0)}, {0.0, false})}));
    EXPECT_EQ(seen.status, Verdict::Status::holds);
    EXPECT_NEAR(seen.checks[0].values[0], 20.0, 1e-9);
}

TEST(Judge, FailsAClaimWithoutContraryLiteratureByOneCheck) {
    const Reading a = reading("attention", 10), b = reading("waitlist", 10);
    const Verdict seen = verdict(claim({check(lower, {a, b}), check(higher, {a, b})}));
    EXPECT_EQ(seen.status, Verdict::Status::fails);
    EXPECT_TRUE(seen.checks[0].holds);
    EXPECT_FALSE(seen.checks[1].holds);
    EXPECT_TRUE(seen.checks[1].shown.ends_with(": no"));
}

TEST(Judge, MeetsEveryExpectationAtItsEdge) {
    const Reading a = reading("attention", 10), b = reading("waitlist", 10); // -4.96, -33.0 %
    const auto holds = [&](Check wanted) { return verdict(claim({std::move(wanted)})).checks.at(0).holds; };
    EXPECT_TRUE(holds(check(lower, {a, b}, {32.9, true})));
    EXPECT_FALSE(holds(check(lower, {a, b}, {33.1, true})));
    EXPECT_TRUE(holds(check(differs, {b, a}, {4.9, false})));
    EXPECT_FALSE(holds(check(differs, {b, a}, {5.0, false})));
    EXPECT_TRUE(holds(check(unchanged, {a, b}, {5.0, false})));
    EXPECT_FALSE(holds(check(unchanged, {a, b}, {4.9, false})));
    EXPECT_TRUE(holds(check(ordered, {a, b})));
    EXPECT_FALSE(holds(check(ordered, {b, a})));
    EXPECT_TRUE(holds({.expectation = within, .readings = {a, b}, .by = {}, .low = -5.0, .high = -4.9}));
    EXPECT_FALSE(holds({.expectation = within, .readings = {a, b}, .by = {}, .low = -4.9, .high = 0.0}));
}

TEST(Judge, TakesAReadingFromAnother) {
    Reading gain = reading("attention", 10);
    gain.minus = {reading("waitlist", 10)};
    Reading number;
    number.number = -4.0;
    const Verdict seen = verdict(claim({check(lower, {gain, number})}));
    EXPECT_NEAR(seen.checks[0].values[0], -0.5 * (10.0 - 0.5 / 7.0), 1e-6);
    EXPECT_EQ(seen.status, Verdict::Status::holds);
}

TEST(Judge, CallsAClaimContestedAndSaysWhomTheModelFollows) {
    const Reading a = reading("attention", 10), b = reading("waitlist", 10);
    Claim disputed = claim({check(lower, {a, b})});
    disputed.disagrees = {{.source = "two2001", .says = "it does not", .checks = {check(higher, {a, b})}}};
    EXPECT_EQ(verdict(disputed).status, Verdict::Status::contested);
    EXPECT_EQ(verdict(disputed).model, "shows what is claimed");
    std::swap(disputed.checks, disputed.disagrees[0].checks);
    EXPECT_EQ(verdict(disputed).status, Verdict::Status::contested);
    EXPECT_EQ(verdict(disputed).model, "follows two2001");
    disputed.disagrees[0].checks = {check(higher, {a, b})};
    EXPECT_EQ(verdict(disputed).status, Verdict::Status::fails) << "it follows neither";
    disputed.disagrees[0].checks.clear();
    EXPECT_EQ(verdict(disputed).status, Verdict::Status::contested);
    EXPECT_EQ(verdict(disputed).model, "does not show what is claimed");
}

TEST(Judge, TellsWhyAClaimCannotBeRunAndRunsTheOthers) {
    Claim lacking = claim({check(lower, {reading("attention", 10), reading("waitlist", 10)})});
    lacking.checks[0].readings[0].quantity = "nothing_like_it";
    lacking.arms[0].parameters = {{"no_such", 1.0}};
    lacking.arms[0].cuts = {"b->a"};
    Claim needy = claim({check(lower, {reading("attention", 10), reading("waitlist", 10)})});
    needy.arms[0].protocol.interventions.emplace_back(Stress{.level = 2.0, .weeks = 1.0});
    needy.arms[0].protocol.engagement = 0.5;
    const auto verdicts =
        judge({lacking, needy, claim({check(lower, {reading("attention", 10), reading("waitlist", 10)})})}, biology(),
              {.n_thread = 1});
    EXPECT_EQ(verdicts.at(0).status, Verdict::Status::not_run);
    EXPECT_EQ(verdicts[0].shown,
              "the model has no quantity 'nothing_like_it'; the model has no parameter 'no_such'; the "
              "model has no arrow 'b->a'");
    EXPECT_EQ(verdicts[1].status, Verdict::Status::not_run);
    EXPECT_EQ(verdicts[1].shown, "the model has no input 'engagement_cap', key 'engagement'");
    EXPECT_EQ(verdicts[2].status, Verdict::Status::holds);
}

TEST(Judge, RunsEveryPatientAndArmsWithOneOfTheirOwn) {
    Biology two = biology();
    two.patients["other"] = {.title = "other", .parameters = {{"start", 40.0}}, .history = {}};
    Claim both = claim({check(higher, {reading("attention", 0), reading("fixed", 0)}, {1.0, false})});
    both.patients = {"candidate", "other"};
    ClaimArm fixed = arm("waitlist");
    fixed.name = "fixed";
    fixed.patient = "candidate";
    both.arms.push_back(fixed);
    const auto verdicts = judge({both}, two, {.n_thread = 1});
    ASSERT_EQ(verdicts[0].checks.size(), 2u);
    EXPECT_FALSE(verdicts[0].checks[0].holds) << "20 against 20";
    EXPECT_TRUE(verdicts[0].checks[1].holds) << "40 against 20";
    EXPECT_EQ(verdicts[0].checks[1].patient, "other");
}

} // namespace
} // namespace euthymia
