// SPDX-License-Identifier: Apache-2.0
// Bytes kept on disk from run to run.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace euthymia {

/// What a store may hold before it is cleaned.
struct StoreLimits {
    std::chrono::hours unused = std::chrono::days(30); ///< age of the last use
    std::uintmax_t n_byte = 256 << 20;
    std::size_t n_file = 10'000; ///< so that there are not too many to look through
};

/// A directory of files that each know whether they are whole. A store that cannot be read is empty, one that cannot be
/// written forgets; neither is an error. Any number of processes may use one directory at once.
///
/// Every 64th file that a process keeps, the first included, makes the store clean its directory: what was not used for
/// long goes, then, until the rest is within the limits, what was not used for longest. What others left there stays.
class FileStore {
  public:
    /// @param directory  Made when needed; empty: a store that forgets everything.
    explicit FileStore(std::filesystem::path directory, StoreLimits limits = {})
        : directory_(std::move(directory))
        , limits_(limits) {}

    /// What was kept under `name`; nothing if it is not there or damaged. Counts as a use.
    [[nodiscard]] std::optional<std::string> load(const std::string& name) const;

    /// Keeps `bytes` under `name`. Others that read or write the same name at the same time see old bytes or new ones,
    /// never a part.
    void keep(const std::string& name, std::string_view bytes) const;

  private:
    [[nodiscard]] std::filesystem::path file_of(const std::string& name) const;

    std::filesystem::path directory_;
    StoreLimits limits_;
};

} // namespace euthymia
