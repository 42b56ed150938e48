// SPDX-License-Identifier: Apache-2.0
// What every result of a simulation says about its use.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace euthymia {

/// The statements, most general first.
[[nodiscard]] const std::array<std::string_view, 7>& safety_statements();

/// All statements as one paragraph.
[[nodiscard]] std::string safety_text();

} // namespace euthymia
