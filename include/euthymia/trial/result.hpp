// SPDX-License-Identifier: Apache-2.0
// What a virtual trial found.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/protocol/safety.hpp"
#include "euthymia/simulation/names.hpp"
#include "euthymia/trial/design.hpp"
#include "euthymia/trial/over_ensemble.hpp"
#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// The flow of participants up to allocation, and why candidates did not enter.
struct RecruitmentFlow {
    int n_assessed = 0;
    int n_below = 0;     ///< score below the entry criterion
    int n_above = 0;     ///< score above it
    int n_failed = 0;    ///< could not be simulated
    int n_unmatched = 0; ///< eligible, not needed for the wanted baseline distribution
    int n_entered = 0;
    int n_lead_in = 0;      ///< began the lead-in; the following two are of these
    int n_left_lead_in = 0; ///< dropped out of it
    int n_not_met = 0;      ///< ended it without what the design wants (response, remission, ...)
};

/// A person whose simulation did not reach its end.
struct FailedPerson {
    std::uint32_t patient = 0;
    std::string arm;   ///< empty: while recruiting
    double time = 0.0; ///< h
    std::string reason;
};

/// One arm at one week on one measure, by the analysis of the design; rates in percent, empty for a measure that is no
/// scale. Under the mixed model means hold what it expects of those who left, and the SD is of those who were seen.
struct ArmResult {
    std::string measure;
    bool is_scale = false;
    double week = 0.0;
    Summary score;
    double mean_change = 0.0;
    double percent_change = 0.0; ///< of the mean, against the mean at baseline
    std::optional<double> response_rate = {}, remission_rate = {};
    double dropout_rate = 0.0;
    std::optional<ArmResultOverEnsemble> over_ensemble = {}; ///< none: no ensemble was run
};

/// A variable that is reported as a laboratory sees it.
struct Assay {
    std::string measure;
    double noise = 0.0;   ///< standard deviation of one measurement over the value
    double between = 0.0; ///< coefficient of variation between people beyond what differs in the model
};

/// All that was recorded of one arm.
struct ArmRecord {
    std::string name;
    int n_design = 0; ///< participants in the published trial
    /// Shape `n_person x n_time x n_variable`, variable fastest, as shown; NaN for what a failed person lacks.
    std::vector<double> values;
    /// Ratings, shape `n_person x n_visit x n_scale`, scale fastest.
    std::vector<double> ratings;
    std::vector<double> attended_share; ///< sessions attended of those planned, by person; NaN without sessions
    std::vector<double> dropout_week;   ///< by person; NaN for those who stayed
    std::vector<ArmResult> results;     ///< every outcome at every visit
    /// What a laboratory reported, shape `n_person x n_visit x n_assayed`, assay fastest, as shown.
    std::vector<double> assays = {};
    /// Who they are, where the arm recruits people of its own; empty: the trial's, the same in every such arm.
    std::vector<double> age = {}; ///< years
    std::vector<bool> is_female = {};
    std::vector<std::uint32_t> patient = {};
    std::optional<RecruitmentFlow> flow = {};
    std::optional<CourseOverEnsemble> over_ensemble = {};
};

/// The same contrast by one way to make up for those who left.
struct AnalysedContrast {
    Analysis analysis = Analysis::mmrm;
    Estimate smd, mean_difference;
};

/// A contrast in replicates of the published size, each by the analysis of the design.
struct ReplicateSpread {
    std::vector<int> n; ///< people of the arm and of the comparator in a replicate
    /// Share of the replicates with p < 0.05, from 0 to 1, with Wilson's interval; none where the pool has fewer people
    /// than a replicate (`people_lacking`): it would hold somebody twice, who counts as two in every test.
    std::optional<Estimate> power;
    /// Hedges' g at `spread_levels` of the replicates that have one.
    std::vector<double> smd;
};

/// 0.025, 0.25, 0.5, 0.75, 0.975
[[nodiscard]] const std::vector<double>& spread_levels();

/// One arm against the comparator, by the analysis of the design; by LOCF where its mixed model cannot be fitted.
///
/// Under the mixed model `mean_difference` is that of least-squares means at the visit, and `smd` that difference and
/// its interval over the pooled SD of the scores seen there, with Hedges' correction for their number. By the others it
/// is Hedges' g of the scores, and `mean_difference` has Welch's interval.
struct Contrast {
    std::string arm, versus, measure;
    double week = 0.0;
    Estimate smd, mean_difference;
    std::optional<Estimate> risk_ratio = {}, odds_ratio = {}; ///< of response
    std::optional<Estimate> risk_difference = {};             ///< of response, from -1 to 1
    std::vector<AnalysedContrast> analyses = {};              ///< by every analysis that could be made, side by side
    std::optional<ReplicateSpread> replicates = {};           ///< none where a trial is run tersely
    std::optional<ContrastOverEnsemble> over_ensemble = {};
};

/// A published number beside the simulated one.
struct Comparison {
    PublishedRow published;
    double simulated = 0.0;       ///< mean over replicate trials of the published size
    double low = 0.0, high = 0.0; ///< 95 % of the replicates
    bool agrees = false;
    std::optional<Estimate> over_ensemble = {}; ///< of `simulated`: mean and 95 % of the members
};

struct TrialResult {
    TrialDesign design;
    int n_pool = 0;
    int n_replicate = 0;
    std::uint64_t seed = 0;
    RecruitmentFlow flow;
    std::vector<double> age; ///< years, by person
    std::vector<bool> is_female;
    std::vector<std::uint32_t> patient; ///< index of each person in the population
    std::vector<double> time;           ///< h, shape `n_time`
    std::vector<double> visit_time;     ///< h, one for each visit; all stand in `time`
    std::vector<Name> variables;        ///< of `ArmRecord::values`
    std::vector<std::string> scales;    ///< of `ArmRecord::ratings`
    std::vector<Assay> assayed = {};    ///< of `ArmRecord::assays`
    std::vector<ArmRecord> arms;
    std::vector<Contrast> contrasts;
    std::vector<Comparison> comparisons;
    int n_simulated = 0; ///< people as often as somebody was simulated: while recruiting, and in every arm
    std::vector<FailedPerson> failures;
    std::vector<FailedPerson> rescues; ///< who was handed to CVODE at that time, and went on
    double entry_inflation = 0.0;      ///< points of HAMD17 by which raters scored too high at entry
    double rater_bias = 0.0;           ///< points of HAMD17 by which they were too kind to the most promising arm
    std::string back_end;              ///< what evaluated the model, as `CompiledModel::backend`
    /// What is to be said of the exercise in its arms; nothing refused.
    std::vector<SafetyFinding> safety = {};
    /// Members of the ensemble of calibrated parameters that every `over_ensemble` is of; 0: none was run.
    std::size_t n_member = 0;
};

/// Too few simulated people for a replicate that holds nobody twice.
struct PeopleLacking {
    int n_pool = 0;
    int n_replicate = 0; ///< people of one replicate who are drawn from one pool
};

/// Whether replicates of the trial deal some people twice, and how many would be needed. Arms that share their people
/// are dealt from one pool, an arm with people of its own from another; told of the one that lacks most.
[[nodiscard]] std::optional<PeopleLacking> people_lacking(const TrialResult& result);

} // namespace euthymia
