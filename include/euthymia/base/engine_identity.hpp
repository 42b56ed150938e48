// SPDX-License-Identifier: Apache-2.0
// Which build of the engine this is.
#pragma once

#include <string>

namespace euthymia {

/// The same for two runs of one build, different for any other build: what is kept on disk is of one build only.
[[nodiscard]] std::string engine_identity();

} // namespace euthymia
