// SPDX-License-Identifier: Apache-2.0
// Numbers in text, the same on every machine and in every locale.
#pragma once

#include <optional>
#include <string_view>

namespace euthymia {

/// The finite decimal number that is the whole of `text`.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// The whole number that is the whole of `text`, if a program would write it so: up to 18 digits, the first of them not
/// 0, and no sign but a minus. No two texts give the same number.
[[nodiscard]] std::optional<long long> parse_integer(std::string_view text);

} // namespace euthymia
