// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/evaluation_file.hpp"

#include <cmath>
#include <limits>

#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

const Evaluation one{.values = {1.0 / 3.0, 1e-300},
                     .simulated = {-47.123456789012345, std::numeric_limits<double>::quiet_NaN()},
                     .misfit = 0.1 + 0.2,
                     .prior = 0.0,
                     .objective = 0.1 + 0.2,
                     .failure = "toy: only 0 of 3 \"candidates\""};

TEST(EvaluationFile, GivesBackEvaluationsToTheLastBit) {
    const Workspace workspace;
    const auto path = workspace.directory() / "e.jsonl";
    EvaluationFile(path, "key", {"a", "b"}).append(one);
    const EvaluationFile again(path, "key", {"a", "b"});
    ASSERT_EQ(again.known().size(), 1U);
    const Evaluation& read = again.known()[0];
    EXPECT_EQ(read.values, one.values);
    EXPECT_EQ(read.simulated[0], one.simulated[0]);
    EXPECT_TRUE(std::isnan(read.simulated[1]));
    EXPECT_EQ(read.misfit, one.misfit);
    EXPECT_EQ(read.objective, one.objective);
    EXPECT_EQ(read.failure, one.failure);
}

TEST(EvaluationFile, DropsALineThatWasCutOffAndGoesOn) {
    const Workspace workspace;
    const auto path = workspace.directory() / "e.jsonl";
    {
        EvaluationFile file(path, "key", {"a", "b"});
        file.append(one);
        file.append(one);
    }
    std::filesystem::resize_file(path, std::filesystem::file_size(path) - 5);
    {
        EvaluationFile file(path, "key", {"a", "b"});
        EXPECT_EQ(file.known().size(), 1U);
        file.append(one);
    }
    EXPECT_EQ(EvaluationFile(path, "key", {"a", "b"}).known().size(), 2U);
}

TEST(EvaluationFile, RefusesEvaluationsOfOtherInputs) {
    const Workspace workspace;
    const auto path = workspace.directory() / "e.jsonl";
    EvaluationFile(path, "key", {"a"});
    EXPECT_EQ(workspace.words([&] { EvaluationFile(path, "other", {"a"}); }),
              "the evaluations are of other inputs: another build, biology, trials, numbers or options | e.jsonl | "
              "give another directory with -o, or remove the file to begin anew");
    const auto strange = workspace.write("strange.jsonl", "no json\n");
    EXPECT_EQ(workspace.words([&] { EvaluationFile(strange, "key", {"a"}); }),
              "this is no file of evaluations | strange.jsonl | give another directory with -o, or remove the file to "
              "begin anew");
}

std::string key_of(const Workspace& workspace, const std::string& trial) {
    const auto biology = workspace.write("parameters.tsv", "gain\t1\n");
    return evaluation_key({}, {}, {biology}, {workspace.write("t.yaml", trial)});
}

TEST(EvaluationKey, DoesNotReadValidationRows) {
    const Workspace workspace;
    const std::string rows = "title: toy\npublished:\n  - {id: C1, split: calibration, value: 3}\n";
    const std::string key = key_of(workspace, rows);
    EXPECT_EQ(key_of(workspace, rows + "  - {id: V1, split: validation, value: 3}\n"), key);
    EXPECT_EQ(key_of(workspace, rows + "  - {id: V1, split: validation, value: 4}\n"), key);
    EXPECT_NE(key_of(workspace, rows + "  - {id: C2, split: calibration, value: 4}\n"), key);
}

TEST(EvaluationKey, DiffersWithEverythingThatDecidesAnEvaluation) {
    const Workspace workspace;
    const auto biology = workspace.write("parameters.tsv", "gain\t1\n");
    const auto trial = workspace.write("t.yaml", "title: toy\n");
    const FitParameter gain{.name = "gain", .contact = {}, .present = 1, .low = 0.1, .high = 2, .prior = {}};
    const std::string key = evaluation_key({gain}, {}, {biology}, {trial});
    FitParameter wider = gain;
    wider.high = 3;
    EXPECT_NE(evaluation_key({wider}, {}, {biology}, {trial}), key);
    EXPECT_NE(evaluation_key({gain}, {.n_pool = 7}, {biology}, {trial}), key);
    EXPECT_NE(evaluation_key({gain}, {.seed = 7}, {biology}, {trial}), key);
    EXPECT_EQ(evaluation_key({gain}, {.n_thread = 7}, {biology}, {trial}), key);
    EXPECT_NE(evaluation_key({gain}, {}, {workspace.write("parameters.tsv", "gain\t2\n")}, {trial}), key);
}

} // namespace
} // namespace euthymia
