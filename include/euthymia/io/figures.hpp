// SPDX-License-Identifier: Apache-2.0
// Figures and pages that any report can hold. A figure is SVG and takes its looks from the style sheet of the page.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "euthymia/io/provenance.hpp"
#include "euthymia/trial/statistics.hpp"

namespace euthymia {

/// From `week` on (in the unit of the chart), `share` of the people are still free of the event.
struct CurveStep {
    double week = 0.0;
    double share = 100.0;                                   ///< percent
    double low = std::numeric_limits<double>::quiet_NaN();  ///< 95 % interval, percent; NaN: not known
    double high = std::numeric_limits<double>::quiet_NaN(); ///< as `low`
};

/// A Kaplan-Meier curve. It begins at 100 % in week 0, whether or not `steps` says so.
struct SurvivalCurve {
    std::string label;
    std::vector<CurveStep> steps;      ///< ascending by week
    std::vector<double> censored = {}; ///< weeks at which somebody was no longer observed, marked on the curve
    /// The mean of the curve over an ensemble of calibrated parameters, with 95 % of the members; ascending by week.
    std::vector<CurveStep> over_ensemble = {};
};

struct SurvivalChart {
    std::string title;
    std::string y_label;               ///< for example "still in treatment, %"
    double end_week = 0.0;             ///< like all times of the chart in the unit of `x_label`
    std::vector<SurvivalCurve> curves; ///< the place of a curve is its colour and dash, as that of an arm
    std::string x_label = "week";      ///< or "hour"
    /// Whether events fall at the weeks of `SurvivalCurve::over_ensemble` alone; else it is straight between them.
    bool falls_at_steps_only = false;
};

/// Step curves over the weeks with their intervals as bands, and a legend.
/// @return A `<figure>`; empty without curves.
[[nodiscard]] std::string kaplan_meier_chart(const SurvivalChart& chart);

/// What a system carried of an effect.
struct ExplanationBar {
    std::string name;
    Estimate share;         ///< in the unit of the chart; NaN limits: not known
    bool is_direct = false; ///< a term that acts on symptoms directly (phenomenological): drawn hatched
};

struct ExplanationChart {
    std::string title;
    std::string axis_label; ///< for example "share of the difference, %"
    int decimals = 0;
    std::vector<ExplanationBar> bars;
};

/// Bars from zero with their intervals, the numbers beside them.
/// @return A `<figure>`; empty without bars.
[[nodiscard]] std::string explanation_bars(const ExplanationChart& chart);

/// A part of a page.
struct PagePart {
    std::string id; ///< of the HTML element, unique on the page
    std::string heading;
    std::string body; ///< HTML; without it the part is left out
};

/// One page that needs nothing else: badge, title, contents and parts. @param lead  HTML.
[[nodiscard]] std::string report_page(const std::string& title, const std::string& source, const std::string& lead,
                                      const std::vector<PagePart>& parts);

/// The safety text, and the provenance of the run, as parts of a page.
[[nodiscard]] PagePart safety_part();
[[nodiscard]] PagePart provenance_part(const Provenance& provenance);

} // namespace euthymia
