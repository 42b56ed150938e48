// SPDX-License-Identifier: Apache-2.0
// A claim in words.
#pragma once

#include <filesystem>
#include <string>

#include "euthymia/evidence/claim.hpp"

namespace euthymia::cli {

/// Where the claim comes from, what is simulated for it, what must be seen, and what the literature says.
[[nodiscard]] std::string describe(const Claim& claim, const std::filesystem::path& file);

} // namespace euthymia::cli
