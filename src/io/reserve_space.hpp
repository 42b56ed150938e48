// SPDX-License-Identifier: Apache-2.0
// Room on a disk, taken before something is written that must not meet a full one.
#pragma once

#include <cstdint>
#include <filesystem>

namespace euthymia {

/// Makes sure that the first `n_byte` bytes of a file that is there can be written; its size stays as it is. A file
/// system that cannot promise room promises none, without an error.
/// @throws InputError  when there is not so much room.
void reserve_space(const std::filesystem::path& file, std::uint64_t n_byte);

/// Gives back what was reserved beyond the end of the file.
void release_space(const std::filesystem::path& file);

} // namespace euthymia
