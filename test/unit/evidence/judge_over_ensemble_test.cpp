// SPDX-License-Identifier: Apache-2.0
#include "euthymia/evidence/judge_over_ensemble.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "unit/calibration/toy_fit.hpp"

namespace euthymia {
namespace {

/// Nobody has a history, so that the score starts at 20.
Biology biology() {
    Biology biology = sloping_biology();
    biology.patients["candidate"].history.clear();
    return biology;
}

/// After ten weeks of attention the score is lower by at least so much than without anything.
Check lower_by(double points) {
    const auto end = [](const char* arm) {
        return Reading{.quantity = "score", .arm = arm, .patient = {}, .from = 1656.0, .to = 1680.0};
    };
    return {.expectation = Check::Expectation::lower, .readings = {end("attention"), end("nothing")},
            .by = {points, false}};
}

Claim claim(double points) {
    Claim claim{.id = "X1", .source = {}, .system = {}, .kind = {}, .statement = {}};
    claim.weeks = 10.0;
    claim.every = 6.0;
    claim.patients = {"candidate"};
    for (const char* contact : {"attention", "nothing"}) {
        ClaimArm arm{.name = contact, .patient = {}};
        arm.protocol.interventions = {Care{.kind = contact, .weeks = 10}};
        claim.arms.push_back(arm);
    }
    claim.checks = {lower_by(points)};
    return claim;
}

/// The score falls by 0.8, 1 and 1.2 times as much as with the biology as it is: by some 8, 10 and 12 points.
Ensemble three() {
    return {.names = {"slope"},
            .members = {{.weight = 0.5, .objective = 0.0, .values = {0.8}},
                        {.weight = 0.3, .objective = 0.0, .values = {1.0}},
                        {.weight = 0.2, .objective = 0.0, .values = {1.2}},
                        {.weight = 0.0, .objective = 9e9, .values = {9.0}}}};
}

Verdict judged(const Claim& claim, const Ensemble& ensemble = three()) {
    return judge_over_ensemble({claim}, biology(), ensemble, {.n_thread = 1}).at(0);
}

TEST(JudgeOverEnsemble, CountsTheMembersUnderWhichAClaimKeepsItsStatus) {
    const Verdict holds = judged(claim(9.0));
    EXPECT_EQ(holds.status, Verdict::Status::holds);
    EXPECT_EQ(holds.over_ensemble->n_member, 3U) << "one has no weight";
    EXPECT_EQ(holds.over_ensemble->n_same, 2U);
    EXPECT_NEAR(holds.over_ensemble->share_same, 0.3 + 0.2, 1e-12);
    const Verdict fails = judged(claim(11.0));
    EXPECT_EQ(fails.status, Verdict::Status::fails);
    EXPECT_NEAR(fails.over_ensemble->share_same, 0.5 + 0.3, 1e-12) << "it holds under the steepest";
}

TEST(JudgeOverEnsemble, CountsTheReadingOfAContestedClaimToo) {
    Claim disputed = claim(11.0);
    disputed.disagrees = {{.source = "small2001", .says = "a little", .checks = {lower_by(7.0)}}};
    const Verdict verdict = judged(disputed);
    EXPECT_EQ(verdict.status, Verdict::Status::contested);
    EXPECT_EQ(verdict.model, "follows small2001");
    EXPECT_EQ(verdict.over_ensemble->n_same, 2U) << "under the steepest it shows what is claimed";
    EXPECT_NEAR(verdict.over_ensemble->share_same, 0.5 + 0.3, 1e-12);
}

TEST(JudgeOverEnsemble, TakesWeightsOfAnySum) {
    Ensemble heavy = three();
    for (EnsembleMember& member : heavy.members) member.weight *= 40.0;
    EXPECT_NEAR(judged(claim(9.0), heavy).over_ensemble->share_same, 0.5, 1e-12);
}

TEST(JudgeOverEnsemble, IsTheVerdictItselfWithoutMembers) {
    EXPECT_FALSE(judged(claim(9.0), {}).over_ensemble);
}

TEST(JudgeOverEnsemble, SaysWhichMemberItIsAt) {
    std::vector<std::string> steps;
    (void)judge_over_ensemble({claim(9.0)}, biology(), three(), {.n_thread = 1},
                              [&](const std::string& step, std::size_t, std::size_t) { steps.push_back(step); });
    EXPECT_EQ(steps.front(), "claims");
    EXPECT_EQ(steps.back(), "claims (member 3 of 3)");
}

} // namespace
} // namespace euthymia
