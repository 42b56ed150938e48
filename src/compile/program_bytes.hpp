// SPDX-License-Identifier: Apache-2.0
// Programs as bytes, to be kept on disk.
#pragma once

#include <string>
#include <string_view>

#include "program.hpp"

namespace euthymia {

/// The same bytes for the same programs. For this build of the engine only.
[[nodiscard]] std::string to_bytes(const Programs& programs);

/// The inverse of `to_bytes`.
/// @throws std::invalid_argument  if the bytes are not those of programs.
[[nodiscard]] Programs programs_from_bytes(std::string_view bytes);

} // namespace euthymia
