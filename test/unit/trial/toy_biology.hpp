// SPDX-License-Identifier: Apache-2.0
// A biology with a closed form: the score falls by `nonspecific_points` a week.
#pragma once

#include "euthymia/trial/run.hpp"

namespace euthymia {

/// score' = -nonspecific_points / 168 per hour, from the person's own `start`.
inline Biology toy_biology() {
    const auto symbol = [](const char* name) { return Expression::symbol(name); };
    Biology biology;
    biology.equations.states = {{"score", symbol("start"), -(symbol("nonspecific_points") / 168.0)}};
    biology.equations.constants = {{"start", 20.0},
                                   {"nonspecific_points", 0.0},
                                   {"nonspecific_start", 0.0},
                                   {"stressor", 1.0},
                                   {"vo2max_baseline", 30.0}};
    biology.equations.quantities = {{"score", symbol("score")}, {"twice", symbol("score") * 2.0}};
    for (const Constant& constant : biology.equations.constants) {
        biology.equations.quantities.emplace(constant.id, Expression::symbol(constant.id));
    }
    biology.handbook.contact = {{"nothing", 0.0}, {"waitlist", 0.5}, {"attention", 1.0}};
    biology.scales = {{.name = "HAMD17",
                       .variable = "score",
                       .max = 52.0,
                       .rater_sd = 0.0,
                       .response_drop = 0.5,
                       .remission = 7.0,
                       .bands = {{"remission", 0.0}, {"mild", 8.0}}}};
    biology.varying = {{"start", 20.0, parse_spread("normal sd 4", "")}};
    biology.patients = {
        {"candidate", {.title = "anybody", .parameters = {}, .history = {{.weeks = 1.0, .stress = 1.0}}}}};
    return biology;
}

/// Two arms of care for 10 weeks.
inline TrialDesign toy_design() {
    TrialDesign design;
    design.title = "toy";
    design.comparator = "waitlist";
    design.recruitment.baseline =
        BaselineCriteria{.scale = "HAMD17", .mean = 20.0, .sd = 2.0, .min = 15.0, .max = 25.0};
    design.arms = {{.name = "attention",
                    .n = 20,
                    .protocol = {.name = "", .interventions = {Care{.kind = "attention", .weeks = 10}}}},
                   {.name = "waitlist",
                    .n = 10,
                    .protocol = {.name = "", .interventions = {Care{.kind = "waitlist", .weeks = 10}}}}};
    design.visit_weeks = {0, 5, 10};
    design.outcomes = {{"HAMD17", 10}, {"twice", 10}};
    return design;
}

} // namespace euthymia
