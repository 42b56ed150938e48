// SPDX-License-Identifier: Apache-2.0
// The examples of the README and of the guide run and print what is shown there.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "euthymia/io/number.hpp"
#include "euthymia/io/text.hpp"
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

/// A command that a page shows, and what it shows below it.
struct Example {
    std::string command, output;
};

/// The commands in blocks of plain text.
std::vector<Example> examples_in(const std::string& page) {
    const std::string opening = "```text\n";
    std::vector<Example> examples;
    for (std::size_t at = 0; (at = page.find(opening, at)) != std::string::npos; at += opening.size()) {
        const std::string block = between(page, opening, "\n```", at);
        for (const std::string_view line : split(block, '\n')) {
            if (line.starts_with("$ ")) {
                examples.push_back({std::string(line.substr(2)), {}});
            } else {
                examples.back().output += std::string(line) + "\n";
            }
        }
    }
    return examples;
}

std::string with_path(const std::string& command, const std::string& name, const ScratchFile& file) {
    return command.find(name) == std::string::npos ? command : with(command, name, file.path());
}

/// The same cells; a number may be as far off as its accuracy allows: other processors round otherwise.
void expect_same_table(const std::string& printed, const std::string& shown) {
    constexpr double rtol = 1e-6; // of the program, if nothing else is asked for
    const auto printed_lines = split(printed, '\n'), shown_lines = split(shown, '\n');
    ASSERT_EQ(printed_lines.size(), shown_lines.size()) << printed;
    for (std::size_t k = 0; k < shown_lines.size(); ++k) {
        const auto printed_cells = split(printed_lines[k], ','), shown_cells = split(shown_lines[k], ',');
        ASSERT_EQ(printed_cells.size(), shown_cells.size()) << printed_lines[k];
        for (std::size_t i = 0; i < shown_cells.size(); ++i) {
            const auto number = parse_number(printed_cells[i]), expected = parse_number(shown_cells[i]);
            if (number && expected) {
                EXPECT_NEAR(*number, *expected, rtol * std::abs(*expected)) << shown_lines[k];
            } else {
                EXPECT_EQ(printed_cells[i], shown_cells[i]);
            }
        }
    }
}

TEST(Guide, ExamplesOfSbmlRunAndPrintWhatItShows) {
    const std::string guide = read_text(EUTHYMIA_ROOT "/doc/guide/sbml.md");
    const std::size_t file = guide.find("<!-- example: file decay.xml -->");
    ASSERT_NE(file, std::string::npos);
    const ScratchFile model("decay.xml", between(guide, "```xml\n", "```", file)), people("people.csv", "");
    int n_run = 0;
    for (const Example& example : examples_in(guide)) {
        if (example.command == "cat people.csv") std::ofstream(people.path()) << example.output;
        if (!example.command.starts_with("euthymia ")) continue;
        const std::string arguments =
            with_path(with_path(example.command.substr(9), "decay.xml", model), "people.csv", people);
        const Outcome outcome = run_program(arguments);
        EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
        expect_same_table(outcome.out, example.output);
        ++n_run;
    }
    EXPECT_EQ(n_run, 4);
}

} // namespace
} // namespace euthymia
