// SPDX-License-Identifier: Apache-2.0
// Where a published number agrees.
#pragma once

#include "board_rows.hpp"

namespace euthymia {

[[nodiscard]] StatisticFamily family_of(const std::string& statistic);

/// @param is_scale  Of the measure: points of a scale, or the unit of a variable.
[[nodiscard]] AgreementBand band_of(const PublishedRow& row, bool is_scale);

} // namespace euthymia
