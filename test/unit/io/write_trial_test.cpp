// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_trial.hpp"

#include <csignal>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include "euthymia/io/write_netcdf.hpp"
#include "workspace.hpp"
#include "write_example.hpp"

namespace euthymia::test {
namespace {

namespace fs = std::filesystem;

std::set<std::string> names_in(const fs::path& directory) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory)) names.insert(entry.path().filename().string());
    return names;
}

/// While it lives no file can grow beyond `size` bytes: what a full disk looks like to a program.
class FullDisk {
  public:
    explicit FullDisk(rlim_t size)
        : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &limit_);
        const rlimit small{.rlim_cur = size, .rlim_max = limit_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

  private:
    rlimit limit_{};
    void (*handler_)(int);
};

const std::string full_words =
    "the results cannot be written: File too large | {} | free some space, or choose another place with -o";

std::string full_at(const std::string& place) {
    std::string words = full_words;
    return words.replace(words.find("{}"), 2, place);
}

TEST(TrialResults, AreAllInOneDirectory) {
    const Workspace workspace;
    const fs::path target = workspace.directory() / "results";
    write_trial_results(target, example_trial(), example_provenance());
    const std::set<std::string> expected{"report.html",         "results.nc",   "summary.csv",
                                         "summary.schema.json", "failures.csv", "failures.schema.json",
                                         "comparison.csv",      "run.json",     "comparison.schema.json"};
    EXPECT_EQ(names_in(target), expected);
    const auto run = nlohmann::json::parse(text_of(target / "run.json"));
    EXPECT_EQ(run["files"].get<std::set<std::string>>(), expected);
}

TEST(TrialResults, CanBeWrittenAgain) {
    const Workspace workspace;
    const fs::path target = workspace.directory() / "results";
    TrialResult trial = example_trial();
    write_trial_results(target, trial, example_provenance());
    trial.failures.clear();
    write_trial_results(target, trial, example_provenance());
    EXPECT_EQ(text_of(target / "failures.csv"), "patient,arm,seed,time,reason\n");
    EXPECT_EQ(names_in(workspace.directory()), (std::set<std::string>{"results"}));
}

TEST(TrialResults, LeaveNothingBehindOnAFullDisk) {
    const Workspace workspace;
    std::string words;
    {
        const FullDisk disk(1000);
        words = workspace.words(
            [&] { write_trial_results(workspace.directory() / "results", example_trial(), example_provenance()); });
    }
    EXPECT_EQ(words, full_at("results/report.html"));
    EXPECT_EQ(names_in(workspace.directory()), (std::set<std::string>{}));
}

TEST(TrialResults, KeepThoseOfAnEarlierRunOnAFullDisk) {
    const Workspace workspace;
    const fs::path target = workspace.directory() / "results";
    write_trial_results(target, example_trial(), example_provenance());
    const std::string before = text_of(target / "report.html");
    {
        const FullDisk disk(1000);
        EXPECT_THROW(write_trial_results(target, example_trial(), example_provenance()), InputError);
    }
    EXPECT_EQ(text_of(target / "report.html"), before);
    EXPECT_EQ(names_in(workspace.directory()), (std::set<std::string>{"results"}));
}

TEST(TrialNetcdf, SaysThatTheDiskIsFull) {
    const Workspace workspace;
    std::string words;
    {
        const FullDisk disk(1000);
        words = workspace.words(
            [&] { write_trial_netcdf(workspace.directory() / "a.nc", example_trial(), example_provenance()); });
    }
    EXPECT_EQ(words, full_at("a.nc"));
}

} // namespace
} // namespace euthymia::test
