// SPDX-License-Identifier: Apache-2.0
// The cells of one line of a CSV file, quoted after RFC 4180 or not.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace euthymia {

/// Splits lines; made once and used for many of them, so that a line without quotes costs no memory.
class CsvCells {
  public:
    /// The cells of `line` without the blanks and quotes around them. They point into `line`, or into this object until
    /// it splits again.
    const std::vector<std::string_view>& split(std::string_view line);

    /// True if the last line ended inside quotes.
    [[nodiscard]] bool is_open() const { return is_open_; }

  private:
    std::string_view take_cell(std::optional<std::string_view>& rest);
    std::string_view take_quoted(std::optional<std::string_view>& rest);

    std::vector<std::string_view> cells_;
    std::deque<std::string> unquoted_; ///< what stood in quotes; a deque never moves it
    bool is_open_ = false;
};

} // namespace euthymia
