// SPDX-License-Identifier: Apache-2.0
// Bytes told apart by a few characters.
#pragma once

#include <string>
#include <string_view>

namespace euthymia {

/// 32 hexadecimal digits that differ whenever the bytes do: the first 16 bytes of BLAKE3.
[[nodiscard]] std::string digest(std::string_view bytes);

} // namespace euthymia
