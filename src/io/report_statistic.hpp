// SPDX-License-Identifier: Apache-2.0
// How the statistics of published rows are called and shown.
#pragma once

#include <optional>
#include <string>

namespace euthymia {

struct StatisticWords {
    std::string name; ///< as documents write it
    std::string words;
    std::string unit; ///< empty: that of the measure, or none
    int decimals = 2;
    std::optional<double> reference; ///< where there is no effect
    bool is_in_measure_unit = false;
};

/// The words for `name`; the name itself for one that is not in the table.
[[nodiscard]] StatisticWords statistic_words(const std::string& name);

} // namespace euthymia
