// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/visit_label.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace euthymia {

namespace {

constexpr double hours_per_week = 168.0;

} // namespace

bool is_in_hours(const TrialDesign& design) {
    return !design.visit_hours.empty();
}

std::string visit_unit(const TrialDesign& design) {
    return is_in_hours(design) ? "hour" : "week";
}

/// The number that the document has, not the week times 168, which may differ in the last digit.
double visit_number(const TrialDesign& design, double week) {
    if (!is_in_hours(design)) return week;
    const auto place = std::ranges::find(design.visit_weeks, week) - design.visit_weeks.begin();
    const auto k = static_cast<std::size_t>(place);
    return k < design.visit_hours.size() ? design.visit_hours[k] : week * hours_per_week;
}

std::optional<double> visit_hour(const TrialDesign& design, double week) {
    return is_in_hours(design) ? std::optional(visit_number(design, week)) : std::nullopt;
}

double visit_axis(const TrialDesign& design, double time) {
    if (is_in_hours(design)) return time;
    const auto visits = visit_times(design);
    return (time - (visits.empty() ? 0.0 : visits.front())) / hours_per_week;
}

std::string visit_digits(const TrialDesign& design, double week) {
    return fmt::format("{:.6g}", visit_number(design, week));
}

std::string visit_text(const TrialDesign& design, double week) {
    return fmt::format("{} {}", visit_unit(design), visit_digits(design, week));
}

} // namespace euthymia
