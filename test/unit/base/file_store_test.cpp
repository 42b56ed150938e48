// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/file_store.hpp"

#include <set>
#include <thread>
#include <vector>

#include "base/clean_store.hpp"
#include "unit/io/workspace.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;

/// A directory of a store, cleaned by hand.
class FileStoreTest : public testing::Test {
  protected:
    /// Keeps `name`, as if it had been used last so long ago.
    void keep(const std::string& name, std::chrono::hours ago = {}) const {
        store_.keep(name, "bytes");
        fs::last_write_time(file_of(name), now_ - ago);
    }

    void clean(const StoreLimits& limits = {}) const { clean_store(directory_, limits, now_); }

    [[nodiscard]] fs::path file_of(const std::string& name) const { return directory_ / (name + store_extension); }

    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(directory_)) found.insert(entry.path().stem());
        return found;
    }

    test::Workspace workspace_;
    fs::path directory_ = workspace_.directory() / "store";
    FileStore store_{directory_, {.unused = days(10'000)}};
    fs::file_time_type now_ = fs::file_time_type::clock::now();
};

using Names = std::set<std::string>;

TEST_F(FileStoreTest, GivesBackWhatItKept) {
    const std::string bytes("a\0b", 3);
    store_.keep("x", bytes);
    EXPECT_EQ(store_.load("x"), bytes);
    EXPECT_EQ(store_.load("y"), std::nullopt);
    EXPECT_EQ(FileStore("").load("x"), std::nullopt);
}

TEST_F(FileStoreTest, RemovesWhatWasNotUsedForAMonth) {
    keep("old", days(31));
    keep("young", days(29));
    clean();
    EXPECT_EQ(names(), (Names{"young"}));
}

TEST_F(FileStoreTest, LeavesOldFilesThatAreStillUsed) {
    keep("old", days(31));
    keep("forgotten", days(31));
    EXPECT_TRUE(store_.load("old").has_value());
    clean();
    EXPECT_EQ(names(), (Names{"old"}));
}

TEST_F(FileStoreTest, RemovesWhatWasUnusedForLongestUntilTheRestIsWithinTheLimits) {
    keep("b", days(2));
    keep("a", days(3));
    keep("d");
    keep("c", days(1));
    clean({.n_byte = 3 * fs::file_size(file_of("a"))});
    EXPECT_EQ(names(), (Names{"b", "c", "d"}));
    clean({.n_file = 2});
    EXPECT_EQ(names(), (Names{"c", "d"}));
}

TEST_F(FileStoreTest, LeavesTheFilesOfOthersAlone) {
    keep("own");
    fs::create_directories(file_of("directory"));
    const fs::path other = workspace_.write("store/other.txt", "not a store's");
    fs::last_write_time(other, now_ - days(1000));
    clean({.n_byte = 0, .n_file = 0});
    EXPECT_EQ(names(), (Names{"directory", "other"}));
}

TEST_F(FileStoreTest, CleansNowAndThenWhileItKeeps) {
    const FileStore store(directory_, {.n_file = 10});
    for (int k = 0; k < 300; ++k) store.keep(std::to_string(k), "bytes");
    EXPECT_LT(names().size(), 10U + 64U);
}

TEST_F(FileStoreTest, GivesWholeFilesOrNoneWhereSeveralKeepAndClean) {
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([this, thread] {
                for (int k = 0; k < 50; ++k) {
                    const std::string name = std::to_string((k + thread) % 7);
                    store_.keep(name, name);
                    clean({.n_file = 3});
                    const auto found = store_.load(name);
                    EXPECT_TRUE(!found || *found == name);
                }
            });
        }
    }
    clean({.n_file = 3});
    EXPECT_EQ(names().size(), 3U);
}

} // namespace
} // namespace euthymia
