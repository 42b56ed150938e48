// SPDX-License-Identifier: Apache-2.0
// How the visits of a trial are told: in weeks or, where its document writes them so, in hours of the first day.
#pragma once

#include <optional>
#include <string>

#include "euthymia/trial/design.hpp"

namespace euthymia {

[[nodiscard]] bool is_in_hours(const TrialDesign& design);

/// "week" or "hour".
[[nodiscard]] std::string visit_unit(const TrialDesign& design);

/// A visit in that unit: weeks, or hours since midnight of the first day.
/// @param week  As in `TrialDesign::visit_weeks`.
[[nodiscard]] double visit_number(const TrialDesign& design, double week);

/// The hour of a visit since midnight of the first day; none where visits are in weeks.
[[nodiscard]] std::optional<double> visit_hour(const TrialDesign& design, double week);

/// A protocol time in that unit: weeks since the first visit, or hours since midnight of the first day.
/// @param time  h
[[nodiscard]] double visit_axis(const TrialDesign& design, double time);

/// "10.5", as short as can be.
[[nodiscard]] std::string visit_digits(const TrialDesign& design, double week);

/// "week 12", "hour 10.5".
[[nodiscard]] std::string visit_text(const TrialDesign& design, double week);

} // namespace euthymia
