// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_sensitivity.hpp"

#include <gtest/gtest.h>

#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

const std::string head = "schema: euthymia/sensitivity/1\n"
                         "title: A study\n"
                         "patient: moderate\n"
                         "protocol: walking\n"
                         "outcome: {scale: HAMD17, week: 12}\n";

SensitivityDocument read(const std::string& rest) {
    const Workspace space;
    return read_sensitivity(space.write("study.yaml", head + rest));
}

std::string words(const std::string& rest) {
    const Workspace space;
    const auto file = space.write("study.yaml", head + rest);
    return space.words([&] { std::ignore = read_sensitivity(file); });
}

/// Three parameters of two systems.
const std::vector<ParameterRow> rows{
    {"a__x", 2.0, "hour", "", "s", "assumed", ""},
    {"a__y", -1.0, "hour", "", "s", "measured", ""},
    {"b__x", 0.0, "hour", "", "s", "assumed", ""},
};

Biology biology() {
    Biology biology;
    biology.equations.constants = {{"a__x", 2.0}, {"a__y", -1.0}, {"b__x", 0.0}};
    return biology;
}

std::vector<UncertainParameter> choose(const std::string& choices, const Patient& patient = {}) {
    return chosen_parameters(read("parameters: [" + choices + "]\nmethod: morris\n"), rows, biology(), patient);
}

TEST(ReadSensitivity, KeepsWhatIsAsked) {
    const auto study = read("parameters: [{id: x, low: 1, high: 2}, {graded: assumed, range: 10 %}]\n"
                            "method: morris\nthen: 3\nsamples: 32\nseed: 9\n");
    EXPECT_EQ(study.measure, "HAMD17");
    EXPECT_EQ(study.week, 12.0);
    EXPECT_EQ(*study.parameters[0].high, 2.0);
    EXPECT_NEAR(study.parameters[1].range, 0.1, 1e-15);
    EXPECT_EQ(study.n_trajectory, 10);
    EXPECT_EQ(study.n_sample, 32);
    EXPECT_EQ(study.most_important, 3u);
    EXPECT_EQ(*study.seed, 9u);
}

TEST(ReadSensitivity, TellsEveryFaultWithItsLine) {
    EXPECT_EQ(words("parameters: [{id: x, low: 3, high: 2}]\nmethod: sobol\nthen: 2\n"),
              "'parameters.high' is '2' | study.yaml:6 | give a number above 'low'\n"
              "'then' is '2' | study.yaml:8 | it follows 'method: morris'");
    EXPECT_EQ(words("trial: dose-2005\nparameters: [{id: x}]\nmethod: sobol\n"),
              "what to simulate is not clear | study.yaml:1 | give 'trial', or else 'patient' and 'protocol' (and "
              "'versus', another protocol)\n"
              "'outcome.arm' is missing | study.yaml:5 | add 'arm'");
}

TEST(ChosenParameters, LieAroundTheirUsualValues) {
    const auto found = choose("{id: a__y}, {id: a__x, range: 50 %}");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_NEAR(found[0].low, -1.2, 1e-15);
    EXPECT_NEAR(found[0].high, -0.8, 1e-15);
    EXPECT_NEAR(found[1].low, 1.0, 1e-15);
    const auto own = choose("{id: a__x}", {.title = "", .parameters = {{"a__x", 10.0}}, .history = {}});
    EXPECT_NEAR(own[0].high, 12.0, 1e-14);
}

TEST(ChosenParameters, AreThoseOfAGradeAndASystemEachOnceWithoutZeros) {
    EXPECT_EQ(choose("{graded: assumed}").size(), 1u);
    EXPECT_EQ(choose("{system: a}, {id: a__x}").size(), 2u);
    EXPECT_EQ(choose("{system: a, graded: measured}")[0].id, "a__y");
    EXPECT_THROW(choose("{system: c}"), InputError);
    EXPECT_THROW(choose("{id: b__x}"), InputError) << "a share of 0 is no range";
}

} // namespace
} // namespace euthymia
