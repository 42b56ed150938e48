// SPDX-License-Identifier: Apache-2.0
// A protocol from its document, schema euthymia/protocol/1 (`biology/schema/protocol-1.json`).
#pragma once

#include <filesystem>

#include "euthymia/protocol/protocol.hpp"

namespace euthymia {

/// Reads a protocol; its name is the document's title.
/// @throws InputError, UnsupportedError  as `read_trial`.
[[nodiscard]] Protocol read_protocol(const std::filesystem::path& file);

} // namespace euthymia
