// SPDX-License-Identifier: Apache-2.0
// The one way to say that a file cannot be written.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace euthymia {

/// What stands at the end of a name while the file or directory is still being written.
[[nodiscard]] std::string partial_suffix();

/// @param path    Named in the message as it would have been called in the end, without `partial_suffix`.
/// @param reason  In the words of the system or of the library that failed.
/// @throws InputError  always.
[[noreturn]] void throw_cannot_write(const std::filesystem::path& path, const std::string& reason);

/// Writes `text` to `path` and makes sure that all of it arrived.
/// @throws InputError  with the system's reason.
void write_checked(const std::filesystem::path& path, std::string_view text);

} // namespace euthymia
