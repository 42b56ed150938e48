// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/output_directory.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "euthymia/base/error.hpp"
#include "output_error.hpp"

namespace euthymia {

namespace {

namespace fs = std::filesystem;

/// `path` with something added to its name: in the same directory, so that a rename never crosses file systems.
fs::path beside(const fs::path& path, const std::string& suffix) {
    return {path.string() + suffix};
}

/// Absolute, links followed, without a slash at the end.
fs::path resolve(const fs::path& path) {
    const fs::path resolved = fs::weakly_canonical(fs::absolute(path));
    return resolved.has_filename() ? resolved : resolved.parent_path();
}

/// The files that a run of euthymia says it wrote into `directory`; empty when there was none.
std::vector<std::string> written_files(const fs::path& directory) {
    std::ifstream file(directory / "run.json");
    const auto run = nlohmann::json::parse(file, nullptr, false);
    if (!run.is_object() || !run.contains("files") || !run["files"].is_array()) return {};
    std::vector<std::string> names;
    for (const auto& name : run["files"]) {
        if (name.is_string()) names.push_back(name.get<std::string>());
    }
    return names;
}

/// A file in `directory` that euthymia did not write.
std::optional<std::string> foreign_file(const fs::path& directory) {
    const auto ours = written_files(directory);
    for (const auto& entry : fs::directory_iterator(directory)) {
        const std::string name = entry.path().filename().string();
        if (std::find(ours.begin(), ours.end(), name) == ours.end()) return name;
    }
    return std::nullopt;
}

[[noreturn]] void refuse(const fs::path& target, const std::string& what) {
    throw InputError(Issue{what, target.string(), "choose another directory with -o, or move what is there"});
}

void check_replaceable(const fs::path& target) {
    if (!fs::exists(target)) return;
    if (!fs::is_directory(target)) refuse(target, "the output directory is a file");
    if (fs::equivalent(target, fs::current_path())) refuse(target, "the working directory cannot be replaced");
    if (const auto name = foreign_file(target)) {
        refuse(target, fmt::format("the output directory holds '{}', which euthymia did not write", *name));
    }
}

} // namespace

void require_replaceable(const fs::path& directory) {
    check_replaceable(resolve(directory));
}

OutputDirectory::OutputDirectory(const fs::path& directory) try
    : target_(resolve(directory))
    , partial_(beside(target_, partial_suffix())) {
    check_replaceable(target_);
    fs::remove_all(partial_); // of a killed run that had the same process number
    fs::create_directories(partial_);
} catch (const fs::filesystem_error& error) {
    throw_cannot_write(directory, error.code().message());
}

OutputDirectory::~OutputDirectory() {
    std::error_code ignored;
    fs::remove_all(partial_, ignored);
}

fs::path OutputDirectory::file(const std::string& name) {
    names_.push_back(name);
    return partial_ / name;
}

void OutputDirectory::write(const std::string& name, const std::string& text) {
    write_checked(file(name), text);
}

void OutputDirectory::publish() {
    const fs::path earlier = beside(target_, fmt::format(".earlier-{}", ::getpid()));
    std::error_code failed, ignored;
    const bool is_replacing = fs::exists(target_, ignored);
    if (is_replacing) fs::rename(target_, earlier, failed);
    if (!failed) fs::rename(partial_, target_, failed);
    if (failed) {
        if (is_replacing && !fs::exists(target_, ignored)) fs::rename(earlier, target_, ignored);
        throw_cannot_write(target_, failed.message());
    }
    if (is_replacing) fs::remove_all(earlier, ignored);
}

fs::path write_whole_file(const fs::path& path, const std::function<bool(const fs::path& partial)>& write) {
    std::error_code ignored, failed;
    if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) {
        write(path);
        return path;
    }
    const fs::path target = fs::is_symlink(path, ignored) ? fs::weakly_canonical(path, failed) : path;
    if (failed) throw_cannot_write(path, failed.message());
    const fs::path partial = beside(target, partial_suffix());
    try {
        const fs::path place = write(partial) ? target : beside(target, ".partial");
        fs::rename(partial, place, failed);
        if (failed) throw_cannot_write(place, failed.message());
        return place;
    } catch (...) {
        fs::remove(partial, ignored);
        throw;
    }
}

void write_whole_file(const fs::path& path, const std::string& text) {
    write_whole_file(path, [&](const fs::path& partial) {
        write_checked(partial, text);
        return true;
    });
}

} // namespace euthymia
