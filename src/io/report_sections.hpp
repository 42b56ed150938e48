// SPDX-License-Identifier: Apache-2.0
// The parts of a trial's report, each as HTML; a part without content is empty.
#pragma once

#include <string>

#include "euthymia/io/provenance.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// The trial in one paragraph of plain words.
[[nodiscard]] std::string report_summary(const TrialResult& result);

/// The ratings of every scale over the weeks, by arm, published points among them.
[[nodiscard]] std::string report_ratings(const TrialResult& result);

/// Simulated beside published: pictures and table.
[[nodiscard]] std::string report_comparison(const TrialResult& result);

/// The flow of participants.
[[nodiscard]] std::string report_flow(const TrialResult& result);

/// Results by arm and week, and the arms against the comparator.
[[nodiscard]] std::string report_results(const TrialResult& result);
[[nodiscard]] std::string report_contrasts(const TrialResult& result);

/// What an interval over the ensemble is called, everywhere.
inline constexpr const char* ensemble_label = "95 % of the ensemble of calibrated parameters";

/// What such an interval is, and is not; empty where no ensemble was run, as the tables.
[[nodiscard]] std::string report_ensemble_words(const TrialResult& result);
[[nodiscard]] std::string report_ensemble_contrasts(const TrialResult& result);
[[nodiscard]] std::string report_ensemble_results(const TrialResult& result, const std::string& measure);

/// Which parameters differ over the ensemble, or that none was run.
[[nodiscard]] std::string report_ensemble_limits(const Provenance& provenance);

/// Items of a legend: the bar of a number, and the band of a course. @param what  That the band is of.
[[nodiscard]] std::string ensemble_legend_item();
[[nodiscard]] std::string ensemble_band_legend_item(const std::string& what = "mean");

/// The contrasts on scales by every analysis; empty where there is one only.
[[nodiscard]] std::string report_analyses(const TrialResult& result);

/// The analysis that a contrast is told by: that of the design, or what stands in for it.
[[nodiscard]] Analysis main_analysis(const TrialResult& result, const Contrast& row);

/// How those who left are dealt with, in one sentence.
[[nodiscard]] std::string analysis_words(const TrialResult& result);

/// Age, sex, scores and markers of the people of each arm before treatment.
[[nodiscard]] std::string report_baseline(const TrialResult& result);

/// Who stayed in treatment how long, by arm.
[[nodiscard]] std::string report_staying(const TrialResult& result);

/// Who stayed without a relapse how long, where relapses were published.
[[nodiscard]] std::string report_relapse(const TrialResult& result);

/// Of a hundred people, how many respond under an arm who would not under the comparator.
[[nodiscard]] std::string report_benefit(const TrialResult& result);

/// The limits of a number needed to treat in words: "3.4 to 9.8 to treat", "3.0 to treat through infinity to 12 to
/// harm".
[[nodiscard]] std::string number_needed_interval(const NumberNeeded& needed);

/// One panel a system of the body: its recorded variables over the weeks, by arm.
[[nodiscard]] std::string report_systems(const TrialResult& result);

/// What was assumed, and how far the results carry.
[[nodiscard]] std::string report_limits(const TrialResult& result, const Provenance& provenance);

/// The grades of the model's numbers, by system.
[[nodiscard]] std::string report_assumed(const Provenance& provenance);

/// @param result  Of a trial; null: the run was something else.
[[nodiscard]] std::string report_provenance(const Provenance& provenance, const TrialResult* result = nullptr);

[[nodiscard]] std::string report_safety();

/// Which line belongs to which arm.
[[nodiscard]] std::string report_legend(const TrialResult& result, bool has_published);

/// The style sheet of the page.
[[nodiscard]] std::string report_style();

} // namespace euthymia
