// SPDX-License-Identifier: Apache-2.0
#include "board_file.hpp"

#include <fmt/format.h>

#include "html.hpp"

namespace euthymia {

namespace {

/// The light colours of the reports; without variables, which some programs that show SVG do not know.
constexpr const char* style = R"css(
text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; fill: #1b1f24; }
.title { font-size: 20px; font-weight: 600; }
.group { font-weight: 600; font-size: 14px; }
.row-label { font-size: 13px; } .soft, .axis-label, .row-number { fill: #57606a; }
.ground { fill: #ffffff; }
.grid { stroke: #d5dae0; stroke-width: 1; } .axis { stroke: #57606a; stroke-width: 1; }
.strip-band { fill: #dcebf5; } .strip-middle { stroke: #9db8cc; stroke-width: 1; }
.strip-whisker { stroke: #57606a; stroke-width: 1.5; } .faint { stroke-opacity: 0.35; }
.strip-agrees { fill: #0072b2; stroke: #ffffff; stroke-width: 1; }
.strip-differs { fill: #ffffff; stroke: #c24e00; stroke-width: 2; }
.identity { stroke: #57606a; stroke-width: 1; stroke-dasharray: 5 4; }
.share-yes { fill: #0072b2; } .share-open { fill: #e69f00; } .share-no { fill: #ffffff; stroke: #c24e00; stroke-width: 2; }
.share-none { fill: #d5dae0; }
)css";

} // namespace

std::string svg_file(double width, double height, const std::string& title, const std::string& description,
                     const std::string& body) {
    return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
                       "viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\"><title>{2}</title><desc>{3}</desc>\n"
                       "<style>{4}</style>\n<rect width=\"100%\" height=\"100%\" class=\"ground\"/>\n{5}</svg>\n",
                       width, height, escape(title), escape(description), style, body);
}

} // namespace euthymia
