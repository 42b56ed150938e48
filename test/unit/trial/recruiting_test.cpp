// SPDX-License-Identifier: Apache-2.0
// Whom trials recruit, what they go through before, and one person seen again.
#include "euthymia/trial/run.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <map>

#include <unistd.h>

#include "euthymia/base/error.hpp"
#include "toy_biology.hpp"

namespace euthymia {
namespace {

constexpr double nine_hours = 9.0 / 168.0; // weeks; visits are at nine o'clock

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

/// What is seen of the person at `place` under an arm.
std::vector<double> seen_of(const TrialResult& result, std::size_t arm, std::size_t place) {
    const std::size_t n = result.time.size() * result.variables.size();
    const auto from = result.arms[arm].values.begin() + static_cast<std::ptrdiff_t>(place * n);
    return {from, from + static_cast<std::ptrdiff_t>(n)};
}

double score_at(const TrialResult& result, std::size_t arm, std::size_t place, std::size_t time) {
    std::size_t variable = 0;
    while (result.variables[variable].id != "score") ++variable;
    return seen_of(result, arm, place)[time * result.variables.size() + variable];
}

int sum(const RecruitmentFlow& flow) {
    return flow.n_below + flow.n_above + flow.n_failed + flow.n_left_lead_in + flow.n_not_met + flow.n_unmatched +
           flow.n_entered;
}

TEST(Recruiting, GivesTwoTrialsTheSameCandidates) {
    TrialDesign other = toy_design();
    other.title = "another";
    const TrialOptions options{.n_pool = 60, .n_replicate = 1};
    const TrialResult one = run_trial(toy_design(), toy_biology(), options);
    const TrialResult two = run_trial(other, toy_biology(), options);
    std::map<std::uint32_t, std::size_t> place;
    for (std::size_t k = 0; k < one.patient.size(); ++k) place[one.patient[k]] = k;
    int n_common = 0;
    for (std::size_t k = 0; k < two.patient.size(); ++k) {
        if (!place.contains(two.patient[k])) continue;
        ++n_common;
        EXPECT_TRUE(same_bits(seen_of(one, 0, place[two.patient[k]]), seen_of(two, 0, k))) << two.patient[k];
    }
    EXPECT_GT(n_common, 20);
}

TEST(Recruiting, IsTheSameWithACacheAndWithout) {
    const auto cache = std::filesystem::temp_directory_path() / ("euthymia-recruiting-" + std::to_string(getpid()));
    TrialOptions options{.n_pool = 40, .n_replicate = 1};
    const TrialResult alone = run_trial(toy_design(), toy_biology(), options);
    options.code.cache = cache;
    const TrialResult cold = run_trial(toy_design(), toy_biology(), options);
    options.n_thread = 1;
    const TrialResult warm = run_trial(toy_design(), toy_biology(), options);
    std::filesystem::remove_all(cache);
    for (const TrialResult* result : {&cold, &warm}) {
        EXPECT_EQ(result->patient, alone.patient);
        EXPECT_TRUE(same_bits(result->arms[1].values, alone.arms[1].values));
        EXPECT_TRUE(same_bits(result->arms[1].ratings, alone.arms[1].ratings));
    }
}

TEST(Recruiting, MeetsAgeAndSexWhereTheyActOnParameters) {
    Biology biology = toy_biology();
    biology.varying.push_back({"vo2max_baseline", 30.0, {}});
    biology.covariates = {
        {.kind = Covariate::Kind::age, .parameter = "vo2max_baseline", .factor = 0.9, .per = 10, .reference = 45},
        {.kind = Covariate::Kind::female, .parameter = "vo2max_baseline", .factor = 0.8, .per = 1, .reference = 0.0}};
    biology.equations.quantities.emplace("fitness", Expression::symbol("vo2max_baseline"));
    TrialDesign design = toy_design();
    design.recruitment.age_mean = 55.0;
    design.recruitment.age_spread = parse_spread("normal sd 8 min 40 max 69", "");
    design.recruitment.female_share = 0.75;
    design.outcomes.push_back({"fitness", 10});
    const TrialResult result = run_trial(design, biology, {.n_pool = 200, .n_replicate = 1});
    const auto fitness = std::ranges::find(result.variables, "fitness", &Name::id) - result.variables.begin();
    int n_female = 0;
    for (std::size_t k = 0; k < result.patient.size(); ++k) {
        const double decade = std::floor(result.age[k] / 10.0) * 10.0 + 5.0;
        const double wanted = 30.0 * std::pow(0.9, (decade - 45.0) / 10.0) * (result.is_female[k] ? 0.8 : 1.0);
        EXPECT_NEAR(seen_of(result, 0, k)[static_cast<std::size_t>(fitness)], wanted, 1e-12);
        EXPECT_TRUE(result.age[k] >= 40.0 && result.age[k] <= 69.0);
        n_female += result.is_female[k] ? 1 : 0;
    }
    EXPECT_NEAR(n_female, 150, 19); // three standard deviations
}

TEST(Recruiting, WithoutCriteriaTakesEverybody) {
    TrialDesign design = toy_design();
    design.recruitment.baseline.reset();
    const TrialResult result = run_trial(design, toy_biology(), {.n_pool = 30, .n_replicate = 1});
    EXPECT_EQ(result.flow.n_assessed, 30);
    EXPECT_EQ(result.flow.n_entered, 30);
}

/// Four weeks of attention, in which the score falls by 4 points.
TrialDesign lead_in_design(LeadIn::Enter enter) {
    TrialDesign design = toy_design();
    design.recruitment.baseline = BaselineCriteria{.scale = "HAMD17", .mean = 9.0, .sd = 3.0, .min = 4.0, .max = 16.0};
    design.recruitment.lead_in = LeadIn{
        .weeks = 4, .protocol = {.name = "", .interventions = {Care{.kind = "attention", .weeks = 4}}}, .enter = enter};
    return design;
}

Biology mild_biology() {
    Biology biology = toy_biology();
    biology.varying = {{"start", 9.0, parse_spread("normal sd 3", "")}};
    return biology;
}

TEST(LeadIn, TakesThoseWhoRespond) {
    const TrialResult result =
        run_trial(lead_in_design(LeadIn::Enter::response), mild_biology(), {.n_pool = 40, .n_replicate = 1});
    const RecruitmentFlow& flow = result.flow;
    EXPECT_EQ(flow.n_assessed, sum(flow));
    EXPECT_EQ(flow.n_lead_in, flow.n_left_lead_in + flow.n_not_met + flow.n_unmatched + flow.n_entered);
    EXPECT_GT(flow.n_not_met, 0);
    for (std::size_t k = 0; k < result.patient.size(); ++k) {
        // 4 points of at most 8 (and half a point of rounding); the baseline is the score after the lead-in
        EXPECT_LE(score_at(result, 0, k, 0) + nine_hours, 4.5);
        EXPECT_NEAR(result.arms[0].ratings[k * 3], score_at(result, 0, k, 0), 0.6);
    }
}

TEST(LeadIn, TakesThoseWhoDoNotWhereTheDesignSaysSo) {
    const TrialResult result =
        run_trial(lead_in_design(LeadIn::Enter::no_response), mild_biology(), {.n_pool = 40, .n_replicate = 1});
    for (std::size_t k = 0; k < result.patient.size(); ++k) EXPECT_GE(score_at(result, 0, k, 0) + nine_hours, 3.5);
}

TEST(LeadIn, RemissionIsWhatTheDesignSaysItIs) {
    TrialDesign design = lead_in_design(LeadIn::Enter::remission);
    design.recruitment.lead_in->remission_max = 3.0;
    const TrialResult low = run_trial(design, mild_biology(), {.n_pool = 20, .n_replicate = 1});
    design.recruitment.lead_in->enter = LeadIn::Enter::no_remission;
    const TrialResult high = run_trial(design, mild_biology(), {.n_pool = 20, .n_replicate = 1});
    for (std::size_t k = 0; k < low.patient.size(); ++k) EXPECT_LE(low.arms[0].ratings[k * 3], 3.0);
    for (std::size_t k = 0; k < high.patient.size(); ++k) EXPECT_GT(high.arms[0].ratings[k * 3], 3.0);
}

TEST(LeadIn, ContactGoesOnInEveryArm) {
    const TrialResult result =
        run_trial(lead_in_design(LeadIn::Enter::no_response), mild_biology(), {.n_pool = 20, .n_replicate = 1});
    const std::size_t last = result.time.size() - 1;
    // the larger of attention (1 a week) and waitlist (0.5)
    for (std::size_t arm : {0, 1}) {
        EXPECT_NEAR(score_at(result, arm, 0, 0) - score_at(result, arm, 0, last), 10.0, 1e-4);
    }
}

/// Every pill adds 0.1 points.
TrialDesign background_design(Biology& biology) {
    biology.handbook.medicines = {{"pill", {.input = "score", .first_hour = 8.0}}};
    TrialDesign design = toy_design();
    design.recruitment.background = {.name = "", .interventions = {Drug{.name = "pill", .dose = 0.1, .weeks = 1}}};
    design.recruitment.background_weeks = 2;
    biology.handbook.contact["drug"] = 0.0;
    return design;
}

TEST(Background, ActsBeforeScreeningAndToTheEnd) {
    Biology biology = toy_biology();
    const TrialDesign design = background_design(biology);
    const TrialResult result = run_trial(design, biology, {.n_pool = 20, .n_replicate = 1});
    const Population population{
        .kind = "candidate", .typical = {}, .varying = biology.varying, .groups = {}, .covariates = {}};
    for (std::size_t k = 0; k < result.patient.size(); ++k) {
        const double start = draw_individual(population, 1, result.patient[k]).parameters.at("start");
        // 14 pills before midnight of the first day, one at eight; attention has taken a point a week since
        EXPECT_NEAR(score_at(result, 0, k, 0), start + 1.5 - nine_hours, 1e-4);
        EXPECT_NEAR(score_at(result, 0, k, result.time.size() - 1), start + 1.5 + 7.0 - 10.0 - nine_hours, 1e-4);
        EXPECT_GE(start + 1.4, 14.5 - 1e-4) << "screened after two weeks of the drug";
    }
}

TEST(OwnPeople, AreRecruitedForTheirArm) {
    Biology biology = toy_biology();
    biology.patients["healthy"] = {.title = "well", .parameters = {{"start", 2.0}}, .history = {}};
    TrialDesign design = toy_design();
    design.arms[1].recruitment = Recruitment{.patient = "healthy"};
    const TrialResult result = run_trial(design, biology, {.n_pool = 20, .n_replicate = 1});
    EXPECT_TRUE(result.arms[0].patient.empty());
    EXPECT_FALSE(result.arms[0].flow.has_value());
    ASSERT_EQ(result.arms[1].patient.size(), 20U);
    EXPECT_EQ(result.arms[1].flow->n_assessed, 20);
    EXPECT_GE(result.flow.n_assessed, 20);
    double cases = 0.0, controls = 0.0;
    for (std::size_t k = 0; k < 20; ++k) {
        cases += score_at(result, 0, k, 0) / 20.0;
        controls += score_at(result, 1, k, 0) / 20.0;
    }
    EXPECT_NEAR(cases, 20.0, 1.0);
    EXPECT_NEAR(controls, 2.0, 3.0); // sd 4 of twenty people
    EXPECT_EQ(result.n_simulated, result.flow.n_assessed + 20 + 20 + 20);
}

void expect_seen_again(const TrialDesign& design, const Biology& biology) {
    TrialOptions options{.n_pool = 30, .n_replicate = 1, .seed = 5};
    const TrialResult result = run_trial(design, biology, options);
    options.n_pool = 200;
    for (std::size_t arm = 0; arm < result.arms.size(); ++arm) {
        const auto& patient = result.arms[arm].patient.empty() ? result.patient : result.arms[arm].patient;
        for (const std::size_t place : {std::size_t{0}, std::size_t{17}}) {
            const PersonRun run = run_person(design, biology, options, patient[place], result.arms[arm].name);
            EXPECT_EQ(run.trajectory.time, result.time);
            EXPECT_TRUE(same_bits(run.trajectory.values, seen_of(result, arm, place)));
        }
    }
}

TEST(RunPerson, GivesWhatTheTrialSawToTheLastBit) {
    expect_seen_again(toy_design(), toy_biology());
}

TEST(RunPerson, GoesThroughBackgroundAndLeadIn) {
    Biology biology = mild_biology();
    TrialDesign design = background_design(biology);
    const TrialDesign lead_in = lead_in_design(LeadIn::Enter::no_response);
    design.recruitment.baseline = lead_in.recruitment.baseline;
    design.recruitment.lead_in = lead_in.recruitment.lead_in;
    biology.patients["healthy"] = {.title = "well", .parameters = {{"start", 2.0}}, .history = {}};
    design.arms[1].recruitment = Recruitment{.patient = "healthy"};
    expect_seen_again(design, biology);
}

TEST(RunPerson, SuggestsTheArmThatWasMeant) {
    try {
        (void)run_person(toy_design(), toy_biology(), {}, 0, "waitlists");
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "the trial has no arm 'waitlists'");
        EXPECT_EQ(error.issues().front().todo, "did you mean 'waitlist'?");
    }
}

} // namespace
} // namespace euthymia
