// SPDX-License-Identifier: Apache-2.0
// A trial whose scores are given instead of simulated.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "euthymia/outcome/scale.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

inline constexpr double stayed = std::numeric_limits<double>::quiet_NaN();

/// One person: a score at every visit, the week of leaving, and the share of sessions attended.
struct Given {
    std::vector<double> scores;
    double left = stayed;
    double attended = 1.0;
    double other = 0.0; ///< change of MADRS at every later visit, from 30
};

inline std::vector<Scale> given_scales() {
    return {{.name = "HAMD17", .variable = "score", .max = 52.0, .rater_sd = 1.75, .remission = 7.0, .bands = {}},
            {.name = "MADRS", .variable = "other", .max = 60.0, .rater_sd = 2.3, .remission = 9.0, .bands = {}}};
}

/// Arms "a", "b", ... of people, seen in weeks 0, 4, 8, ...; everybody of an arm is in every replicate.
inline TrialResult given_trial(const std::vector<std::vector<Given>>& arms, Analysis analysis) {
    TrialResult result;
    result.n_replicate = 3;
    result.design.title = "given";
    result.design.comparator = std::string(1, static_cast<char>('a' + arms.size() - 1));
    result.design.analysis = analysis;
    for (std::size_t visit = 0; visit < arms[0][0].scores.size(); ++visit) {
        result.design.visit_weeks.push_back(4.0 * static_cast<double>(visit));
    }
    result.visit_time = result.time = visit_times(result.design);
    result.scales = {"HAMD17", "MADRS"};
    result.design.outcomes = {{"HAMD17", result.design.visit_weeks.back()}};
    for (const auto& people : arms) {
        ArmRecord arm;
        arm.name = std::string(1, static_cast<char>('a' + result.arms.size()));
        arm.n_design = static_cast<int>(people.size());
        for (const Given& person : people) {
            for (std::size_t visit = 0; visit < person.scores.size(); ++visit) {
                arm.ratings.push_back(person.scores[visit]);
                arm.ratings.push_back(visit == 0 ? 30.0 : 30.0 + person.other);
            }
            arm.dropout_week.push_back(person.left);
            arm.attended_share.push_back(person.attended);
        }
        result.n_pool = arm.n_design;
        result.design.arms.push_back({.name = arm.name, .n = arm.n_design, .protocol = {}});
        result.arms.push_back(std::move(arm));
    }
    return result;
}

} // namespace euthymia
