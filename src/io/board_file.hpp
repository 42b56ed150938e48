// SPDX-License-Identifier: Apache-2.0
// A picture as a file of its own: it brings its colours along.
#pragma once

#include <string>

namespace euthymia {

/// @param body  SVG whose classes are those of the style sheet of reports.
[[nodiscard]] std::string svg_file(double width, double height, const std::string& title,
                                   const std::string& description, const std::string& body);

} // namespace euthymia
