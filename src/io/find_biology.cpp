// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/base/error.hpp"
#include "euthymia/base/version.hpp"
#include "euthymia/io/read_biology.hpp"

#include <algorithm>

namespace euthymia {

namespace {

using std::filesystem::path;

constexpr const char* variable = "EUTHYMIA_BIOLOGY";

bool holds_model(const path& directory) {
    return std::filesystem::is_regular_file(directory / "depression.xml");
}

path require_model(const path& directory, const std::string& todo) {
    if (holds_model(directory)) return directory;
    throw InputError({"the directory has no depression.xml", directory.string(), todo});
}

} // namespace

path find_biology(const std::optional<path>& given) {
    if (given) return require_model(*given, "give the directory 'biology'");
    if (const char* named = std::getenv(variable); named != nullptr && *named != '\0') {
        return require_model(named,
                             fmt::format("let the environment variable {} name the directory 'biology'", variable));
    }
    std::vector<std::string> searched;
    for (path here = std::filesystem::current_path();; here = here.parent_path()) {
        if (holds_model(here / "biology")) return here / "biology";
        searched.push_back((here / "biology").string());
        if (here == here.parent_path()) break;
    }
    const path own = path(source_directory()) / "biology";
    if (holds_model(own)) return own;
    searched.push_back(own.string());
    throw InputError({"the directory 'biology' is not found", fmt::format("{}", fmt::join(searched, ", ")),
                      fmt::format("give it, or name it in the environment variable {}", variable)});
}

std::vector<std::filesystem::path> document_files(const std::filesystem::path& directory) {
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::is_directory(directory)) return files;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

} // namespace euthymia
