// SPDX-License-Identifier: Apache-2.0
// Where a published number agrees.
#pragma once

#include "board_rows.hpp"

namespace euthymia {

[[nodiscard]] StatisticFamily family_of(const std::string& statistic);

/// The published interval or, without one, the tolerance of the statistic (`tolerance_of`).
/// @param is_scale  Of the measure: points of a scale, or the unit of a variable.
/// @param baseline  Mean of the measure before treatment, in its unit.
[[nodiscard]] AgreementBand band_of(const PublishedRow& row, bool is_scale, double baseline = 0.0);

} // namespace euthymia
