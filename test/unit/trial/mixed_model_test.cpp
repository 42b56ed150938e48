// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/mixed_model.hpp"

#include <chrono>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"
#include "euthymia/base/random.hpp"

namespace euthymia {
namespace {

/// Scores `shift + 2 visit + person + noise` of people in `n_arm` arms in turn; `leave` of them leave at each visit.
RepeatedMeasures people_of(int n, std::size_t n_visit, int n_arm, double leave = 0.0) {
    Stream stream({.seed = 11});
    RepeatedMeasures measures{n_visit, {}, {}, {}};
    for (int person = 0; person < n; ++person) {
        const double severity = stream.normal();
        bool is_here = true;
        measures.arm.push_back(person % n_arm);
        measures.baseline.push_back(20.0 + 3.0 * severity + stream.normal());
        for (std::size_t visit = 0; visit < n_visit; ++visit) {
            const double score = 18.0 - 2.0 * double(visit) - person % n_arm + 3.0 * severity + 2.0 * stream.normal();
            is_here = is_here && stream.uniform() >= leave;
            measures.score.push_back(is_here ? score : NAN);
        }
    }
    return measures;
}

/// The data of Potthoff and Roy 1964: distance [mm] from the pituitary to the pterygomaxillary fissure at 8, 10, 12 and
/// 14 years; 16 boys (arm 0) and 11 girls (arm 1).
RepeatedMeasures dental() {
    RepeatedMeasures measures{
        4,
        std::vector<int>(16, 0),
        {},
        {26,   25, 29,   31,   21.5, 22.5, 23,   26.5, 23,   22.5, 24,   27.5, 25.5, 27.5, 26.5, 27,   20,   23.5,
         22.5, 26, 24.5, 25.5, 27,   28.5, 22,   22,   24.5, 26.5, 24,   21.5, 24.5, 25.5, 23,   20.5, 31,   26,
         27.5, 28, 31,   31.5, 23,   23,   23.5, 25,   21.5, 23.5, 24,   28,   17,   24.5, 26,   29.5, 22.5, 25.5,
         25.5, 26, 23,   24.5, 26,   30,   22,   21.5, 23.5, 25,   21,   20,   21.5, 23,   21,   21.5, 24,   25.5,
         20.5, 24, 24.5, 26,   23.5, 24.5, 25,   26.5, 21.5, 23,   22.5, 23.5, 20,   21,   21,   22.5, 21.5, 22.5,
         23,   25, 23,   23,   23.5, 24,   20,   21,   22,   21.5, 16.5, 19,   19,   19.5, 24.5, 25,   28,   28}};
    measures.arm.resize(27, 1);
    return measures;
}

/// Covariance of visits j and k about the means of two arms, of complete data.
double pooled_covariance(const RepeatedMeasures& measures, std::size_t j, std::size_t k) {
    double sum[2][2] = {}, product = 0.0, n[2] = {};
    for (std::size_t person = 0; person < measures.arm.size(); ++person) {
        const int arm = measures.arm[person];
        const double x = measures.score[4 * person + j], y = measures.score[4 * person + k];
        sum[arm][0] += x, sum[arm][1] += y, product += x * y, n[arm] += 1.0;
    }
    for (const int arm : {0, 1}) product -= sum[arm][0] * sum[arm][1] / n[arm];
    return product / (n[0] + n[1] - 2.0);
}

/// 80 people of whom 33 leave, eight of them before the first visit.
RepeatedMeasures leavers() {
    return people_of(80, 4, 2, 0.12);
}

TEST(MixedModel, OfCompleteDataIsTheTTestOfEachVisit) {
    // Balanced and without baseline the restricted likelihood has a closed form: means of arms and the pooled
    // covariance on 25 degrees of freedom. Covariance and likelihood as nlme 3.1-162 prints them.
    const MixedModel model = fit_mixed_model(dental());
    EXPECT_TRUE(model.has_converged);
    EXPECT_EQ(model.covariance_kind, CovarianceKind::unstructured);
    EXPECT_NEAR(model.log_likelihood, -207.0174005, 1e-6);
    // nlme's search stops within 1e-6 of the pooled covariance
    EXPECT_NEAR(model.covariance[0], 5.415456873, 5e-6);
    EXPECT_NEAR(model.covariance[3], 2.710230571, 5e-6);
    EXPECT_NEAR(model.covariance[4 * 2 + 1], 2.927156049, 5e-6);
    for (std::size_t j = 0; j < 4; ++j)
        for (std::size_t k = 0; k < 4; ++k)
            EXPECT_NEAR(model.covariance[4 * j + k], pooled_covariance(dental(), j, k), 1e-9);
    const ModelEstimate last = model.difference(1, 0, 3);
    EXPECT_NEAR(last.value, 24.09090909 - 27.46875, 1e-8);
    EXPECT_NEAR(last.standard_error, std::sqrt(pooled_covariance(dental(), 3, 3) * (1.0 / 11 + 1.0 / 16)), 1e-10);
    EXPECT_NEAR(last.freedom, 25.0, 1e-5);
    EXPECT_NEAR(last.high, last.value + 2.059539 * last.standard_error, 1e-5); // t of 25 degrees of freedom
    EXPECT_NEAR(model.mean(1, 0).value, 21.18181818, 1e-8);
}

TEST(MixedModel, OfOneVisitIsTheAnalysisOfCovariance) {
    const RepeatedMeasures measures = people_of(40, 1, 2);
    const MixedModel model = fit_mixed_model(measures);
    // slope and residual within arms by the textbook
    double mean[2][2] = {}, xx = 0.0, xy = 0.0, yy = 0.0;
    for (std::size_t k = 0; k < 40; ++k) {
        mean[k % 2][0] += measures.baseline[k] / 20.0;
        mean[k % 2][1] += measures.score[k] / 20.0;
    }
    for (std::size_t k = 0; k < 40; ++k) {
        const double x = measures.baseline[k] - mean[k % 2][0], y = measures.score[k] - mean[k % 2][1];
        xx += x * x, xy += x * y, yy += y * y;
    }
    const double slope = xy / xx, variance = (yy - xy * slope) / 37.0, gap = mean[1][0] - mean[0][0];
    const ModelEstimate difference = model.difference(1, 0, 0);
    EXPECT_NEAR(difference.value, mean[1][1] - mean[0][1] - slope * gap, 1e-9);
    EXPECT_NEAR(difference.standard_error, std::sqrt(variance * (2.0 / 20.0 + gap * gap / xx)), 1e-9);
    EXPECT_NEAR(difference.freedom, 37.0, 1e-5);
    EXPECT_NEAR(model.covariance[0], variance, 1e-8);
}

struct VisitTruth {
    double difference, standard_error, freedom, placebo;
};

void expect_visits(const MixedModel& model, const VisitTruth (&truth)[4], double tolerance) {
    for (std::size_t visit = 0; visit < 4; ++visit) {
        const ModelEstimate difference = model.difference(1, 0, visit);
        EXPECT_NEAR(difference.value, truth[visit].difference, tolerance);
        EXPECT_NEAR(difference.standard_error, truth[visit].standard_error, tolerance);
        EXPECT_NEAR(difference.freedom / truth[visit].freedom, 1.0, 1e-5);
        EXPECT_NEAR(model.mean(0, visit).value, truth[visit].placebo, tolerance);
    }
}

TEST(MixedModel, AgreesWithNlmeWherePeopleAreMissing) {
    // R 4.2.2, nlme 3.1-162: gls(y ~ 0 + V:A + V:baseline, corSymm, varIdent, REML), log likelihood -485.941895897; the
    // other numbers and degrees of freedom after three Newton steps from there by numDeriv on the same likelihood
    // written out person by person, since nlme's search stops within 1e-5
    const MixedModel model = fit_mixed_model(leavers());
    EXPECT_EQ(model.covariance_kind, CovarianceKind::unstructured);
    EXPECT_EQ(model.freedom_kind, FreedomKind::satterthwaite);
    EXPECT_EQ(model.n_person, 72U);
    EXPECT_NEAR(model.mean_baseline, 20.0497256109, 1e-9);
    EXPECT_NEAR(model.log_likelihood, -485.941895893, 1e-7);
    EXPECT_NEAR(model.covariance[0], 4.315334410, 1e-5);
    EXPECT_NEAR(model.covariance[3], 0.975216076, 1e-5);
    EXPECT_NEAR(model.covariance[6], 0.390271388, 1e-5);
    EXPECT_NEAR(model.covariance[15], 4.554162732, 1e-5);
    expect_visits(model,
                  {{-0.580836674769, 0.491564667553, 68.9999977522, 17.8665573722},
                   {-2.10932562934, 0.446550125738, 59.064033036, 16.6813787718},
                   {-1.76263606267, 0.565902888096, 49.2994763268, 14.5840362217},
                   {-0.814861714657, 0.628934924054, 45.4265939691, 11.9983500102}},
                  2e-6);
}

TEST(MixedModel, WithAutoregressionAgreesWithNlme) {
    // lme(random = ~1 | person, correlation = corAR1()): 3.49745, 0.488512, rho 0.0627945; freedom as above
    const MixedModel model = fit_mixed_model(leavers(), {.covariance = CovarianceKind::autoregressive});
    EXPECT_STREQ(name_of(model.covariance_kind), "compound symmetry with first-order autoregression");
    EXPECT_NEAR(model.log_likelihood, -488.196585971, 1e-6);
    EXPECT_NEAR(model.covariance[0], 3.4974468 + 0.4885119, 2e-4);
    EXPECT_NEAR(model.covariance[3], 3.4974468 * std::pow(0.0627947, 3) + 0.4885119, 2e-4);
    expect_visits(model,
                  {{-0.580836674769, 0.472432567161, 207.199029855, 17.8665573722},
                   {-2.0931680878, 0.511264880096, 211.164549392, 16.67246596},
                   {-1.77831281787, 0.557999115315, 213.688120394, 14.5965821496},
                   {-0.80187833936, 0.590897878746, 213.682739647, 11.9927000839}},
                  2e-6);
}

TEST(MixedModel, DoesNotDependOnUnitsOfTheScore) {
    RepeatedMeasures measures = people_of(60, 3, 2, 0.1);
    const ModelEstimate plain = fit_mixed_model(measures).difference(1, 0, 2);
    for (double& score : measures.score) score = 1e-6 * score + 3.0;
    for (double& baseline : measures.baseline) baseline *= 1e4;
    const ModelEstimate scaled = fit_mixed_model(measures).difference(1, 0, 2);
    EXPECT_NEAR(1e6 * scaled.value, plain.value, 1e-6);
    EXPECT_NEAR(scaled.p_value, plain.p_value, 1e-6);
    EXPECT_NEAR(scaled.freedom, plain.freedom, 1e-4);
}

TEST(MixedModel, DoesNotDependOnTheOrderOfPeopleBeyondRounding) {
    const RepeatedMeasures measures = people_of(50, 3, 2, 0.15);
    RepeatedMeasures reversed{3, {}, {}, {}};
    for (std::size_t person = 50; person-- > 0;) {
        reversed.arm.push_back(measures.arm[person]);
        reversed.baseline.push_back(measures.baseline[person]);
        for (std::size_t visit = 0; visit < 3; ++visit) reversed.score.push_back(measures.score[person * 3 + visit]);
    }
    EXPECT_NEAR(fit_mixed_model(reversed).difference(1, 0, 2).value,
                fit_mixed_model(measures).difference(1, 0, 2).value, 1e-6);
}

TEST(MixedModel, FallsBackToAutoregressionWherePeopleAreFew) {
    const MixedModel tiny = fit_mixed_model(people_of(8, 6, 2, 0.1));
    EXPECT_EQ(tiny.covariance_kind, CovarianceKind::autoregressive);
    EXPECT_TRUE(tiny.has_converged);
    EXPECT_TRUE(std::isfinite(tiny.difference(1, 0, 0).value));
}

TEST(MixedModel, KeepsQuietAboutAnArmThatWasNotSeen) {
    RepeatedMeasures measures = people_of(60, 3, 3);
    for (std::size_t person = 2; person < 60; person += 3) measures.score[person * 3 + 2] = NAN;
    const MixedModel model = fit_mixed_model(measures);
    EXPECT_TRUE(std::isnan(model.difference(2, 0, 2).value));
    EXPECT_TRUE(std::isnan(model.mean(2, 2).standard_error));
    EXPECT_TRUE(std::isfinite(model.difference(2, 0, 1).value));
    EXPECT_TRUE(std::isfinite(model.difference(1, 0, 2).p_value));
}

TEST(MixedModel, LeavesOutABaselineThatIsTheSameForAll) {
    RepeatedMeasures measures = people_of(40, 2, 2, 0.1), without = measures;
    measures.baseline.assign(40, 20.0);
    without.baseline.clear();
    EXPECT_NEAR(fit_mixed_model(measures).difference(1, 0, 1).value, fit_mixed_model(without).difference(1, 0, 1).value,
                1e-8);
}

TEST(MixedModel, SaysNothingWhereScoresDoNotVary) {
    RepeatedMeasures measures = people_of(20, 2, 2);
    measures.score.assign(40, 7.0);
    const MixedModel model = fit_mixed_model(measures);
    EXPECT_FALSE(model.has_converged);
    EXPECT_TRUE(std::isnan(model.difference(1, 0, 1).value));
}

TEST(MixedModel, RefusesFaultyMeasures) {
    EXPECT_THROW((void)fit_mixed_model({2, {0, 1}, {}, {1.0, 2.0}}), InputError);
    EXPECT_THROW((void)fit_mixed_model({1, {0, 1}, {NAN, 1.0}, {1.0, 2.0}}), InputError);
    EXPECT_THROW((void)fit_mixed_model({1, {0, 1}, {}, {NAN, NAN}}), InputError);
    EXPECT_THROW((void)fit_mixed_model(dental()).difference(2, 0, 0), InputError);
}

TEST(MixedModel, FitsFourArmsAtSevenVisitsQuickly) {
    const RepeatedMeasures measures = people_of(400, 7, 4, 0.05);
    const auto begin = std::chrono::steady_clock::now();
    const MixedModel model = fit_mixed_model(measures);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    EXPECT_TRUE(model.has_converged);
    EXPECT_EQ(model.covariance_kind, CovarianceKind::unstructured);
    EXPECT_LT(seconds, 1.0);
    RecordProperty("seconds", std::to_string(seconds));
    RecordProperty("iterations", model.n_iteration);
}

} // namespace
} // namespace euthymia
