// SPDX-License-Identifier: Apache-2.0
#include "treatments.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "course.hpp"

namespace euthymia::yaml {

namespace {

constexpr double hours_per_week = 168.0;

const Units minutes_units{{.name = "", .factor = 1.0}, {.name = "min", .factor = 1.0}, {.name = "h", .factor = 60.0}};

double start_week(const Mapping& mapping) {
    return mapping.number("start_week", not_negative, 0.0);
}

std::optional<double> minutes(const Mapping& mapping) {
    if (!mapping.has("minutes")) return std::nullopt;
    return mapping.quantity("minutes", minutes_units, positive);
}

std::uint64_t seed(const Mapping& mapping) {
    return mapping.has("seed") ? static_cast<std::uint64_t>(mapping.count("seed")) : 1;
}

/// Tells of two keys of which exactly one is wanted. @return whether it is so.
bool has_one_of(const Mapping& mapping, const std::string& part, const std::string& a, const std::string& b,
                const std::string& todo) {
    if (mapping.has(a) != mapping.has(b)) return true;
    mapping.faults().add(fmt::format("'{}' has {} '{}' {} '{}'", part, mapping.has(a) ? "both" : "neither", a,
                                     mapping.has(a) ? "and" : "nor", b),
                         mapping.node(), todo);
    return false;
}

/// What a dose of the substance is measured in.
Units dose_units(const std::string& substance) {
    if (substance == "endotoxin") return {{.name = "ng/kg", .factor = 1.0}};
    if (substance == "dexamethasone") return {{.name = "mg", .factor = 1.0}};
    if (substance == "il6") return {{.name = "pg/mL/h", .factor = 1.0}};
    return {{.name = "", .factor = 1.0}};
}

} // namespace

bool is_art(const std::string& key) {
    static const std::vector<std::string> forms{"painting", "music_making", "music_listening", "dance", "handicraft"};
    return std::find(forms.begin(), forms.end(), key) != forms.end();
}

Art read_art(const Mapping& mapping, const std::string& form) {
    Art art{.form = form,
            .minutes = minutes(mapping),
            .start_week = start_week(mapping),
            .is_in_group = mapping.truth("group", true),
            .finishes_pieces = mapping.truth("finishes_pieces", true)};
    read_course(mapping, art);
    return art;
}

Psychotherapy read_psychotherapy(const Mapping& mapping) {
    return {.sessions_per_week = mapping.number("sessions_per_week", weekly),
            .weeks = mapping.number("weeks", positive),
            .start_week = start_week(mapping),
            .minutes = minutes(mapping),
            .form = mapping.text("form", Psychotherapy{}.form)};
}

Electroconvulsion read_electroconvulsion(const Mapping& mapping) {
    return {.sessions_per_week = mapping.number("sessions_per_week", weekly),
            .sessions = mapping.count("sessions"),
            .start_week = start_week(mapping),
            .placement = mapping.text("placement", Electroconvulsion{}.placement)};
}

Stress read_stress(const Mapping& mapping) {
    Stress stress{.level = mapping.number("level", not_negative),
                  .weeks = 0.0,
                  .start_week = start_week(mapping),
                  .start_hour = mapping.number("hour", not_negative, 0.0)};
    if (mapping.has("hours")) {
        if (has_one_of(mapping, "stress", "weeks", "hours", "give one of them"))
            stress.weeks = mapping.number("hours", positive) / hours_per_week;
    } else {
        stress.weeks = mapping.number("weeks", positive);
    }
    const std::string pattern = mapping.text("pattern", "constant");
    require_word(mapping, "pattern", pattern, {"constant", "unpredictable"});
    stress.is_unpredictable = pattern == "unpredictable";
    if (stress.is_unpredictable && stress.level < 1.0)
        mapping.refuse("level", "write a number of at least 1, everyday life, for an unpredictable stress");
    if (mapping.has("seed") && !stress.is_unpredictable)
        mapping.refuse("seed", "remove it, or write 'pattern: unpredictable'");
    stress.seed = seed(mapping);
    return stress;
}

DailyEvents read_daily_events(const Mapping& mapping) {
    return {.sd = mapping.number("sd", positive),
            .weeks = mapping.number("weeks", positive),
            .start_week = start_week(mapping),
            .seed = seed(mapping)};
}

Challenge read_challenge(const Mapping& mapping) {
    Challenge challenge{.substance = {},
                        .dose = 0.0,
                        .hours = 0.0,
                        .start_week = start_week(mapping),
                        .hour = mapping.number("hour", not_negative, 0.0)};
    const std::string key = mapping.has("cytokine") ? "cytokine" : "substance";
    if (has_one_of(mapping, "challenge", "substance", "cytokine", "give one of them, as in 'substance: endotoxin'"))
        challenge.substance = mapping.text(key);
    require_word(mapping, key, challenge.substance, challenge_substances());
    challenge.dose = mapping.quantity("dose", dose_units(challenge.substance), positive);
    const bool lasts = challenge.substance == "interferon" || challenge.substance == "il6";
    if (lasts) challenge.hours = mapping.number("hours", positive);
    if (!lasts && mapping.has("hours")) mapping.refuse("hours", "remove it: this is given at once");
    return challenge;
}

Clamp read_clamp(const Mapping& mapping) {
    Clamp clamp{.variable = mapping.text("variable"),
                .value = 0.0,
                .is_fraction = mapping.has("fraction"),
                .weeks = mapping.number("weeks", positive),
                .start_week = start_week(mapping)};
    if (!has_one_of(mapping, "clamp", "value", "fraction",
                    "give one of them: 'fraction: 0.6' of what it is, or 'value', in the model's unit"))
        return clamp;
    clamp.value = clamp.is_fraction ? mapping.number("fraction", not_negative) : mapping.number("value", any_number);
    return clamp;
}

} // namespace euthymia::yaml
