// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "company.hpp"
#include "compile/file_store.hpp"
#include "compile/program_bytes.hpp"
#include "euthymia/compile/jit.hpp"
#include "unit/io/workspace.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

class JitCache : public testing::Test {
  protected:
    [[nodiscard]] JitOptions kept() const { return {.cache = directory_, .key = "workshop"}; }

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
    const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(1);
    for (const fs::path& file : files()) fs::last_write_time(file, long_ago);
    (void)answers_of(*jit_compile(workshop(), all_quantities(), kept()));
    for (const fs::path& file : files()) {
        const bool is_code = file.extension() == ".o";
        EXPECT_EQ(fs::last_write_time(file) == long_ago, is_code) << file; // programs come before code
    }
}

TEST_F(JitCache, LoadsAModelWithoutItsEquations) {
    const auto model = jit_compile(workshop(), all_quantities(), kept());
    const auto loaded = load_compiled(kept());
    ASSERT_NE(loaded, nullptr);
    EXPECT_EQ(loaded->layout().states, model->layout().states);
    EXPECT_EQ(loaded->layout().defaults, model->layout().defaults);
    EXPECT_EQ(loaded->layout().roots, model->layout().roots);
    EXPECT_EQ(loaded->jacobian_pattern().row, model->jacobian_pattern().row);
    EXPECT_EQ(answers_of(*loaded), answers_of(*model));
}

TEST_F(JitCache, KnowsNoModelThatWasNotKept) {
    EXPECT_EQ(load_compiled(kept()), nullptr);
    (void)jit_compile(workshop(), all_quantities(), kept());
    EXPECT_EQ(load_compiled({.cache = directory_, .key = "other"}), nullptr);
    EXPECT_EQ(load_compiled({}), nullptr);
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

TEST_F(JitCache, TrustsNoDamagedPrograms) {
    (void)jit_compile(workshop(), all_quantities(), kept());
    const fs::path file = directory_ / "workshop.programs";
    std::string bytes = read(file);
    bytes.back() ^= 1;
    write(file, bytes);
    EXPECT_EQ(load_compiled(kept()), nullptr);
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

TEST(CacheKey, DependsOnTheDocumentAndOnEveryOption) {
    const CompileOptions options{.parameters = {"a"}, .observables = {"b"}, .roots = {}};
    const std::string key = cache_key("document", options);
    EXPECT_EQ(cache_key("document", options), key);
    EXPECT_NE(cache_key("Document", options), key);
    EXPECT_NE(cache_key("document", {.parameters = {"a", "b"}, .observables = {}, .roots = {}}), key);
    EXPECT_NE(cache_key("document", {.parameters = {"a"}, .observables = {}, .roots = {"b"}}), key);
}

TEST(ProgramBytes, ReadBackEqual) {
    const Programs programs = write_programs(workshop(), all_quantities());
    const std::string bytes = to_bytes(programs);
    const Programs read = programs_from_bytes(bytes);
    EXPECT_EQ(to_bytes(read), bytes);
    EXPECT_EQ(read.layout.algebraic, std::vector{3});
    EXPECT_EQ(read.lu.from_matrix, programs.lu.from_matrix);
    EXPECT_EQ(read.linear.tape.size(), programs.linear.tape.size());
}

bool is_refused(const std::string& bytes) {
    try {
        (void)programs_from_bytes(bytes);
        return false;
    } catch (const std::invalid_argument&) {
        return true;
    }
}

TEST(ProgramBytes, AreRefusedUnlessWhole) {
    const std::string bytes = to_bytes(write_programs(workshop(), all_quantities()));
    for (std::size_t n = 0; n < bytes.size(); n += 3) {
        EXPECT_TRUE(is_refused(bytes.substr(0, n))) << n;
    }
    EXPECT_TRUE(is_refused(bytes + 'x'));
}

TEST(FileStore, DigestsAreThoseOfBlake3) {
    // the empty test vector of the BLAKE3 reference, its first 16 bytes
    EXPECT_EQ(digest(""), "af1349b9f5f9a1a6a0404dea36dcc949");
}

} // namespace
} // namespace euthymia
