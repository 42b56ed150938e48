// SPDX-License-Identifier: Apache-2.0
#include "safety_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace euthymia {

const std::array<std::string_view, 7>& safety_statements() {
    static constexpr std::array<std::string_view, 7> statements = {
        "Euthymia is a simulation for research and teaching. It is not a medical device, it makes no diagnosis, and it "
        "must not guide the care of any real person.",
        "A simulated result is no reason to start, change or stop a medicine. Stopping suddenly can cause withdrawal "
        "and relapse.",
        "In mild to moderate depression, art activities and exercise done on one's own can support treatment. In "
        "severe depression, in psychosis, when someone refuses to eat or drink, or when there are suicidal thoughts, "
        "they do not replace medicines, psychotherapy or electroconvulsive therapy.",
        "Exercise that is new, long or vigorous needs medical advice first in heart disease, pregnancy, an eating "
        "disorder or injury.",
        "If you or someone near you may be in danger, call the local emergency number or a crisis line now.",
        "The simulator never gives advice on means of self-harm. Suicidality is a score inside the model, and is shown "
        "only as a risk flag together with this text.",
        "Numbers marked ASSUMED are choices of the authors. What is published on the effects of art therapy rests on "
        "small trials, most of them unblinded."};
    return statements;
}

std::string safety_text() {
    return fmt::format("{}", fmt::join(safety_statements(), " "));
}

} // namespace euthymia
