// SPDX-License-Identifier: Apache-2.0
// The frame that every report stands in.
#include <fmt/format.h>

#include "euthymia/io/figures.hpp"
#include "html.hpp"
#include "report_sections.hpp"

namespace euthymia {

namespace {

std::string contents(const std::vector<PagePart>& parts) {
    std::string list = "<nav aria-label=\"Contents\"><ul>\n";
    for (const PagePart& part : parts) {
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

std::string report_page(const std::string& title, const std::string& source, const std::string& lead,
                        const std::vector<PagePart>& parts) {
    std::string page = head(title);
    page += fmt::format("<body>\n<header>\n<p class=\"badge\">Simulated</p>\n<h1>{}</h1>\n<p class=\"source\">{}</p>\n"
                        "<p class=\"lead\">{}</p>\n</header>\n",
                        escape(title), escape(source), lead);
    page += contents(parts) + "<main>\n";
    for (const PagePart& part : parts) {
        if (!part.body.empty()) page += html_section(part.id, part.heading, part.body);
    }
    return page + "</main>\n</body>\n</html>\n";
}

PagePart safety_part() {
    return {"safety", "Use with care", report_safety()};
}

PagePart provenance_part(const Provenance& provenance) {
    return {"provenance", "Where this comes from", report_provenance(provenance)};
}

} // namespace euthymia
