// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/number.hpp"

#include <charconv>
#include <cmath>
#include <system_error>

namespace euthymia {

namespace {

template <typename Number>
std::optional<Number> parse(std::string_view text) {
    Number value{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

} // namespace

std::optional<double> parse_number(std::string_view text) {
    const auto value = parse<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<long long> parse_integer(std::string_view text) {
    constexpr std::size_t most_digits = 18;
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    const bool is_padded = digits.starts_with('0') && text != "0";
    return digits.size() > most_digits || is_padded ? std::nullopt : parse<long long>(text);
}

} // namespace euthymia
