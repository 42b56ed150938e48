// SPDX-License-Identifier: Apache-2.0
#include "report_statistic.hpp"

#include <algorithm>
#include <array>

namespace euthymia {

StatisticWords statistic_words(const std::string& name) {
    static const std::array table = {StatisticWords{"smd", "standardised mean difference (Hedges\u2019 g)", "", 2, 0.0},
                                     StatisticWords{"mean_change", "mean change since baseline", "", 1, 0.0, true},
                                     StatisticWords{"mean_difference", "difference of means", "", 1, 0.0, true},
                                     StatisticWords{"percent_change", "change since baseline", "%", 1, 0.0},
                                     StatisticWords{"response_rate", "response", "% of people", 1, {}},
                                     StatisticWords{"remission_rate", "remission", "% of people", 1, {}},
                                     StatisticWords{"dropout_rate", "drop-out", "% of people", 1, {}},
                                     StatisticWords{"relapse_rate", "relapse", "% of people", 1, {}},
                                     StatisticWords{"odds_ratio", "odds ratio", "", 2, 1.0},
                                     StatisticWords{"risk_ratio", "risk ratio", "", 2, 1.0},
                                     StatisticWords{"ratio_to_baseline", "ratio to baseline", "", 2, 1.0},
                                     StatisticWords{"correlation", "correlation", "", 2, 0.0},
                                     StatisticWords{"mean", "mean", "", 1, {}, true},
                                     StatisticWords{"sd", "standard deviation", "", 1, {}, true},
                                     StatisticWords{"smd_prepost", "change in SD of baseline", "", 2, 0.0},
                                     StatisticWords{"percent_difference", "difference of means", "%", 1, 0.0},
                                     StatisticWords{"completion_rate", "completion", "% of people", 1, {}},
                                     StatisticWords{"fell_share", "people whose value fell", "%", 1, {}},
                                     StatisticWords{"risk_difference", "risk difference", "points", 1, 0.0},
                                     StatisticWords{"variance_ratio", "ratio of variances", "", 2, 1.0},
                                     StatisticWords{"cv_ratio", "ratio of coefficients of variation", "", 2, 1.0},
                                     StatisticWords{"hazard_ratio", "hazard ratio of relapse", "", 2, 1.0},
                                     StatisticWords{"nnt", "number needed to treat", "people", 1, {}},
                                     StatisticWords{"direction", "direction", "", 0, 0.0}};
    const auto row = std::find_if(table.begin(), table.end(), [&](const auto& words) { return words.name == name; });
    return row == table.end() ? StatisticWords{name, name, "", 2, {}} : *row;
}

} // namespace euthymia
