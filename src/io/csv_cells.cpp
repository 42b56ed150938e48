// SPDX-License-Identifier: Apache-2.0
#include "csv_cells.hpp"

#include "euthymia/io/text.hpp"

namespace euthymia {

namespace {

/// Takes what stands before the next comma off `rest`, and the comma; without a comma nothing is left.
std::string_view take_until_comma(std::optional<std::string_view>& rest) {
    const std::size_t comma = rest->find(',');
    const std::string_view cell = rest->substr(0, comma);
    rest = comma == std::string_view::npos ? std::nullopt : std::optional(rest->substr(comma + 1));
    return cell;
}

} // namespace

const std::vector<std::string_view>& CsvCells::split(std::string_view line) {
    cells_.clear();
    unquoted_.clear();
    is_open_ = false;
    std::optional<std::string_view> rest = line;
    while (rest) cells_.push_back(take_cell(rest));
    return cells_;
}

std::string_view CsvCells::take_cell(std::optional<std::string_view>& rest) {
    const std::size_t first = rest->find_first_not_of(blanks);
    if (first == std::string_view::npos || (*rest)[first] != '"') return trim(take_until_comma(rest));
    rest->remove_prefix(first + 1);
    return take_quoted(rest);
}

/// `rest` begins after the opening quote; inside, two quotes stand for one.
std::string_view CsvCells::take_quoted(std::optional<std::string_view>& rest) {
    std::string& text = unquoted_.emplace_back();
    for (bool is_doubled = true; is_doubled;) {
        const std::size_t quote = rest->find('"');
        text += rest->substr(0, quote);
        is_open_ = quote == std::string_view::npos;
        rest->remove_prefix(is_open_ ? rest->size() : quote + 1);
        is_doubled = rest->starts_with('"');
        if (is_doubled) {
            text += '"';
            rest->remove_prefix(1);
        }
    }
    text += trim(take_until_comma(rest));
    return text;
}

} // namespace euthymia
