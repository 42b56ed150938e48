// SPDX-License-Identifier: Apache-2.0
// The common axis of the board: -1 to 1 is the band in which a row agrees.
#pragma once

#include <string>

#include "board_rows.hpp"
#include "svg.hpp"

namespace euthymia {

inline constexpr double strip_end = 3.0; ///< positions further out are drawn as an arrow at the end

/// Band, replicates and mark of a row, as SVG. @param x  From -`strip_end` to `strip_end`.
[[nodiscard]] std::string strip_marks(const BoardRow& row, const Axis& x, double top, double height);

} // namespace euthymia
