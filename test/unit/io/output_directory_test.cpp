// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/output_directory.hpp"

#include <gtest/gtest.h>

#include "workspace.hpp"
#include "write_example.hpp"

namespace euthymia::test {
namespace {

namespace fs = std::filesystem;

std::size_t n_entry(const fs::path& directory) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory), fs::directory_iterator()));
}

/// Publishes a directory that holds `answer.txt` and the list of its files.
void publish(const fs::path& directory, const std::string& answer) {
    OutputDirectory output(directory);
    output.write("answer.txt", answer);
    output.write("run.json", R"({"files": ["answer.txt", "run.json"]})");
    output.publish();
}

TEST(OutputDirectory, IsNotThereBeforeItIsPublished) {
    const Workspace workspace;
    const fs::path target = workspace.directory() / "deep" / "results";
    OutputDirectory output(target);
    output.write("answer.txt", "42");
    EXPECT_FALSE(fs::exists(target));
    output.publish();
    EXPECT_EQ(text_of(target / "answer.txt"), "42");
    EXPECT_EQ(n_entry(target.parent_path()), 1u);
}

TEST(OutputDirectory, LeavesNothingBehindWhenItIsNotPublished) {
    const Workspace workspace;
    { OutputDirectory(workspace.directory() / "results").write("answer.txt", "42"); }
    EXPECT_EQ(n_entry(workspace.directory()), 0u);
}

TEST(OutputDirectory, ReplacesTheResultsOfAnEarlierRun) {
    const Workspace workspace;
    publish(workspace.directory() / "results", "old");
    publish(workspace.directory() / "results/", "new");
    EXPECT_EQ(text_of(workspace.directory() / "results/answer.txt"), "new");
    EXPECT_EQ(n_entry(workspace.directory()), 1u);
}

TEST(OutputDirectory, IsLookedAtBeforeLongWork) {
    const Workspace workspace;
    require_replaceable(workspace.directory() / "absent");
    publish(workspace.directory() / "results", "old");
    require_replaceable(workspace.directory() / "results");
    EXPECT_EQ(text_of(workspace.directory() / "results/answer.txt"), "old") << "looking changes nothing";
    workspace.write("mine/thesis.txt", "years of work");
    EXPECT_THROW(require_replaceable(workspace.directory() / "mine"), InputError);
}

TEST(OutputDirectory, FollowsALinkToItsPlace) {
    const Workspace workspace;
    publish(workspace.directory() / "results", "old");
    fs::create_directory_symlink("results", workspace.directory() / "link");
    publish(workspace.directory() / "link", "new");
    EXPECT_TRUE(fs::is_symlink(workspace.directory() / "link"));
    EXPECT_EQ(text_of(workspace.directory() / "results/answer.txt"), "new");
}

TEST(OutputDirectory, RefusesAFileItDidNotWrite) {
    const Workspace workspace;
    const std::string todo = "choose another directory with -o, or move what is there";
    publish(workspace.directory() / "results", "old");
    workspace.write("results/notes.txt", "mine");
    EXPECT_EQ(workspace.words([&] { OutputDirectory output(workspace.directory() / "results"); }),
              "the output directory holds 'notes.txt', which euthymia did not write | results | " + todo);
    EXPECT_EQ(text_of(workspace.directory() / "results/notes.txt"), "mine");
    workspace.write("letters/run.json", "not ours");
    EXPECT_EQ(workspace.words([&] { OutputDirectory output(workspace.directory() / "letters"); }),
              "the output directory holds 'run.json', which euthymia did not write | letters | " + todo);
}

TEST(OutputDirectory, RefusesAFileInItsPlace) {
    const Workspace workspace;
    workspace.write("results", "a letter");
    EXPECT_EQ(workspace.words([&] { OutputDirectory output(workspace.directory() / "results"); }),
              "the output directory is a file | results | choose another directory with -o, or move what is there");
}

TEST(WholeFile, ReplacesAFileAtOnceOrNotAtAll) {
    const Workspace workspace;
    const fs::path file = workspace.write("table.csv", "old");
    EXPECT_THROW(write_whole_file(file,
                                  [](const fs::path& partial) -> bool {
                                      std::ofstream(partial) << "half";
                                      throw InputError(Issue{"interrupted", "here", "again"});
                                  }),
                 InputError);
    EXPECT_EQ(text_of(file), "old");
    write_whole_file(file, "new");
    EXPECT_EQ(text_of(file), "new");
    EXPECT_EQ(n_entry(workspace.directory()), 1u);
}

TEST(WholeFile, KeepsAPartUnderAnotherName) {
    const Workspace workspace;
    const fs::path file = workspace.write("table.csv", "old");
    const auto write_half = [](const fs::path& partial) {
        std::ofstream(partial) << "half";
        return false;
    };
    const fs::path part = workspace.directory() / "table.csv.partial";
    EXPECT_EQ(write_whole_file(file, write_half).string(), part.string());
    EXPECT_EQ(text_of(file), "old");
    EXPECT_EQ(text_of(part), "half");
    fs::create_symlink("table.csv", workspace.directory() / "link");
    const fs::path beside_the_table = write_whole_file(workspace.directory() / "link", write_half);
    EXPECT_EQ(beside_the_table.string(), fs::canonical(part).string());
    EXPECT_EQ(n_entry(workspace.directory()), 3u);
}

TEST(WholeFile, SaysThatTheDeviceIsFullAndLeavesTheDeviceAlone) {
    const Workspace workspace;
    fs::create_symlink("/dev/full", workspace.directory() / "full");
    EXPECT_EQ(workspace.words([&] { write_whole_file(workspace.directory() / "full", "text"); }),
              "the results cannot be written: No space left on device | full | free some space, or choose another "
              "place with -o");
    EXPECT_TRUE(fs::is_character_file("/dev/full"));
    EXPECT_TRUE(fs::is_symlink(workspace.directory() / "full"));
}

} // namespace
} // namespace euthymia::test
