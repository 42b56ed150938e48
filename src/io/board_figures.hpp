// SPDX-License-Identifier: Apache-2.0
// The pictures of the evidence board. Each is drawn for a page, and again as a file that stands alone.
#pragma once

#include <string>
#include <vector>

#include "board_rows.hpp"

namespace euthymia {

/// Where the simulated value of a row lies in the band in which it agrees: a strip without words.
[[nodiscard]] std::string board_strip(const BoardRow& row);

/// The axis of the strips, with its words.
[[nodiscard]] std::string board_strip_axis();

/// Simulated against published, one panel a family of statistics. @return HTML.
[[nodiscard]] std::string calibration_figures(const std::vector<BoardRow>& rows);

/// Shares that agree by split, system and treatment, and the claims by status. @return  An `<svg>` for a page.
[[nodiscard]] std::string agreement_picture(const Evidence& evidence, const std::vector<BoardRow>& rows);

/// The same as files.
[[nodiscard]] std::string forest_file(const std::vector<BoardRow>& rows);
[[nodiscard]] std::string calibration_file(const std::vector<BoardRow>& rows);
[[nodiscard]] std::string agreement_file(const Evidence& evidence, const std::vector<BoardRow>& rows);

} // namespace euthymia
