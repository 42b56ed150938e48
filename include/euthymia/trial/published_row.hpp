// SPDX-License-Identifier: Apache-2.0
// A number that a trial published.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace euthymia {

/// People by their score at baseline: from `from`, below `below`.
struct BaselineGroup {
    std::string scale;
    std::optional<double> from = {}, below = {}; ///< points
};

/// One published number.
struct PublishedRow {
    std::string id;
    std::string split;  ///< "calibration" or "validation"
    std::string arm;    ///< its name; of pooled arms, their names joined with " and "
    std::string versus; ///< the same; empty for a statistic of one arm
    std::string measure;
    double week = 0.0;
    std::string statistic; ///< see `statistic_names`
    double value = 0.0;    ///< percent for percentages and rates
    std::optional<double> low = {}, high = {};
    double weight = 1.0; ///< how much a fit minds it
    std::string note = {};
    std::vector<std::string> pooled_arms = {};   ///< where `arm` stands for several
    std::vector<std::string> pooled_versus = {}; ///< where `versus` stands for several
    std::string event = "response";              ///< "response", "remission", "dropout", "relapse", "completion"
    std::optional<double> response_drop = {};    ///< instead of the scale's own
    std::optional<double> remission_max = {};    ///< points, instead of the scale's own
    bool reached = false;                        ///< response or remission by the week: then, or at a visit before
    int ratings = 1;                             ///< in a row, of visits, that must show the response or remission
    bool before_relapse = false;                 ///< a drop-out counts only of people who had no relapse before
    std::optional<BaselineGroup> group = {};
    std::string with = {}; ///< what a correlation is with: a scale or a variable
};

} // namespace euthymia
