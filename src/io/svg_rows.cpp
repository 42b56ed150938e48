// SPDX-License-Identifier: Apache-2.0
#include "svg_rows.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace euthymia {

void take_in(double& from, double& to, const Estimate& estimate) {
    for (const double value : {estimate.value, estimate.low, estimate.high}) {
        if (!std::isfinite(value)) continue;
        from = std::min(from, value);
        to = std::max(to, value);
    }
}

std::string svg_rows_scale(const Axis& x, double height, const std::string& label, double at,
                           const std::string& at_class) {
    std::string text;
    const double foot = height - rows_bottom;
    const auto values = ticks(x.from, x.to, 6);
    for (const double value : values) {
        text += svg_segment({x(value), 4.0}, {x(value), foot}, "class=\"grid\"");
        text += svg_text({x(value), foot + 8.0}, "middle", tick_label(value, values), "dy=\"0.9em\"");
    }
    if (std::isfinite(at)) text += svg_segment({x(at), 4.0}, {x(at), foot}, fmt::format("class=\"{}\"", at_class));
    return text + svg_text({rows_width / 2.0, height - 7.0}, "middle", label, "class=\"axis-label\"") + "\n";
}

std::string svg_whisker(const Axis& x, double y, const Estimate& estimate, const std::string& css_class) {
    if (!std::isfinite(estimate.low) || !std::isfinite(estimate.high)) return {};
    const std::string attributes = fmt::format("class=\"{}\"", css_class);
    std::string text = svg_segment({x(estimate.low), y}, {x(estimate.high), y}, attributes);
    for (const double end : {estimate.low, estimate.high}) {
        text += svg_segment({x(end), y - 5.0}, {x(end), y + 5.0}, attributes);
    }
    return text;
}

} // namespace euthymia
