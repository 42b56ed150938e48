// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_calibration.hpp"

#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

const std::string head = "schema: euthymia/calibration/1\ntitle: toy\n";

TEST(ReadCalibration, TakesNumbersTrialsAndBudgets) {
    const Workspace workspace;
    const auto design = read_calibration(workspace.write(
        "c.yaml", head + "parameters:\n"
                         "  - {id: gain, low: 0.1, high: 10, prior: lognormal sd 0.3, scale: linear}\n"
                         "  - {id: contact.waitlist.points, low: 0, high: 5}\n"
                         "trials: [a, b.yaml]\nclaims: [A1]\nallow_assumed: true\npool: 50\nreplicates: 20\n"
                         "evaluations: 40\nseed: 9\nensemble: 12\n"));
    ASSERT_EQ(design.parameters.size(), 2U);
    EXPECT_EQ(design.parameters[0].name, "gain");
    EXPECT_EQ(design.parameters[0].high, 10.0);
    ASSERT_TRUE(design.parameters[0].prior.has_value());
    EXPECT_EQ(design.parameters[0].prior->sd, 0.3);
    EXPECT_EQ(design.parameters[0].scale, FitScale::linear);
    EXPECT_FALSE(design.parameters[1].prior.has_value());
    EXPECT_FALSE(design.parameters[1].scale.has_value());
    EXPECT_EQ(design.trials, (std::vector<std::string>{"a", "b.yaml"}));
    EXPECT_EQ(design.claims, std::vector<std::string>{"A1"});
    EXPECT_TRUE(design.allows_assumed);
    EXPECT_EQ(design.n_pool, 50);
    EXPECT_EQ(design.n_replicate, 20);
    EXPECT_EQ(design.n_evaluation, 40);
    EXPECT_EQ(design.n_ensemble, 12);
    EXPECT_EQ(design.seed, 9U);
}

TEST(ReadCalibration, TakesAllTrialsAsAWord) {
    const Workspace workspace;
    const auto design = read_calibration(
        workspace.write("c.yaml", head + "parameters: [{id: gain, low: 0.1, high: 10}]\ntrials: all\n"));
    EXPECT_EQ(design.trials, std::vector<std::string>{"all"});
    EXPECT_EQ(design.n_ensemble, 0);
}

TEST(ReadCalibration, TellsEveryFaultWithItsLine) {
    const Workspace workspace;
    const auto file = workspace.write("c.yaml", head + "parameters:\n"
                                                       "  - {id: gain, low: 5, high: 1}\n"
                                                       "  - {id: other, low: 1, high: 2, prior: normal sd 1 min 0}\n"
                                                       "  - {id: third, low: 1, high: 2, scale: cubic}\n"
                                                       "  - {id: fourth, low: 1, high: 2, prior: lognormal sd 0}\n"
                                                       "pool: many\n");
    EXPECT_EQ(
        workspace.words([&] { (void)read_calibration(file); }),
        "'trials' is missing | c.yaml:1 | add 'trials', a list of files, or 'trials: all'\n"
        "'parameter.high' is '1' | c.yaml:4 | write a number above 'low'\n"
        "'parameter.prior' is 'normal sd 1 min 0' | c.yaml:5 | remove 'min' and 'max': 'low' and 'high' bound it\n"
        "'parameter.scale' is 'cubic' | c.yaml:6 | use one of: log, linear\n"
        "'lognormal sd 0' is not a spread | c.yaml:7 | write 'normal sd 0.1', 'lognormal cv 0.25' or 'lognormal sd "
        "0.5', "
        "with 'min' and 'max' if needed\n"
        "'pool' is 'many' | c.yaml:8 | write a whole number of at least 1");
}

TEST(GradedNumbers, StandInParametersAndInTheContactTable) {
    const Workspace workspace;
    workspace.write("parameters.tsv", "id\tvalue\tunit\tspread\tsource\tgrade\tnote\n"
                                      "gain\t2\tdimensionless\t\tx2000\tcalibrated\t\n");
    workspace.write("tables/contact.tsv", "kind\tpoints\tgrade\nwaitlist\t2.4\tassumed\n");
    const auto numbers = read_graded_numbers(workspace.directory());
    ASSERT_EQ(numbers.size(), 2U);
    EXPECT_EQ(numbers[0].name, "gain");
    EXPECT_EQ(numbers[0].value, 2.0);
    EXPECT_EQ(numbers[1].name, "contact.waitlist.points");
    EXPECT_EQ(numbers[1].value, 2.4);
    EXPECT_EQ(numbers[1].grade, "assumed");
}

TEST(EnsembleFile, ReadsBackToTheLastBit) {
    const Workspace workspace;
    const Ensemble ensemble{.names = {"gain", "contact.waitlist.points"},
                            .members = {{.weight = 1.0 / 3.0, .objective = 12.345678901234567, .values = {0.1, 1e-17}},
                                        {.weight = 2.0 / 3.0, .objective = -4.0, .values = {1.0 / 7.0, 2.0}}}};
    const Ensemble read = read_ensemble(workspace.write("e.tsv", ensemble_tsv(ensemble)));
    EXPECT_EQ(read.names, ensemble.names);
    ASSERT_EQ(read.members.size(), 2U);
    for (std::size_t k = 0; k < 2; ++k) {
        EXPECT_EQ(read.members[k].weight, ensemble.members[k].weight);
        EXPECT_EQ(read.members[k].objective, ensemble.members[k].objective);
        EXPECT_EQ(read.members[k].values, ensemble.members[k].values);
    }
}

TEST(EnsembleFile, SaysWhenItIsNone) {
    const Workspace workspace;
    const auto words = [&](const std::string& text) {
        const auto file = workspace.write("e.tsv", text);
        return workspace.words([&] { (void)read_ensemble(file); });
    };
    EXPECT_EQ(words("member\tweight\tobjective\n0\t1\t2\n"),
              "this is no ensemble | e.tsv:1 | use the file ensemble.tsv that `euthymia calibrate` wrote");
    EXPECT_EQ(words("member\tweight\tobjective\tgain\n"),
              "the ensemble has no members | e.tsv | run `euthymia calibrate` with 'ensemble: 20'");
    EXPECT_EQ(words("member\tweight\tobjective\tgain\n0\t0\t2\t1\n"),
              "no member of the ensemble has any weight | e.tsv | use the file ensemble.tsv that `euthymia calibrate` "
              "wrote");
    EXPECT_EQ(
        words("member\tweight\tobjective\tgain\n0\t1\t2\tmuch\n"),
        "column 'gain' holds 'much', which is not a number | e.tsv:2 | write a decimal number such as 0.25 or 1e-3");
}

} // namespace
} // namespace euthymia
