// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "io/board_band.hpp"
#include "io/board_figures.hpp"
#include "io/board_rows.hpp"

namespace euthymia {
namespace {

PublishedRow published(const std::string& statistic, double value) {
    return {.id = "C1",
            .split = "calibration",
            .arm = "a",
            .versus = {},
            .measure = "HAMD17",
            .week = 6.0,
            .statistic = statistic,
            .value = value};
}

/// Arms that get what the name says.
TrialResult trial() {
    TrialResult result;
    result.design.title = "A trial";
    result.design.arms = {{.name = "run", .protocol = {.name = {}, .interventions = {Exercise{}, Attention{}}}},
                          {.name = "pill", .protocol = {.name = {}, .interventions = {Drug{}}}},
                          {.name = "both", .protocol = {.name = {}, .interventions = {Exercise{}, Drug{}}}},
                          {.name = "wait", .protocol = {.name = {}, .interventions = {Care{}}}}};
    result.scales = {"HAMD17"};
    const auto variable = [](const char* alias, const char* id, const char* panel) {
        return Name{.alias = alias, .id = id, .panel = panel, .unit = {}, .label = {}};
    };
    result.variables = {variable("crp", "neuroimmune__crp", "neuroimmune"),
                        variable("hamd17", "symptoms__hamd17", "symptoms"),
                        variable("load", "exercise__relative_load", "")};
    return result;
}

BoardRow row_of(const std::string& arm, const std::string& measure) {
    Evidence evidence{.claims = {}, .verdicts = {}, .trials = {trial()}};
    Comparison comparison{.published = published("smd", -0.5), .simulated = -0.5};
    comparison.published.arm = arm;
    comparison.published.measure = measure;
    evidence.trials[0].comparisons = {comparison};
    return board_rows(evidence).front();
}

TEST(Board, KnowsTheTreatmentByWhatIsDoneInTheArm) {
    EXPECT_EQ(row_of("run", "HAMD17").treatment, "exercise");
    EXPECT_EQ(row_of("pill", "HAMD17").treatment, "drug");
    EXPECT_EQ(row_of("both", "HAMD17").treatment, "combination");
    EXPECT_EQ(row_of("wait", "HAMD17").treatment, "none");
    EXPECT_EQ(row_of("pill and both", "HAMD17").treatment, "combination") << "pooled arms";
}

TEST(Board, KnowsTheSystemByTheMeasure) {
    EXPECT_EQ(row_of("run", "HAMD17").system, "clinical");
    EXPECT_EQ(row_of("run", "hamd17").system, "clinical");
    EXPECT_EQ(row_of("run", "crp").system, "neuroimmune");
    EXPECT_EQ(row_of("run", "neuroimmune__crp").system, "neuroimmune");
    EXPECT_EQ(row_of("run", "load").system, "exercise");
}

TEST(AgreementBand, RunsFromMinusOneToOneOverThePublishedInterval) {
    PublishedRow row = published("mean_difference", -2.0);
    row.low = -4.0;
    row.high = 1.0;
    const AgreementBand band = band_of(row, true);
    EXPECT_DOUBLE_EQ(band.position(-4.0), -1.0);
    EXPECT_DOUBLE_EQ(band.position(-1.5), 0.0);
    EXPECT_DOUBLE_EQ(band.position(1.0), 1.0);
    EXPECT_DOUBLE_EQ(band.position(3.5), 2.0);
}

TEST(AgreementBand, IsLogarithmicForRatios) {
    PublishedRow row = published("odds_ratio", 2.0);
    row.low = 1.0;
    row.high = 4.0;
    EXPECT_NEAR(band_of(row, true).position(2.0), 0.0, 1e-12);
    EXPECT_NEAR(band_of(row, true).position(8.0), 2.0, 1e-12);
}

TEST(AgreementBand, HasTheTolerancesOfTheDesignWithoutAnInterval) {
    EXPECT_NEAR(band_of(published("smd", -0.5), true).position(-0.4), 1.0, 1e-12);
    EXPECT_NEAR(band_of(published("mean_change", -8.0), true).position(-9.0), -1.0, 1e-12);
    EXPECT_NEAR(band_of(published("response_rate", 40.0), true).position(45.0), 1.0, 1e-12);
    EXPECT_NEAR(band_of(published("mean_change", 8.0), false).position(10.0), 1.0, 1e-12);
    EXPECT_NEAR(band_of(published("odds_ratio", 2.0), true).position(2.0 * std::exp(0.2)), 1.0, 1e-12);
}

TEST(Board, CountsWhatAgreesInEveryGroup) {
    BoardRow row = row_of("run", "crp");
    std::vector<BoardRow> rows(3, row);
    rows[1].comparison.agrees = true;
    rows[2].system = "structure";
    const auto counts = count_by(rows, &BoardRow::system);
    ASSERT_EQ(counts.size(), 2u);
    EXPECT_EQ(words_of(counts[0]), "1 of 2 (50 %)");
    EXPECT_EQ(words_of(counts[1]), "0 of 1 (0 %)");
    const auto groups = board_groups(rows);
    ASSERT_EQ(groups.size(), 2u);
    EXPECT_EQ(groups[0].heading, "calibration, neuroimmune, exercise: 1 of 2 (50 %) agree");
}

TEST(Board, DrawsWhatLiesBeyondTheAxisAsATriangle) {
    BoardRow row = row_of("run", "HAMD17");
    row.comparison.simulated = 5.0;
    EXPECT_NE(board_strip(row).find("Z\" class=\"strip-differs\""), std::string::npos);
    row.comparison.simulated = -0.5;
    row.comparison.agrees = true;
    EXPECT_NE(board_strip(row).find("<circle"), std::string::npos);
}

} // namespace
} // namespace euthymia
