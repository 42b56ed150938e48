// SPDX-License-Identifier: Apache-2.0
#include "interventions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "course.hpp"
#include "euthymia/io/keys.hpp"
#include "treatments.hpp"

namespace euthymia::yaml {

namespace {

const Units minutes_units{{.name = "", .factor = 1.0}, {.name = "min", .factor = 1.0}, {.name = "h", .factor = 60.0}};
const Units energy_units{{.name = "kcal/kg/week", .factor = 1.0}};
const Units dose_units{{.name = "mg", .factor = 1.0}, {.name = "g", .factor = 1000.0}};
const Units interval_units{{.name = "h", .factor = 1.0}, {.name = "day", .factor = 24.0}};

double start_week(const Mapping& mapping) {
    return mapping.number("start_week", not_negative, 0.0);
}

std::optional<Intensity> read_intensity(const Mapping& mapping, const std::string& key) {
    const std::string text = mapping.text(key, "");
    if (text.empty()) return std::nullopt;
    try {
        return parse_intensity(text, mapping.faults().where(mapping.at(key)));
    } catch (const InputError& error) {
        mapping.faults().add(error, mapping.at(key));
        return std::nullopt;
    }
}

/// A session's length is written as minutes, or follows from the energy of a week.
void read_length(const Mapping& mapping, Exercise& exercise) {
    if (mapping.has("minutes") == mapping.has("energy")) {
        mapping.faults().add(fmt::format("'exercise' has {} 'minutes' {} 'energy'",
                                         mapping.has("minutes") ? "both" : "neither",
                                         mapping.has("minutes") ? "and" : "nor"),
                             mapping.node(), "give one of them: 'minutes: 45' or 'energy: 17.5 kcal/kg/week'");
        return;
    }
    if (mapping.has("minutes")) exercise.minutes = mapping.quantity("minutes", minutes_units, positive);
    if (mapping.has("energy")) exercise.energy = mapping.quantity("energy", energy_units, positive);
}

/// From what the first session is to what the exercise says, or to what stands here under `to`.
void read_progression(const Mapping& mapping, Exercise& exercise) {
    const auto keys = mapping.mapping("progression", "progression");
    if (!keys) return;
    Progression rise{
        .from = read_intensity(*keys, "from"), .minutes_from = {}, .weeks = keys->number("weeks", positive)};
    if (keys->has("to") && mapping.has("intensity")) {
        keys->refuse("to", "remove it, or remove 'exercise.intensity': they say the same");
    } else if (keys->has("to")) {
        exercise.intensity = read_intensity(*keys, "to");
    }
    if (keys->has("minutes_from")) rise.minutes_from = keys->quantity("minutes_from", minutes_units, positive);
    if (rise.minutes_from && !mapping.has("minutes")) {
        keys->refuse("minutes_from", "give 'exercise.minutes', to which the length rises");
    }
    if (!keys->has("from") && !rise.minutes_from && keys->node().IsMap() && keys->is_understood()) {
        mapping.faults().add("nothing rises in 'exercise.progression'", keys->node(),
                             "give 'from' and 'to', intensities, or 'minutes_from'");
    }
    exercise.progression = rise;
}

Exercise read_exercise(const Mapping& mapping) {
    Exercise exercise{
        .mode = mapping.text("mode"), .minutes = {}, .intensity = read_intensity(mapping, "intensity"), .energy = {}};
    read_course(mapping, exercise);
    exercise.start_week = start_week(mapping);
    read_length(mapping, exercise);
    exercise.supervision = mapping.text("supervision", exercise.supervision);
    if (mapping.has("progression")) read_progression(mapping, exercise);
    exercise.beyond_limits = mapping.text("beyond_limits", "");
    return exercise;
}

Attention read_attention(const Mapping& mapping) {
    Attention attention{.minutes = mapping.quantity("minutes", minutes_units, positive),
                        .start_week = start_week(mapping),
                        .kind = mapping.text("kind", Attention{}.kind)};
    read_course(mapping, attention);
    return attention;
}

Drug read_drug(const Mapping& mapping) {
    return {.name = mapping.text("name"),
            .dose = mapping.quantity("dose", dose_units, positive),
            .every = mapping.has("every") ? mapping.quantity("every", interval_units, positive) : Drug{}.every,
            .weeks = mapping.number("weeks", positive),
            .start_week = start_week(mapping),
            .titration = mapping.number("titration", not_negative, 0.0),
            .taper = mapping.number("taper", not_negative, 0.0)};
}

Care read_care(const Mapping& mapping, const std::string& kind) {
    return {.kind = kind == "untreated" ? "none" : kind,
            .weeks = mapping.number("weeks", positive),
            .start_week = start_week(mapping)};
}

Intervention read_intervention(const Mapping& mapping, const std::string& key) {
    if (key == "exercise") return read_exercise(mapping);
    if (key == "attention") return read_attention(mapping);
    if (key == "drug") return read_drug(mapping);
    if (is_art(key)) return read_art(mapping, key);
    if (key == "cbt") return read_psychotherapy(mapping);
    if (key == "ect") return read_electroconvulsion(mapping);
    if (key == "stress") return read_stress(mapping);
    if (key == "daily_events") return read_daily_events(mapping);
    if (key == "challenge") return read_challenge(mapping);
    if (key == "clamp") return read_clamp(mapping);
    return read_care(mapping, key);
}

/// What stands under one key: an intervention, or a list of some of that kind.
std::vector<YAML::Node> items_of(const YAML::Node& node) {
    if (node.IsSequence()) return {node.begin(), node.end()};
    return {node};
}

} // namespace

Protocol read_interventions(const Mapping& mapping, const std::string& name, bool may_be_empty) {
    Protocol protocol{.name = name, .interventions = {}};
    for (const std::string& key : intervention_keys()) {
        if (!mapping.has(key)) continue;
        for (const YAML::Node& node : items_of(mapping.at(key))) {
            // keys stand as "exercise.minutes" in messages: the line says which arm
            const Mapping own(node, key, key, mapping.faults());
            protocol.interventions.push_back(read_intervention(own, key));
        }
    }
    if (mapping.has("engagement")) protocol.engagement = mapping.number("engagement", share);
    protocol.contact = mapping.text("contact", "");
    if (protocol.interventions.empty() && mapping.is_understood() && !may_be_empty) {
        mapping.faults().add(fmt::format("'{}' has no intervention", name), mapping.node(),
                             fmt::format("add one of: {}", fmt::join(intervention_keys(), ", ")));
    }
    return protocol;
}

} // namespace euthymia::yaml
