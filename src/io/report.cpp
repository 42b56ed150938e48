// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/report.hpp"

#include <array>

#include <fmt/format.h>

#include "html.hpp"
#include "report_sections.hpp"
#include "svg_chart.hpp"

namespace euthymia {

namespace {

struct Part {
    const char* id;
    const char* heading;
    std::string body;
};

std::string contents(const auto& parts) {
    std::string list = "<nav aria-label=\"Contents\"><ul>\n";
    for (const Part& part : parts) {
        if (!part.body.empty()) list += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", part.id, escape(part.heading));
    }
    return list + "</ul></nav>\n";
}

std::string head(const std::string& title) {
    return fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"color-scheme\" content=\"light dark\">\n"
                       "<title>{} (simulated)</title>\n<style>\n{}</style>\n</head>\n",
                       escape(title), report_style());
}

} // namespace

std::string trial_report(const TrialResult& result, const Provenance& provenance) {
    const std::array parts = {Part{"course", "Course of the symptoms", report_ratings(result)},
                              Part{"published", "Simulated beside published", report_comparison(result)},
                              Part{"contrasts", "The arms compared", report_contrasts(result)},
                              Part{"flow", "Flow of participants", report_flow(result)},
                              Part{"systems", "What happened in the body", report_systems(result)},
                              Part{"results", "Results by arm and week", report_results(result)},
                              Part{"limits", "What was assumed, and limits", report_limits(result)},
                              Part{"safety", "Use with care", report_safety()},
                              Part{"provenance", "Where this comes from", report_provenance(result, provenance)}};
    std::string page = head(result.design.title) + "<body>\n" + report_summary(result) + contents(parts) + "<main>\n";
    for (const Part& part : parts) {
        if (!part.body.empty()) page += html_section(part.id, part.heading, part.body);
    }
    return page + "</main>\n</body>\n</html>\n";
}

std::string report_legend(const TrialResult& result, bool has_published) {
    std::string list = "<ul class=\"legend\">";
    for (std::size_t k = 0; k < result.arms.size(); ++k) {
        list += fmt::format("<li>{}{}</li>", svg_swatch(k), escape(result.arms[k].name));
    }
    if (has_published) list += fmt::format("<li>{}published, in the colour of its arm</li>", svg_published_swatch());
    return list + "</ul>\n";
}

} // namespace euthymia
