// SPDX-License-Identifier: Apache-2.0
// The example of the README runs and prints what the README shows.
#include <filesystem>
#include <fstream>
#include <string>

#include "program.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

/// What stands between `from` and `to`, the first time after `start`.
std::string between(const std::string& text, const std::string& from, const std::string& to, std::size_t start = 0) {
    const std::size_t begin = text.find(from, start) + from.size();
    return text.substr(begin, text.find(to, begin) - begin);
}

TEST(Readme, ExampleRunsAndPrintsWhatItShows) {
    const std::string readme = read_text(EUTHYMIA_ROOT "/README.md");
    const std::size_t example = readme.find("<!-- example: file ");
    ASSERT_NE(example, std::string::npos);
    const std::string name = between(readme, "<!-- example: file ", " -->", example);
    const fs::path file = fs::temp_directory_path() / name;
    std::ofstream(file) << between(readme, "```yaml\n", "```", example);
    const std::string shown = between(readme, "```console\n", "```", example);
    std::string arguments = between(shown, "$ euthymia ", "\n");
    arguments = with(arguments, name, file.string());

    const Outcome outcome = run_program(arguments);
    fs::remove(file);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(outcome.out, shown.substr(shown.find('\n') + 1));
}

} // namespace
} // namespace euthymia
