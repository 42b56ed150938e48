// SPDX-License-Identifier: Apache-2.0
// Taking lines of text apart.
#pragma once

#include <string_view>
#include <vector>

namespace euthymia {

/// What may stand around a word without being part of it; the carriage return ends the lines of some systems.
inline constexpr std::string_view blanks = " \t\r";

/// `text` without the blanks around it.
[[nodiscard]] std::string_view trim(std::string_view text);

/// What stands between the separators in `text`, at least one piece; they point into it.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

} // namespace euthymia
