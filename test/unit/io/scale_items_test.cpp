// SPDX-License-Identifier: Apache-2.0
// The items of scales against the sums of the model.
#include <algorithm>

#include <gtest/gtest.h>

#include "euthymia/base/version.hpp"
#include "euthymia/io/read_biology.hpp"
#include "io/read_tables.hpp"
#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

const std::filesystem::path directory = std::filesystem::path(source_directory()) / "biology";
const std::string head = "scale\titem\tvariable\tmax\tcounted\tsource\tgrade\tnote\n";

/// score = 4 mood + 6 sleep, with weights that are numbers of the model.
Biology toy() {
    const auto symbol = [](const char* name) { return Expression::symbol(name); };
    Biology biology;
    biology.equations.states = {{"mood", Expression(0.5), Expression(0.0)},
                                {"sleep", Expression(0.5), Expression(0.0)}};
    biology.equations.constants = {{"points_mood", 4.0}, {"points_sleep", 6.0}};
    biology.equations.quantities = {
        {"mood", symbol("mood")},
        {"sleep", symbol("sleep")},
        {"score", symbol("points_mood") * symbol("mood") + symbol("points_sleep") * symbol("sleep")}};
    biology.scales = {{.name = "S", .variable = "score", .max = 10.0, .bands = {}}};
    return biology;
}

std::string words(const Workspace& space, const std::string& rows) {
    const auto file = space.write("scale_items.tsv", head + rows);
    Biology biology = toy();
    return space.words([&] {
        read_scale_items(file, biology.scales);
        require_sums_of_items(biology, file);
    });
}

TEST(ScaleItems, AreThoseThatTheModelSums) {
    const Biology biology = read_biology(directory); // refuses a model that sums otherwise
    std::vector<std::string> summed;
    for (const Scale& scale : biology.scales) {
        if (!scale.items.empty()) summed.push_back(scale.name);
    }
    EXPECT_EQ(summed, (std::vector<std::string>{"HAMD17", "MADRS", "HAMA"}));
    EXPECT_EQ(biology.scales.front().items.size(), 17u);
}

TEST(ScaleItems, AgreeWithASumOfTheSameWeights) {
    const Workspace space;
    EXPECT_EQ(words(space, "S\tsadness\tmood\t4\t1\tkey2000\tmeasured\t\n"
                           "S\tearly\tsleep\t2\t\tkey2000\tmeasured\t\nS\tlate\tsleep\t4\t\tkey2000\tmeasured\t\n"),
              "no error");
}

TEST(ScaleItems, ThatCountOtherwiseInTheModelAreToldWithBothNumbers) {
    const Workspace space;
    EXPECT_EQ(words(space, "S\tsadness\tmood\t5\t1\tkey2000\tmeasured\t\nS\tearly\tsleep\t5\t1\tkey2000\tmeasured\t\n"),
              "'mood' brings 4 points of S in the model, 5 in its items | scale_items.tsv | correct the items, or the "
              "weights in parameters.tsv\n"
              "'sleep' brings 6 points of S in the model, 5 in its items | scale_items.tsv | correct the items, or the "
              "weights in parameters.tsv");
    EXPECT_EQ(words(space, "S\tsadness\tmood\t10\t0.4\tkey2000\tassumed\t\n"),
              "'sleep' brings 6 points of S in the model, 0 in its items | scale_items.tsv | correct the items, or the "
              "weights in parameters.tsv")
        << "what the model adds and the table lacks";
}

TEST(ScaleItems, ThatDoNotReachTheLargestScoreAreRefused) {
    const Workspace space;
    EXPECT_EQ(words(space, "S\tsadness\tmood\t4\t1\tkey2000\tmeasured\t\n"),
              "the items of S have 4 points, the scale 10 | scale_items.tsv | give every item with its largest score");
    EXPECT_EQ(words(space, "T\tsadness\tmood\t4\t1\tkey2000\tmeasured\t\n"),
              "there is no scale 'T' | scale_items.tsv:2 | did you mean 'S'?");
}

} // namespace
} // namespace euthymia
