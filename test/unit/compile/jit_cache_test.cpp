// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "company.hpp"
#include "compile/program_bytes.hpp"
#include "euthymia/compile/jit.hpp"
#include "unit/io/workspace.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

class JitCache : public testing::Test {
  protected:
    [[nodiscard]] JitOptions kept() const { return {.cache = directory_}; }

    [[nodiscard]] std::vector<fs::path> files() const {
        std::vector<fs::path> found;
        for (const auto& entry : fs::directory_iterator(directory_)) found.push_back(entry.path());
        return found;
    }

    test::Workspace workspace_;
    fs::path directory_ = workspace_.directory() / "cache";
};

std::string read(const fs::path& file) {
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return bytes.str();
}

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

/// What everybody in a vector gets, and what one person alone gets.
std::vector<Answer> answers_of(const CompiledModel& model) {
    Company company(model.lane_evaluator());
    std::mt19937 random(21);
    std::vector<double> y(4);
    for (int lane = 0; lane < company.n_lane(); ++lane) company.place(lane, draw_moment(random, 4));
    std::vector<Answer> answers = company.answers(2.0);
    model.evaluator()->initial_state(y);
    answers.push_back({.rates = y});
    return answers;
}

TEST_F(JitCache, GivesTheSameFromDiskAsFresh) {
    const std::vector<Answer> fresh = answers_of(*jit_compile(workshop(), all_quantities()));
    for (int run = 0; run < 2; ++run) {
        EXPECT_EQ(answers_of(*jit_compile(workshop(), all_quantities(), kept())), fresh);
    }
    EXPECT_FALSE(files().empty());
}

TEST_F(JitCache, WritesNothingTheSecondTime) {
    (void)answers_of(*jit_compile(workshop(), all_quantities(), kept()));
    const std::vector<fs::path> first = files();
    for (const fs::path& file : first) fs::create_hard_link(file, workspace_.directory() / file.filename());
    (void)answers_of(*jit_compile(workshop(), all_quantities(), kept()));
    EXPECT_EQ(files().size(), first.size());
    for (const fs::path& file : first) EXPECT_TRUE(fs::equivalent(file, workspace_.directory() / file.filename()));
}

TEST_F(JitCache, CompilesAgainWhatIsDamaged) {
    const std::vector<Answer> fresh = answers_of(*jit_compile(workshop(), all_quantities(), kept()));
    for (const fs::path& file : files()) {
        const std::string whole = read(file);
        std::string damaged = whole;
        damaged[damaged.size() - damaged.size() / 3] ^= 1;
        for (const std::string& bytes : {damaged, whole.substr(0, whole.size() / 2), std::string()}) {
            write(file, bytes);
            EXPECT_EQ(answers_of(*jit_compile(workshop(), all_quantities(), kept())), fresh) << file;
            EXPECT_EQ(read(file), whole) << file;
        }
    }
}

TEST_F(JitCache, KeepsCodeOfDifferentKindsApart) {
    (void)jit_compile(workshop(), all_quantities(), {.n_lane = 2, .cache = directory_});
    const std::size_t n_first = files().size();
    (void)jit_compile(workshop(), all_quantities(),
                      {.n_lane = 2, .effort = JitOptions::Effort::thorough, .cache = directory_});
    EXPECT_EQ(files().size(), 2 * n_first);
    (void)jit_compile(workshop(), {}, {.n_lane = 2, .cache = directory_});
    EXPECT_EQ(files().size(), 3 * n_first);
}

TEST_F(JitCache, DoesWithoutADirectoryItCannotWrite) {
    write(directory_, "a file where a directory should be");
    EXPECT_EQ(answers_of(*jit_compile(workshop(), all_quantities(), kept())),
              answers_of(*jit_compile(workshop(), all_quantities())));
}

TEST(ProgramBytes, AreOthersForOtherPrograms) {
    const auto bytes_of = [](const Equations& equations, const CompileOptions& options) {
        return to_bytes(write_programs(equations, options));
    };
    const std::string bytes = bytes_of(workshop(), all_quantities());
    EXPECT_EQ(bytes_of(workshop(), all_quantities()), bytes);
    EXPECT_NE(bytes_of(workshop(), {}), bytes);
    CompileOptions folded = all_quantities();
    folded.parameters = {"a"};
    EXPECT_NE(bytes_of(workshop(), folded), bytes);
    Equations heavier = workshop();
    heavier.states[0].rate = heavier.states[0].rate * 2.0;
    EXPECT_NE(bytes_of(heavier, all_quantities()), bytes);
}

} // namespace
} // namespace euthymia
