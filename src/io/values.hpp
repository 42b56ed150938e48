// SPDX-License-Identifier: Apache-2.0
// What a number in a document may be: its range and its units.
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace euthymia::yaml {

/// The values a number may take, and the words that ask for it.
struct Range {
    const char* words;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool is_low_excluded = false;

    [[nodiscard]] bool holds(double value) const {
        return (is_low_excluded ? value > low : value >= low) && value <= high;
    }
};

inline constexpr Range any_number{"a number"};
inline constexpr Range positive{.words = "a positive number", .low = 0.0, .is_low_excluded = true};
inline constexpr Range not_negative{.words = "a number of at least 0", .low = 0.0};
inline constexpr Range share{.words = "a number from 0 to 1", .low = 0.0, .high = 1.0};
inline constexpr Range weekly{
    .words = "a positive number of at most 7, one session a day", .low = 0.0, .high = 7.0, .is_low_excluded = true};

/// A unit a quantity may be written in; value in the house's unit = factor * number.
struct Unit {
    std::string name; ///< empty: the bare number
    double factor = 1.0;
};

using Units = std::vector<Unit>;

} // namespace euthymia::yaml
