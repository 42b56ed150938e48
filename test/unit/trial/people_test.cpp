// SPDX-License-Identifier: Apache-2.0
#include "trial/people.hpp"

#include <cstring>
#include <filesystem>

#include <unistd.h>

#include "toy_biology.hpp"
#include "trial/biology_digest.hpp"
#include "trial/setup.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

/// A directory of its own for one test.
class Cache {
  public:
    Cache()
        : path_(fs::temp_directory_path() / ("euthymia-people-" + std::to_string(getpid()))) {
        fs::remove_all(path_);
    }
    ~Cache() { fs::remove_all(path_); }
    Cache(const Cache&) = delete;
    Cache& operator=(const Cache&) = delete;

    [[nodiscard]] std::vector<fs::path> files() const {
        std::vector<fs::path> files;
        if (!fs::exists(path_ / "people")) return files;
        for (const auto& entry : fs::directory_iterator(path_ / "people")) files.push_back(entry.path());
        return files;
    }
    [[nodiscard]] TrialOptions options(int n_thread = 1) const {
        TrialOptions options{.seed = 3, .n_thread = n_thread};
        options.code.cache = path_;
        return options;
    }

  private:
    fs::path path_;
};

const std::vector<std::uint32_t> numbers{5, 130, 7};

std::vector<Candidate> find(const Biology& biology, const TrialOptions& options, int* n_lived = nullptr) {
    People people(biology, population_of({}, biology), options);
    const Progress count = [&](const std::string&, std::size_t, std::size_t total) {
        if (n_lived != nullptr) *n_lived = static_cast<int>(total);
    };
    return people.find(numbers, count);
}

/// A score that depends on the history: it rises by the stressor's excess a week.
Biology stressed_biology() {
    Biology biology = toy_biology();
    auto& state = biology.equations.states.front();
    state.rate = state.rate + (Expression::symbol("stressor") - 1.0) / 168.0;
    biology.patients.at("candidate").history = {{.weeks = 3.0, .stress = 2.0}};
    return biology;
}

bool same_bits(const std::vector<Candidate>& a, const std::vector<Candidate>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t k = 0; k < a.size(); ++k) {
        if (a[k].state.size() != b[k].state.size() || a[k].parameters != b[k].parameters) return false;
        if (std::memcmp(a[k].state.data(), b[k].state.data(), a[k].state.size() * sizeof(double)) != 0) return false;
    }
    return true;
}

TEST(People, LiveTheHistoryOfTheirKind) {
    const Biology biology = stressed_biology();
    const auto people = find(biology, {.seed = 3});
    const Population population = population_of({}, biology);
    for (std::size_t k = 0; k < people.size(); ++k) {
        const double start = draw_individual(population, 3, numbers[k]).parameters.at("start");
        EXPECT_NEAR(people[k].state.front(), start + 3.0, 1e-6);
    }
}

TEST(People, AreTheSameBitsKeptOrNotOnAnyThreads) {
    const Biology biology = stressed_biology();
    const Cache cache;
    const auto alone = find(biology, {.seed = 3, .n_thread = 1});
    const auto cold = find(biology, cache.options(2));
    EXPECT_EQ(cache.files().size(), 2U) << "candidates 0 to 127 and 128 to 255";
    int n_lived = 0;
    const auto kept = find(biology, cache.options(1), &n_lived);
    EXPECT_TRUE(same_bits(alone, cold));
    EXPECT_TRUE(same_bits(alone, kept));
    EXPECT_EQ(n_lived, 0);
}

TEST(People, LiveAgainWhereAFileIsBroken) {
    const Biology biology = stressed_biology();
    const Cache cache;
    const auto cold = find(biology, cache.options());
    fs::resize_file(cache.files().front(), fs::file_size(cache.files().front()) / 2);
    int n_lived = 0;
    EXPECT_TRUE(same_bits(cold, find(biology, cache.options(), &n_lived)));
    EXPECT_EQ(n_lived, 128) << "the other file was whole";
}

TEST(People, OfAnotherBiologyAreOthers) {
    const Biology biology = stressed_biology();
    const Population population = population_of({}, biology);
    const TrialOptions options{.seed = 3};
    const std::string digest = people_digest(biology, population, options);
    EXPECT_EQ(digest, people_digest(stressed_biology(), population, options)) << "bytes count, not where they stand";

    Biology cut = biology; // an arrow is cut by a constant
    cut.equations.constants.front().value = 0.0;
    EXPECT_NE(digest, people_digest(cut, population, options));
    Biology other_rate = biology;
    other_rate.equations.states.front().rate = other_rate.equations.states.front().rate * 2.0;
    EXPECT_NE(digest, people_digest(other_rate, population, options));
    EXPECT_NE(digest, people_digest(biology, population, {.seed = 4}));
    EXPECT_NE(digest, people_digest(biology, population, {.seed = 3, .accuracy = {.rtol = 1e-7}}));
    Population others = population;
    others.varying.front().spread.sd *= 2.0;
    EXPECT_NE(digest, people_digest(biology, others, options));
    others = population;
    others.typical.history.front().weeks += 1.0;
    EXPECT_NE(digest, people_digest(biology, others, options));
}

TEST(People, ReadBackAsTheyWereWritten) {
    CandidateBatch batch{.layout = {{"p"}, {"x", "y"}}, .people = {}};
    batch.people.push_back(
        {.parameters = {1.5}, .state = {-0.0, 1e-310}, .failure = {}, .rescue = Failure{-3.0, "why"}});
    const auto again = batch_of(to_bytes(batch), 1);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->layout, batch.layout);
    EXPECT_TRUE(same_bits(again->people, batch.people));
    EXPECT_EQ(again->people[0].rescue->reason, "why");
    EXPECT_EQ(again->people[0].rescue->time, -3.0);
    EXPECT_FALSE(again->people[0].failure.has_value());
}

TEST(People, OfBytesThatAreNotAllThereAreNone) {
    const CandidateBatch batch{.layout = {{"p"}, {"x"}},
                               .people = {{.parameters = {1.0}, .state = {2.0}, .failure = Failure{1.0, "because"}}}};
    const std::string bytes = to_bytes(batch);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(batch_of(bytes.substr(0, size), 1).has_value()) << size;
    }
    EXPECT_FALSE(batch_of(bytes + "x", 1).has_value());
    EXPECT_FALSE(batch_of(bytes, 2).has_value());
}

} // namespace
} // namespace euthymia
