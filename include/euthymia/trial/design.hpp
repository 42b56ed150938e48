// SPDX-License-Identifier: Apache-2.0
// A trial as its document describes it, with what was published about it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/patient/spread.hpp"
#include "euthymia/protocol/protocol.hpp"

namespace euthymia {

/// Who may enter, by the score at baseline.
struct BaselineCriteria {
    std::string scale = "HAMD17";
    double mean = 0.0; ///< points, of those who entered
    double sd = 0.0;
    double min = 0.0;
    double max = 0.0;
};

/// The people a trial recruits.
struct Recruitment {
    std::string patient = "candidate"; ///< the kind of person in `biology/patients` whose history they share
    double age_mean = 40.0;             ///< years
    Spread age_spread;
    double female_share = 0.5;
    BaselineCriteria baseline;
};

/// One group of a trial.
struct ArmDesign {
    std::string name;
    int n = 0; ///< participants in the published trial
    Protocol protocol;
};

/// What is measured: a scale or a model variable, at a week.
struct OutcomeDesign {
    std::string measure; ///< a scale's name or a variable (id or alias)
    double week = 0.0;
};

/// One published number.
struct PublishedRow {
    std::string id;
    std::string split; ///< "calibration" or "validation"
    std::string arm;
    std::string versus; ///< empty for a statistic of one arm
    std::string measure;
    double week = 0.0;
    std::string statistic; ///< see `statistic_names`
    double value = 0.0;    ///< percent for percentages and rates
    std::optional<double> low = {}, high = {};
};

struct TrialDesign {
    std::string title;
    std::string source;     ///< a key of references.bib
    std::string comparator; ///< an arm; the others are compared with it
    bool is_rater_blinded = true;
    Recruitment recruitment;
    std::vector<ArmDesign> arms;
    std::vector<double> visit_weeks; ///< ascending, the first is the baseline
    std::vector<OutcomeDesign> outcomes;
    std::vector<PublishedRow> published;
};

} // namespace euthymia
