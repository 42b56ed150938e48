// SPDX-License-Identifier: Apache-2.0
// Files for one test, and the words of errors without the place of those files.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "euthymia/base/error.hpp"

namespace euthymia::test {

/// A directory of its own for the running test, gone with it.
class Workspace {
  public:
    Workspace() {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        directory_ = std::filesystem::temp_directory_path() /
                     (std::string(info->test_suite_name()) + "." + info->name() + "." + std::to_string(getpid()));
        std::filesystem::create_directories(directory_);
    }
    ~Workspace() { std::filesystem::remove_all(directory_); }
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const auto file = directory_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
        return file;
    }

    /// The issues of the `Failure` that `read` throws, a line each: "what | file:line | what to do".
    template <typename Failure = InputError, typename Read>
    [[nodiscard]] std::string words(const Read& read) const {
        try {
            read();
        } catch (const Error& error) {
            return dynamic_cast<const Failure*>(&error) == nullptr ? "another error: " + join(error) : join(error);
        }
        return "no error";
    }

  private:
    [[nodiscard]] std::string join(const Error& error) const {
        std::string text;
        for (const Issue& issue : error.issues()) {
            text += (text.empty() ? "" : "\n") + issue.what + " | " + issue.where + " | " + issue.todo;
        }
        const std::string place = directory_.string() + "/";
        for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place)) {
            text.erase(at, place.size());
        }
        return text;
    }

    std::filesystem::path directory_;
};

} // namespace euthymia::test
