// SPDX-License-Identifier: Apache-2.0
// The toy biology with numbers to fit: twice the score falls by 2 * slope * points a week.
#pragma once

#include "euthymia/calibration/calibrate.hpp"
#include "unit/trial/toy_biology.hpp"

namespace euthymia {

/// `toy_biology` with a factor `slope` on what contact does.
inline Biology sloping_biology() {
    Biology biology = toy_biology();
    const Expression slope = Expression::symbol("slope"), points = Expression::symbol("nonspecific_points");
    biology.equations.states[0].rate = -(slope * points / 168.0);
    biology.equations.constants.push_back({"slope", 1.0});
    biology.equations.quantities.emplace("slope", slope);
    return biology;
}

/// What the toy's tables would say of its numbers.
inline std::vector<GradedNumber> toy_numbers() {
    return {{"slope", 1.0, "calibrated"},
            {"start", 20.0, "measured"},
            {"vo2max_baseline", 30.0, "assumed"},
            {"contact.attention.points", 1.0, "calibrated"},
            {"contact.waitlist.points", 0.5, "assumed"}};
}

/// A published mean change of twice the score over ten weeks: -20 * slope * points in truth.
inline PublishedRow toy_row(const std::string& id, const std::string& arm, double value, double sd,
                            const std::string& split = "calibration") {
    return {.id = id,
            .split = split,
            .arm = arm,
            .versus = {},
            .measure = "twice",
            .week = 10,
            .statistic = "mean_change",
            .value = value,
            .low = value - 1.96 * sd,
            .high = value + 1.96 * sd};
}

inline TrialDesign toy_trial(std::vector<PublishedRow> rows) {
    TrialDesign design = toy_design();
    design.published = std::move(rows);
    return design;
}

inline FitParameter toy_contact(const std::string& kind, double present, double sd) {
    return {.name = "contact." + kind + ".points",
            .contact = kind,
            .present = present,
            .low = 0.1,
            .high = 2.0,
            .scale = FitScale::linear,
            .prior = {.kind = Spread::Kind::normal, .sd = sd}};
}

inline FitParameter toy_slope(double sd) {
    return {.name = "slope",
            .contact = {},
            .present = 1.0,
            .low = 0.2,
            .high = 5.0,
            .scale = FitScale::log,
            .prior = {.kind = Spread::Kind::lognormal, .sd = sd}};
}

inline const TrialOptions toy_options{.n_pool = 20, .n_replicate = 1, .seed = 7, .n_thread = 1};

} // namespace euthymia
