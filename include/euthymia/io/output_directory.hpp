// SPDX-License-Identifier: Apache-2.0
// Results appear whole or not at all: they are written beside their place under another name, and renamed at the end.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace euthymia {

/// Makes sure, before long work, that results may be written to `directory`: it is absent, empty, or holds only what an
/// earlier run wrote.
/// @throws InputError  saying what stands in the way.
void require_replaceable(const std::filesystem::path& directory);

/// A directory of results in the making, `<directory>.partial-<process>` until `publish`. Destroyed unpublished, it
/// leaves nothing behind.
class OutputDirectory {
  public:
    /// Parents that are missing are created.
    /// @throws InputError  when `directory` holds files that euthymia did not write (by the list in its `run.json`), is
    ///                     no directory, is the working directory, or cannot be created.
    explicit OutputDirectory(const std::filesystem::path& directory);
    ~OutputDirectory();
    OutputDirectory(const OutputDirectory&) = delete;
    OutputDirectory& operator=(const OutputDirectory&) = delete;

    /// Where to write the file `name` now; it counts as one of the results from here on.
    [[nodiscard]] std::filesystem::path file(const std::string& name);

    /// Writes the file `name`.
    /// @throws InputError  when it cannot be written, for example because the disk is full.
    void write(const std::string& name, const std::string& text);

    /// The names of the results so far.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

    /// Puts the directory in its place; results of an earlier run are replaced.
    /// @throws InputError  when it cannot be renamed; the earlier results are then still there.
    void publish();

  private:
    std::filesystem::path target_, partial_;
    std::vector<std::string> names_;
};

/// Lets `write` write a file under a temporary name and tell whether it is whole, and renames it: a whole file to
/// `path`, a part to `<path>.partial`, so that what stood at `path` is still there. A device or a pipe is written
/// directly.
/// @return Where the file is now.
/// @throws InputError  when it cannot be written; what stood there before is then still there.
std::filesystem::path write_whole_file(const std::filesystem::path& path,
                                       const std::function<bool(const std::filesystem::path& partial)>& write);

/// Writes `text` to `path`, whole or not at all.
/// @throws InputError  when it cannot be written.
void write_whole_file(const std::filesystem::path& path, const std::string& text);

} // namespace euthymia
