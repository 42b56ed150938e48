// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_explanation.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "euthymia/io/write_sensitivity.hpp"
#include "workspace.hpp"

namespace euthymia {
namespace {

Explanation example() {
    const double nan = std::nan("");
    const CarriedPart part{.carrier = "immune, and more",
                           .points = {-1.5, -2.0, -1.0},
                           .percent = {},
                           .blocked = {-1.0, nan, nan},
                           .alone = {-2.0, -3.0, -1.0}};
    const ExplainedArm arm{.arm = "walking",
                           .effect = {-2.0, -5.0, 1.0},
                           .nonspecific = {-0.5, -1.0, 0.0},
                           .parts = {part},
                           .worth = {-0.5, -2.0}};
    Explanation explanation;
    explanation.title = "a trial";
    explanation.comparator = "rest";
    explanation.measure = "HAMD17";
    explanation.week = 12.0;
    explanation.carriers = {"immune, and more"};
    explanation.arms = {arm};
    explanation.n_person = 40;
    return explanation;
}

TEST(WriteExplanation, KeepsPartsAndNamesWhatIsUnknownNull) {
    const auto json = nlohmann::json::parse(explanation_json(example(), {}));
    EXPECT_EQ(json["people"], 40);
    const auto& arm = json["arms"][0];
    EXPECT_EQ(arm["effect"]["interval"], nlohmann::json::parse("[-5.0, 1.0]"));
    EXPECT_EQ(arm["nonspecific"]["points"]["value"], -0.5);
    EXPECT_TRUE(arm["nonspecific"]["percent"].is_null());
    EXPECT_EQ(arm["parts"][0]["points"]["value"], -1.5);
    EXPECT_TRUE(arm["parts"][0]["percent"].is_null()) << "the effect may be 0";
    EXPECT_TRUE(arm["parts"][0]["blocked"]["interval"][0].is_null());
    EXPECT_EQ(arm["worth"], nlohmann::json::parse("[-0.5, -2.0]"));
    EXPECT_TRUE(json.contains("safety"));
}

TEST(WriteExplanation, HasARowForEachCarrierWhatRemainsAndTheEffect) {
    const std::string table = explanation_csv(example()).table;
    EXPECT_EQ(table, "arm,carrier,points,points_low,points_high,percent,percent_low,percent_high,blocked,blocked_low,"
                     "blocked_high,alone,alone_low,alone_high\n"
                     "walking,\"immune, and more\",-1.5,-2,-1,,,,-1,,,-2,-3,-1\n"
                     "walking,non-specific,-0.5,-1,0,,,,,,,,,\n"
                     "walking,effect,-2,-5,1,,,,,,,,,\n");
}

TEST(WriteExplanation, WritesAllItsFiles) {
    const test::Workspace space;
    const auto place = space.directory() / "out";
    write_explanation(place, example(), {});
    for (const char* name : {"explain.json", "explain.csv", "explain.schema.json", "run.json"}) {
        EXPECT_TRUE(std::filesystem::exists(place / name)) << name;
    }
}

TEST(WriteSensitivity, KeepsWhatWasAskedForAndNullForWhatWasNot) {
    SensitivityReport report;
    report.title = "a study";
    report.plan.parameters = {{"a", 1.0, 2.0}, {"b", -1.0, 1.0}};
    report.found.effects = {{.mean = 1.0, .mean_size = {2.0, 1.5, 2.5}, .sd = 0.5, .n = 8},
                            {.mean = 0.0, .mean_size = {}, .sd = 0.0, .n = 8}};
    report.found.decomposed = {1};
    report.found.variance = {.mean = 3.0, .variance = 4.0, .n = 64, .inputs = {{{0.5, 0.4, 0.6}, {0.7, 0.6, 0.8}}}};
    const auto json = nlohmann::json::parse(sensitivity_json(report, {}));
    EXPECT_EQ(json["parameters"][0]["morris"]["mu_star"]["value"], 2.0);
    EXPECT_TRUE(json["parameters"][0]["sobol"].is_null());
    EXPECT_EQ(json["parameters"][1]["sobol"]["total"]["interval"], nlohmann::json::parse("[0.6, 0.8]"));
    EXPECT_EQ(json["outcome"]["variance"], 4.0);
    EXPECT_EQ(sensitivity_csv(report).table,
              "id,low,high,mu,mu_star,mu_star_low,mu_star_high,sigma,first,first_low,first_high,total,total_low,"
              "total_high\n"
              "a,1,2,1,2,1.5,2.5,0.5,,,,,,\n"
              "b,-1,1,0,0,0,0,0,0.5,0.4,0.6,0.7,0.6,0.8\n");
}

} // namespace
} // namespace euthymia
