// SPDX-License-Identifier: Apache-2.0
// Ways to make up for those who left: in words, and the contrasts by each of them.
#include <algorithm>

#include <fmt/format.h>

#include "euthymia/io/visit_label.hpp"
#include "html.hpp"
#include "measure.hpp"
#include "report_sections.hpp"

namespace euthymia {

namespace {

using Cells = std::vector<std::string>;

std::string heading_of(Analysis analysis) {
    switch (analysis) {
    case Analysis::mmrm:
        return "Mixed model (MMRM)";
    case Analysis::locf:
        return "Last observation carried forward";
    case Analysis::completers:
        return "Completers";
    default:
        return "Everybody, also after leaving";
    }
}

std::string with_interval(const Estimate& estimate, int decimals) {
    return fmt::format("{} ({})", shown(estimate.value, decimals),
                       shown_interval(estimate.low, estimate.high, decimals));
}

Cells row_of(const TrialResult& result, const Contrast& row, const AnalysedContrast& found) {
    const int decimals = is_scale(result, row.measure) ? 1 : 2;
    const std::string name = heading_of(found.analysis);
    return {escape(fmt::format("{} against {}", row.arm, row.versus)),
            escape(label_of(result, row.measure)),
            visit_digits(result.design, row.week),
            found.analysis == main_analysis(result, row) ? "<strong>" + name + "</strong>" : name,
            with_interval(found.smd, 2),
            with_interval(found.mean_difference, decimals)};
}

} // namespace

Analysis main_analysis(const TrialResult& result, const Contrast& row) {
    const auto is_wanted = [&](const AnalysedContrast& found) { return found.analysis == result.design.analysis; };
    if (row.analyses.empty() || std::ranges::any_of(row.analyses, is_wanted)) return result.design.analysis;
    return row.analyses.front().analysis;
}

/// Of a scale; variables are never made up for.
std::string analysis_words(const TrialResult& result) {
    switch (result.design.analysis) {
    case Analysis::mmrm:
        return "Who has left treatment is not seen at later visits; scores of scales are made up for by a mixed model "
               "for repeated measures (MMRM) or, where it cannot be fitted, by carrying the last one forward.";
    case Analysis::locf:
        return "Who has left treatment is not seen at later visits; scores of scales are the last ones seen, carried "
               "forward (LOCF).";
    case Analysis::completers:
        return "Analysed are only those who stayed in treatment and came to two thirds of their sessions.";
    default:
        return "Everybody is seen at every visit and analysed, also after leaving treatment.";
    }
}

std::string report_analyses(const TrialResult& result) {
    std::vector<Cells> rows;
    for (const Contrast& row : result.contrasts) {
        if (row.analyses.size() < 2 || !is_scale(result, row.measure)) continue;
        for (const AnalysedContrast& found : row.analyses) rows.push_back(row_of(result, row, found));
    }
    if (rows.empty()) return {};
    return html_paragraph("The same differences by four ways to deal with those who left; the one of the design is in "
                          "bold. The last needs to know how people fared who were no longer seen, which only a "
                          "simulation does.") +
           html_table("Differences by analysis",
                      {{"Arms"},
                       {"Measure"},
                       {is_in_hours(result.design) ? "Hour" : "Week", true},
                       {"Analysis"},
                       {"Hedges\u2019 g", true},
                       {"Difference of means", true}},
                      rows, "cards");
}

} // namespace euthymia
