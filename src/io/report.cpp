// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/report.hpp"

#include <fmt/format.h>

#include "euthymia/io/figures.hpp"
#include "html.hpp"
#include "report_sections.hpp"
#include "svg_chart.hpp"

namespace euthymia {

std::string trial_report(const TrialResult& result, const Provenance& provenance) {
    const std::string source = result.design.source.empty()
                                   ? ""
                                   : fmt::format("Virtual copy of the trial published as {}.", result.design.source);
    return report_page(
        result.design.title, source, report_summary(result),
        {{"intervals", "Two kinds of intervals", report_ensemble_words(result)},
         {"course", "Course of the symptoms", report_ratings(result)},
         {"benefit", "Out of a hundred people", report_benefit(result)},
         {"contrasts", "The arms compared", report_contrasts(result)},
         {"published", "Simulated beside published", report_comparison(result)},
         {"flow", "Flow of participants", report_flow(result)},
         {"baseline", "Who they were at baseline", report_baseline(result)},
         {"relapse", "Staying well", report_relapse(result)},
         {"staying", "Staying in treatment", report_staying(result)},
         {"systems", "What happened in the body", report_systems(result)},
         {"results", "Results by arm and week", report_results(result)},
         {"limits", "What was assumed, and limits", report_limits(result, provenance) + report_assumed(provenance)},
         safety_part(),
         {"provenance", "Where this comes from", report_provenance(provenance, &result)}});
}

std::string report_legend(const TrialResult& result, bool has_published) {
    std::string list = "<ul class=\"legend\">";
    for (std::size_t k = 0; k < result.arms.size(); ++k) {
        list += fmt::format("<li>{}{}</li>", svg_swatch(k), escape(result.arms[k].name));
    }
    if (result.n_member > 0) list += ensemble_band_legend_item();
    if (has_published) list += fmt::format("<li>{}published, in the colour of its arm</li>", svg_published_swatch());
    return list + "</ul>\n";
}

} // namespace euthymia
