// SPDX-License-Identifier: Apache-2.0
// Bytes kept on disk from run to run.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace euthymia {

/// 32 hexadecimal digits that differ whenever the bytes do.
[[nodiscard]] std::string digest(std::string_view bytes);

/// A directory of files that each know whether they are whole. A store that cannot be read is empty, one that cannot be
/// written forgets; neither is an error.
class FileStore {
  public:
    /// @param directory  Made when needed; empty: a store that forgets everything.
    explicit FileStore(std::filesystem::path directory)
        : directory_(std::move(directory)) {}

    /// What was kept under `name`; nothing if it is not there or damaged.
    [[nodiscard]] std::optional<std::string> load(const std::string& name) const;

    /// Keeps `bytes` under `name`. Others that read or write the same name at the same time see old bytes or new ones,
    /// never a part.
    void keep(const std::string& name, std::string_view bytes) const;

  private:
    std::filesystem::path directory_;
};

} // namespace euthymia
