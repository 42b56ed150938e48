// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace euthymia {

/// Semantic version of this build, for example "0.1.0".
[[nodiscard]] std::string version();

/// The checkout this build was made from; the place of last resort to look for `biology/`.
[[nodiscard]] std::string source_directory();

} // namespace euthymia
