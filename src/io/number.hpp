// SPDX-License-Identifier: Apache-2.0
// Numbers in text, the same on every machine and in every locale.
#pragma once

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <system_error>

namespace euthymia {

/// The finite decimal number that is the whole of `text`.
inline std::optional<double> parse_number(std::string_view text) {
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

} // namespace euthymia
