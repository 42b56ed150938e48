// SPDX-License-Identifier: Apache-2.0
// Programs as bytes: what code kept on disk is known by.
#pragma once

#include <string>

#include "program.hpp"

namespace euthymia {

/// The same bytes for the same programs, others for any others. For this build of the engine only.
[[nodiscard]] std::string to_bytes(const Programs& programs);

} // namespace euthymia
