// SPDX-License-Identifier: Apache-2.0
// What pictures with a row for every number have in common: the size of the page's width, the axis below, whiskers.
#pragma once

#include <string>

#include "euthymia/trial/statistics.hpp"
#include "svg.hpp"

namespace euthymia {

/// Pixels; rows lie between `rows_left` and `rows_width - rows_right`, the axis in the lowest `rows_bottom`.
inline constexpr double rows_width = 760, rows_left = 24, rows_right = 24, rows_bottom = 64;

/// Widens [from, to] to hold the finite ones of value and interval.
void take_in(double& from, double& to, const Estimate& estimate);

/// The grid behind all rows with its numbers and its label below.
/// @param at        A value that an upright line marks; NaN: none.
/// @param at_class  Of that line.
[[nodiscard]] std::string svg_rows_scale(const Axis& x, double height, const std::string& label, double at,
                                         const std::string& at_class);

/// An interval as a line with ends; empty where it is not known.
[[nodiscard]] std::string svg_whisker(const Axis& x, double y, const Estimate& estimate, const std::string& css_class);

} // namespace euthymia
