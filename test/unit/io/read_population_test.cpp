// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_population.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "workspace.hpp"

namespace euthymia::test {
namespace {

using Words = std::vector<std::string>;
using Values = std::vector<double>;

const Words known{"k", "rate", "volume"};

/// The faults of a population `people.csv` that holds `text`.
std::string faults(const Workspace& workspace, const std::string& text) {
    const auto file = workspace.write("people.csv", text);
    return workspace.words([&] { PopulationFile people(file, known); });
}

/// People `k = row / 3`, labels from "p0" on.
std::string many_people(std::size_t n) {
    std::string text = "id,k\n";
    for (std::size_t row = 0; row < n; ++row) text += fmt::format("p{},{}\n", row, static_cast<double>(row) / 3.0);
    return text;
}

TEST(PopulationFile, GivesBackEveryRowInAnyOrder) {
    const Workspace workspace;
    constexpr std::size_t n = 1000;
    const PopulationFile people(workspace.write("people.csv", many_people(n)), known);
    ASSERT_EQ(people.size(), n);
    EXPECT_EQ(people.ids(), Words{"k"});
    for (std::size_t k = 0; k < n; ++k) {
        const std::size_t row = k * 617 % n; // 617 and 1000 have no common factor: every row once
        EXPECT_EQ(people.values(row), Values{static_cast<double>(row) / 3.0});
        EXPECT_EQ(people.labels(row, 1), Words{fmt::format("p{}", row)});
    }
    EXPECT_EQ(people.labels(62, 4), (Words{"p62", "p63", "p64", "p65"}));
}

TEST(PopulationFile, MayBeAskedByManyThreads) {
    const Workspace workspace;
    const PopulationFile people(workspace.write("people.csv", many_people(640)), known);
    std::vector<double> sums(4);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < sums.size(); ++t) {
        threads.emplace_back([&, t] {
            for (std::size_t row = t; row < 640; row += 4) sums[t] += 3.0 * people.values(row)[0];
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_DOUBLE_EQ(sums[0] + sums[1] + sums[2] + sums[3], 639.0 * 640.0 / 2.0);
}

TEST(PopulationFile, CountsPeopleFromOneWithoutLabels) {
    const Workspace workspace;
    const PopulationFile people(workspace.write("people.csv", "k,volume\n1,2\n3,4\n"), known);
    EXPECT_TRUE(people.has_integer_labels());
    EXPECT_EQ(people.labels(0, 2), (Words{"1", "2"}));
    EXPECT_EQ(people.ids(), (Words{"k", "volume"}));
    EXPECT_EQ(people.values(1), (Values{3, 4}));
}

TEST(PopulationFile, ReadsWhatSpreadsheetsWrite) {
    const Workspace workspace;
    const std::string text = "\xEF\xBB\xBF\"k\", \"id\" ,rate\r\n"
                             "\r\n"
                             " 1.5 ,\"Smith, \"\"J\"\"\",-2e-3\r\n"
                             "\"7\",b,0";
    const PopulationFile people(workspace.write("people.csv", text), known);
    ASSERT_EQ(people.size(), 2U);
    EXPECT_EQ(people.labels(0, 2), (Words{"Smith, \"J\"", "b"}));
    EXPECT_EQ(people.values(0), (Values{1.5, -2e-3}));
    EXPECT_EQ(people.values(1), (Values{7, 0}));
}

TEST(PopulationFile, KnowsWhetherLabelsAreWholeNumbers) {
    const Workspace workspace;
    const auto is_integer = [&](const std::string& label) {
        return PopulationFile(workspace.write("people.csv", "id,k\n5,0\n" + label + ",0\n"), known)
            .has_integer_labels();
    };
    for (const char* label : {"0", "17", "-3", "999999999999999999"}) EXPECT_TRUE(is_integer(label)) << label;
    for (const char* label : {"007", "1.0", "-", "+1", "1e3", "x", "1234567890123456789"}) {
        EXPECT_FALSE(is_integer(label)) << label;
    }
}

TEST(PopulationFile, TellsEveryFaultWithItsLine) {
    const Workspace workspace;
    EXPECT_EQ(faults(workspace, "k,volum,k,\n1,2,3,4\n1,2,3\n\n1,x,,4\n1,2,3,nan\n1,2,3,\"4\n"),
              "the model has no constant 'volum' to set | people.csv:1 | did you mean 'volume'?\n"
              "id 'k' is there twice | people.csv:1 | keep one of the two columns\n"
              "column 4 has no id | people.csv:1 | name the constant that it sets\n"
              "3 cells under 4 ids | people.csv:3 | write one cell for each id\n"
              "column 'volum' holds 'x', which is not a number | people.csv:5 | write a decimal number such as 0.25 or "
              "1e-3\n"
              "column 'k' is empty | people.csv:5 | fill in the cell\n"
              "column '' holds 'nan', which is not a number | people.csv:6 | write a decimal number such as 0.25 or "
              "1e-3\n"
              "a quote is not closed | people.csv:7 | close it on the same line");
}

TEST(PopulationFile, TakesABlankLineAboveARowOfOneColumnForAnEmptyCell) {
    const Workspace workspace;
    EXPECT_EQ(faults(workspace, "\nk\n1\n\n \r\n2\n\n"), "column 'k' is empty | people.csv:4 | fill in the cell\n"
                                                         "column 'k' is empty | people.csv:5 | fill in the cell");
    EXPECT_EQ(faults(workspace, "id\n\na\n"), "column 'id' is empty | people.csv:2 | fill in the cell");
    EXPECT_EQ(PopulationFile(workspace.write("ends.csv", "k\n1\n2\n\n\n"), known).size(), 2U);
    EXPECT_EQ(PopulationFile(workspace.write("two.csv", "id,k\na,1\n\nb,2\n"), known).size(), 2U);
}

TEST(PopulationFile, TellsOnlyTheFirstOfManyFaults) {
    const Workspace workspace;
    std::string text = "k\n";
    for (int row = 0; row < 500; ++row) text += "?\n";
    const std::string words = faults(workspace, text);
    EXPECT_EQ(std::ranges::count(words, '\n'), 20);
    EXPECT_TRUE(words.ends_with("\nand 480 more faults | people.csv | correct these first")) << words;
}

TEST(PopulationFile, RefusesALabelThatIsThereTwice) {
    const Workspace workspace;
    EXPECT_EQ(faults(workspace, "k,id\n1,a\n2,b\n3,a\n4,\n5,a\n"),
              "column 'id' is empty | people.csv:5 | fill in the cell\n"
              "patient 'a' is there twice | people.csv:4 | give every patient another label; the first is in line 2\n"
              "patient 'a' is there twice | people.csv:6 | give every patient another label; the first is in line 2");
}

TEST(PopulationFile, RefusesAFileWithoutPeople) {
    const Workspace workspace;
    EXPECT_EQ(faults(workspace, ""), "the population is empty | people.csv | give it a header of ids");
    EXPECT_EQ(faults(workspace, "k\n\n"),
              "the population has nobody in it | people.csv | write one row a person below the header");
}

TEST(PopulationFile, RefusesWhatIsNoFile) {
    const Workspace workspace;
    const auto words = [&](const std::string& name) {
        return workspace.words([&] { PopulationFile people(workspace.directory() / name, known); });
    };
    EXPECT_EQ(words("none"), "the population cannot be read | none | check that the file is there");
    workspace.write("folder/file", "");
    EXPECT_EQ(words("folder"), "the population cannot be read | folder | check that the file is there");
    ASSERT_EQ(mkfifo((workspace.directory() / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(words("pipe"), "the population must be a file, as it is read twice | pipe | write it to a file first");
}

TEST(PopulationFile, NoticesThatTheFileChanged) {
    const Workspace workspace;
    const PopulationFile people(workspace.write("people.csv", "k\n1\n2\n"), known);
    workspace.write("people.csv", "k\nx\ny\n");
    EXPECT_EQ(workspace.words([&] { (void)people.values(1); }),
              "the population changed while it was simulated | people.csv | leave the file alone until the end");
}

} // namespace
} // namespace euthymia::test
