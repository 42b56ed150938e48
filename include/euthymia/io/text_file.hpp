// SPDX-License-Identifier: Apache-2.0
// A text that is written to a file piece by piece.
#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>

namespace euthymia {

/// Every member makes sure that what it wrote was taken.
/// @throws InputError  with the system's reason.
class TextFile {
  public:
    explicit TextFile(const std::filesystem::path& path);

    void write(std::string_view text);

    /// Nothing is missing on the disk afterwards.
    void close();

  private:
    void check() const;

    std::filesystem::path path_;
    std::ofstream stream_;
};

} // namespace euthymia
