// SPDX-License-Identifier: Apache-2.0
#include "trial/analysis.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/base/random.hpp"
#include "given_trial.hpp"

namespace euthymia {
namespace {

/// Four people, of whom one left after week 4 and one came to half of the sessions; one who stays at 20.
std::vector<std::vector<Given>> some_left() {
    return {{{.scores = {20, 14, 8}}, {.scores = {20, 16, 2}, .left = 6.0}, {.scores = {20, 12, 6}, .attended = 0.5}},
            {{.scores = {20, 20, 20}}, {.scores = {20, 18, 18}}, {.scores = {20, 19, 16}}}};
}

const ArmResult& last(const TrialResult& result, std::size_t arm) {
    return result.arms[arm].results.back();
}

TrialResult analysed(const std::vector<std::vector<Given>>& people, Analysis analysis) {
    TrialResult result = given_trial(people, analysis);
    analyse(result, given_scales());
    return result;
}

TEST(Analysis, CarriesTheLastScoreOfThoseWhoLeftForward) {
    const TrialResult result = analysed(some_left(), Analysis::locf);
    EXPECT_DOUBLE_EQ(last(result, 0).score.mean, (8.0 + 16.0 + 6.0) / 3.0);
    EXPECT_EQ(last(result, 0).score.n, 3);
    EXPECT_NEAR(*last(result, 0).response_rate, 200.0 / 3.0, 1e-12) << "16 of 20 is no response";
    EXPECT_NEAR(last(result, 0).dropout_rate, 100.0 / 3.0, 1e-12);
}

TEST(Analysis, CompletersStayedAndCameToTwoThirdsOfTheirSessions) {
    const TrialResult result = analysed(some_left(), Analysis::completers);
    EXPECT_EQ(last(result, 0).score.n, 1);
    EXPECT_DOUBLE_EQ(last(result, 0).score.mean, 8.0);
    EXPECT_NEAR(last(result, 0).dropout_rate, 100.0 / 3.0, 1e-12) << "leaving is counted of everybody";
}

TEST(Analysis, SeesEverybodyToTheEndWhereTheDesignSaysSo) {
    const TrialResult result = analysed(some_left(), Analysis::all);
    EXPECT_DOUBLE_EQ(last(result, 0).score.mean, (8.0 + 2.0 + 6.0) / 3.0);
    EXPECT_DOUBLE_EQ(*last(result, 0).response_rate, 100.0);
}

TEST(Analysis, PutsTheWaysToMakeUpForThoseWhoLeftSideBySide) {
    const TrialResult result = analysed(some_left(), Analysis::locf);
    const Contrast& contrast = result.contrasts.front();
    EXPECT_DOUBLE_EQ(contrast.mean_difference.value, 10.0 - 18.0);
    const auto difference = [&](Analysis analysis) {
        for (const AnalysedContrast& row : contrast.analyses) {
            if (row.analysis == analysis) return row.mean_difference.value;
        }
        return std::nan("");
    };
    EXPECT_DOUBLE_EQ(difference(Analysis::locf), 10.0 - 18.0);
    EXPECT_DOUBLE_EQ(difference(Analysis::completers), 8.0 - 18.0);
    EXPECT_DOUBLE_EQ(difference(Analysis::all), 16.0 / 3.0 - 18.0);
}

/// Two arms of people whose later scores follow from the baseline, an effect and noise.
std::vector<std::vector<Given>> random_people(std::size_t n_visit) {
    Stream stream({.seed = 5});
    std::vector<std::vector<Given>> arms(2);
    for (std::size_t arm = 0; arm < 2; ++arm) {
        for (int k = 0; k < 25; ++k) {
            Given person{.scores = {20.0 + 3.0 * stream.normal()}};
            for (std::size_t visit = 1; visit < n_visit; ++visit) {
                person.scores.push_back(0.6 * person.scores[0] + 2.0 * static_cast<double>(arm) +
                                        3.0 * stream.normal());
            }
            arms[arm].push_back(person);
        }
    }
    return arms;
}

/// Difference adjusted by the common slope within arms: analysis of covariance.
double ancova(const std::vector<std::vector<Given>>& arms, std::size_t visit) {
    double covariance = 0.0, variance = 0.0, mean_x[2] = {}, mean_y[2] = {};
    for (std::size_t arm = 0; arm < 2; ++arm) {
        const auto n = static_cast<double>(arms[arm].size());
        for (const Given& person : arms[arm])
            mean_x[arm] += person.scores[0] / n, mean_y[arm] += person.scores[visit] / n;
        for (const Given& person : arms[arm]) {
            covariance += (person.scores[0] - mean_x[arm]) * (person.scores[visit] - mean_y[arm]);
            variance += (person.scores[0] - mean_x[arm]) * (person.scores[0] - mean_x[arm]);
        }
    }
    return mean_y[0] - mean_y[1] - covariance / variance * (mean_x[0] - mean_x[1]);
}

TEST(Analysis, MixedModelIsAnalysisOfCovarianceWhereAllVisitsWereSeen) {
    for (const std::size_t n_visit : {2U, 4U}) {
        const auto people = random_people(n_visit);
        const TrialResult result = analysed(people, Analysis::mmrm);
        const Contrast& contrast = result.contrasts.front();
        ASSERT_EQ(contrast.analyses.front().analysis, Analysis::mmrm);
        EXPECT_NEAR(contrast.mean_difference.value, ancova(people, n_visit - 1), 1e-6) << n_visit << " visits";
        EXPECT_LT(contrast.mean_difference.low, contrast.mean_difference.value);
    }
}

TEST(Analysis, SmdOfTheMixedModelIsItsDifferenceOverThePooledSdOfWhatWasSeen) {
    const auto people = random_people(3);
    const TrialResult result = analysed(people, Analysis::mmrm);
    double squares = 0.0;
    for (const auto& arm : people) {
        double mean = 0.0;
        for (const Given& person : arm) mean += person.scores[2] / 25.0;
        for (const Given& person : arm) squares += (person.scores[2] - mean) * (person.scores[2] - mean);
    }
    const double correction = 1.0 - 3.0 / (4.0 * 48.0 - 1.0);
    const Contrast& contrast = result.contrasts.front();
    EXPECT_NEAR(contrast.smd.value, correction * contrast.mean_difference.value / std::sqrt(squares / 48.0), 1e-9);
}

TEST(Analysis, MeansOfArmsAreThoseOfTheMixedModelWherePeopleLeft) {
    auto people = random_people(4);
    for (std::size_t k = 0; k < 10; ++k) people[0][k].left = k < 5 ? 3.0 : 10.0;
    for (Given& person : people[0])
        person.scores[0] = people[1][static_cast<std::size_t>(&person - &people[0][0])].scores[0];
    const TrialResult result = analysed(people, Analysis::mmrm);
    // with equal baselines the means of the arms are least-squares means, and differ by the model's contrast
    EXPECT_NEAR(last(result, 0).score.mean - last(result, 1).score.mean, result.contrasts.front().mean_difference.value,
                1e-6);
}

} // namespace
} // namespace euthymia
