// SPDX-License-Identifier: Apache-2.0
// Runs the program as a user does and keeps what it printed.
#pragma once

#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace euthymia {

struct Outcome {
    int exit_code = -1;
    std::string out, err;
};

inline std::string read_text(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Runs `euthymia ARGUMENTS` in the root of the repository by a shell.
inline Outcome run_program(const std::string& arguments) {
    namespace fs = std::filesystem;
    const fs::path err = fs::temp_directory_path() / ("euthymia-err-" + std::to_string(getpid()));
    const std::string command =
        "cd '" EUTHYMIA_ROOT "' && '" EUTHYMIA_PROGRAM "' " + arguments + " 2>'" + err.string() + "'";
    Outcome outcome;
    FILE* pipe = popen(command.c_str(), "r");
    char buffer[4096];
    for (std::size_t n = 0; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) outcome.out.append(buffer, n);
    outcome.exit_code = WEXITSTATUS(pclose(pipe));
    outcome.err = read_text(err);
    fs::remove(err);
    return outcome;
}

/// A file of its own for one test, removed at the end.
class ScratchFile {
  public:
    ScratchFile(const std::string& name, const std::string& text)
        : path_(std::filesystem::temp_directory_path() / (std::to_string(getpid()) + "-" + name)) {
        std::ofstream(path_) << text;
    }
    ~ScratchFile() { std::filesystem::remove_all(path_); }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    [[nodiscard]] std::string path() const { return path_.string(); }

  private:
    std::filesystem::path path_;
};

/// `text` with the first `from` replaced by `to`.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

} // namespace euthymia
