// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/figures.hpp"

#include <limits>
#include <regex>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

TEST(KaplanMeierChart, HoldsEveryShareUntilTheNextStep) {
    const SurvivalChart chart{.title = "Relapse",
                              .y_label = "without relapse, %",
                              .end_week = 10.0,
                              .curves = {{.label = "a", .steps = {{.week = 5.0, .share = 50.0}}}}};
    const std::string figure = kaplan_meier_chart(chart);
    std::smatch path;
    ASSERT_TRUE(std::regex_search(figure, path,
                                  std::regex("d=\"M([0-9.]+) ([0-9.]+)L([0-9.]+) ([0-9.]+)L([0-9.]+) ([0-9.]+)L"
                                             "([0-9.]+) ([0-9.]+)\" class=\"line arm-0\"")))
        << figure;
    const auto at = [&](std::size_t k) { return std::stod(path[k]); };
    EXPECT_EQ(at(2), at(4)) << "level until the step";
    EXPECT_EQ(at(3), at(5)) << "upright at the step";
    EXPECT_EQ(at(6), at(8)) << "level to the end";
    EXPECT_NEAR(at(3) - at(1), at(7) - at(3), 0.11) << "week 5 is half way to week 10";
    EXPECT_NE(figure.find("At week 10: a 50 %."), std::string::npos);
}

/// The corners of the only band over an ensemble, x and y in turn.
std::vector<double> corners_of_band(const SurvivalChart& chart) {
    const std::string figure = kaplan_meier_chart(chart);
    std::smatch path;
    EXPECT_TRUE(std::regex_search(figure, path, std::regex("d=\"([^\"]+)\" class=\"ensemble-band arm-0\""))) << figure;
    const std::string corners = path[1];
    const std::regex number("[0-9.]+");
    std::vector<double> found;
    for (std::sregex_iterator one(corners.begin(), corners.end(), number), end; one != end; ++one) {
        found.push_back(std::stod(one->str()));
    }
    return found;
}

TEST(KaplanMeierChart, DrawsTheEnsembleAsStepsOrStraight) {
    SurvivalChart chart{.title = "Relapse",
                        .y_label = "without relapse, %",
                        .end_week = 10.0,
                        .curves = {{.label = "a",
                                    .steps = {{.week = 5.0, .share = 50.0}},
                                    .over_ensemble = {{0.0, 100.0, 100.0, 100.0}, {10.0, 50.0, 40.0, 60.0}}}}};
    const auto straight = corners_of_band(chart);
    ASSERT_EQ(straight.size(), 2U * 4U) << "two points an edge";
    EXPECT_LT(straight[1], straight[3]) << "falls all the way";
    chart.falls_at_steps_only = true;
    const auto steps = corners_of_band(chart);
    ASSERT_GE(steps.size(), 2U * 6U);
    EXPECT_EQ(steps[1], steps[3]) << "level until the step";
}

TEST(KaplanMeierChart, IsEmptyWithoutCurves) {
    EXPECT_EQ(kaplan_meier_chart({.title = "t", .y_label = "y", .end_week = 4.0, .curves = {}}), "");
}

TEST(ExplanationBars, AreAsLongAsTheirShares) {
    const ExplanationChart chart{.title = "What carried it",
                                 .axis_label = "share, %",
                                 .bars = {{.name = "one", .share = {60.0, 50.0, 70.0}},
                                          {.name = "two", .share = {-20.0, unknown, unknown}, .is_direct = true}}};
    const std::string figure = explanation_bars(chart);
    const std::regex bar("width=\"([0-9.]+)\" height=\"20.0\" class=\"bar");
    std::vector<double> widths;
    for (auto match = std::sregex_iterator(figure.begin(), figure.end(), bar); match != std::sregex_iterator();
         ++match) {
        widths.push_back(std::stod((*match)[1]));
    }
    ASSERT_EQ(widths.size(), 2u);
    EXPECT_NEAR(widths[0] / widths[1], 3.0, 0.01);
    EXPECT_NE(figure.find("60 (50 to 70)"), std::string::npos);
    EXPECT_NE(figure.find("Hatched"), std::string::npos);
    EXPECT_EQ(figure.find("nan"), std::string::npos);
}

TEST(ReportPage, LeavesOutPartsWithoutContent) {
    const std::string page = report_page("A <title>", "", "lead", {{"a", "First", "<p>x</p>"}, {"b", "Second", ""}});
    EXPECT_NE(page.find("<h1>A &lt;title&gt;</h1>"), std::string::npos);
    EXPECT_NE(page.find("href=\"#a\""), std::string::npos);
    EXPECT_EQ(page.find("Second"), std::string::npos);
}

} // namespace
} // namespace euthymia
