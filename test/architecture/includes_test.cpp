// SPDX-License-Identifier: Apache-2.0
// The law of includes: every #include of the repository against the table in cmake/rooms.cmake.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

namespace fs = std::filesystem;

/// The table `name` of cmake/rooms.cmake: rows `"key: word word"` as {key: {word, word}}.
std::map<std::string, std::set<std::string>> read_table(const std::string& name) {
    static const std::regex row_pattern("\"([^:\"]+):([^\"]*)\"");
    std::map<std::string, std::set<std::string>> table;
    std::ifstream stream(EUTHYMIA_ROOT "/cmake/rooms.cmake");
    std::string line;
    while (std::getline(stream, line) && line != "set(" + name) {
    }
    std::smatch match;
    while (std::getline(stream, line) && std::regex_search(line, match, row_pattern)) {
        std::istringstream words(match[2]);
        auto& entry = table[match[1]];
        for (std::string word; words >> word;) entry.insert(word);
    }
    return table;
}

/// Every room with all it stands on, directly or through another, and itself.
std::map<std::string, std::set<std::string>> allowed_rooms() {
    auto allowed = read_table("EUTHYMIA_ROOMS");
    for (auto& [room, below] : allowed) below.insert(room);
    for (std::size_t pass = 0; pass < allowed.size(); ++pass) {
        for (auto& [room, below] : allowed) {
            const auto direct = below;
            for (const std::string& lower : direct) below.insert(allowed.at(lower).begin(), allowed.at(lower).end());
        }
    }
    return allowed;
}

struct Source {
    fs::path file;
    std::string room;
    std::vector<std::string> includes;
};

std::vector<std::string> includes_of(const fs::path& file) {
    static const std::regex pattern(R"(^\s*#include\s*[<"]([^>"]+)[>"])");
    std::vector<std::string> includes;
    std::ifstream stream(file);
    std::smatch match;
    for (std::string line; std::getline(stream, line);) {
        if (std::regex_search(line, match, pattern)) includes.push_back(match[1]);
    }
    return includes;
}

std::vector<Source> sources() {
    const fs::path root(EUTHYMIA_ROOT);
    std::vector<Source> found;
    for (const char* folder : {"include/euthymia", "src", "app"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
            const std::string first = fs::relative(entry.path(), root / folder).begin()->string();
            found.push_back({entry.path(), std::string(folder) == "app" ? "app" : first, includes_of(entry.path())});
        }
    }
    return found;
}

TEST(Includes, RunOnlyAlongTheArrows) {
    const auto allowed = allowed_rooms();
    for (const Source& source : sources()) {
        ASSERT_TRUE(allowed.contains(source.room)) << source.file << " stands in a room that the table does not have";
        for (const std::string& include : source.includes) {
            if (!include.starts_with("euthymia/")) continue;
            const std::string room = include.substr(9, include.find('/', 9) - 9);
            EXPECT_TRUE(allowed.at(source.room).contains(room)) << source.file << " may not include " << include;
        }
    }
}

TEST(Includes, KeepHeavyPackagesInTheirRooms) {
    const auto rooms = read_table("EUTHYMIA_HEAVY_HEADERS");
    for (const Source& source : sources()) {
        for (const std::string& include : source.includes) {
            for (const auto& [prefix, homes] : rooms) {
                if (!include.starts_with(prefix)) continue;
                EXPECT_TRUE(homes.contains(source.room)) << source.file << " may not include " << include;
            }
        }
    }
}

TEST(Sources, OpenWithTheirLicence) {
    for (const Source& source : sources()) {
        std::ifstream stream(source.file);
        std::string line;
        std::getline(stream, line);
        EXPECT_EQ(line, "// SPDX-License-Identifier: Apache-2.0") << source.file;
    }
}

TEST(Library, NeitherPrintsNorExitsNorReadsTheClock) {
    const std::regex forbidden(R"(std::cout|std::cerr|\bprintf\(|fmt::print|std::exit|system_clock|steady_clock)");
    for (const Source& source : sources()) {
        if (source.room == "app") continue;
        std::ifstream stream(source.file);
        for (std::string line; std::getline(stream, line);) {
            EXPECT_FALSE(std::regex_search(line, forbidden)) << source.file << ": " << line;
        }
    }
}

} // namespace
} // namespace euthymia
