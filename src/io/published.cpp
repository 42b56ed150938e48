// SPDX-License-Identifier: Apache-2.0
#include "published.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/io/keys.hpp"
#include "euthymia/trial/statistic_table.hpp"
#include "visits.hpp"

namespace euthymia::yaml {

namespace {

constexpr Range percentage{.words = "a percentage from 0 to 100", .low = 0.0, .high = 100.0};
constexpr Range signs{.words = "-1, 0 or 1", .low = -1.0, .high = 1.0};

const Range& range_of(const StatisticTraits* traits) {
    if (traits == nullptr) return any_number;
    switch (traits->kind) {
    case StatisticKind::rate:
        return traits->comparing == Comparing::must ? any_number : percentage;
    case StatisticKind::spread_ratio:
    case StatisticKind::event_ratio:
        return positive;
    case StatisticKind::direction:
        return signs;
    default:
        return any_number;
    }
}

std::vector<std::string> arm_names(const TrialDesign& design) {
    std::vector<std::string> names;
    for (const ArmDesign& known : design.arms) names.push_back(known.name);
    return names;
}

/// An arm, or a list of arms that are pooled.
void read_arms(const Mapping& row, const std::string& key, const TrialDesign& design, std::string& arm,
               std::vector<std::string>& pooled) {
    if (row.has(key) && row.at(key).IsSequence()) {
        pooled = row.texts(key);
        for (const std::string& name : pooled) require_word(row, key, name, arm_names(design));
        arm = fmt::format("{}", fmt::join(pooled, " and "));
    } else {
        arm = row.text(key);
        require_word(row, key, arm, arm_names(design));
    }
}

/// A contrast names the arm it is against, a statistic of one arm does not.
void read_versus(const Mapping& row, const TrialDesign& design, const StatisticTraits* traits,
                 PublishedRow& published) {
    if (traits == nullptr) return;
    const bool is_against = traits->comparing == Comparing::must || row.has("versus");
    if (row.has("versus") && traits->comparing == Comparing::never) {
        row.refuse("versus", fmt::format("remove it: '{}' is of one arm", published.statistic));
    } else if (is_against) {
        read_arms(row, "versus", design, published.versus, published.pooled_versus);
        if (!published.versus.empty() && published.versus == published.arm) {
            row.refuse("versus", "name another arm than 'arm'");
        }
    }
}

/// A statistic of events says which; a scale's own words for them can be replaced.
void read_event(const Mapping& row, const StatisticTraits* traits, PublishedRow& published) {
    published.event = row.text("event", published.event);
    if (row.has("event")) {
        require_word(row, "event", published.event, {"response", "remission", "dropout", "relapse", "completion"});
        if (traits != nullptr && traits->event != "any") {
            row.refuse("event", fmt::format("remove it: '{}' needs none", published.statistic));
        }
    }
    if (row.has("response_drop")) published.response_drop = row.number("response_drop", share);
    if (row.has("remission_max")) published.remission_max = row.number("remission_max", not_negative);
}

/// Over how many visits an event is judged.
void read_course_of_event(const Mapping& row, PublishedRow& published) {
    const std::string event = event_of(published);
    if (event == "response" || event == "remission") {
        published.reached = row.truth("reached", false);
        if (row.has("ratings")) published.ratings = row.count("ratings");
    } else {
        for (const char* key : {"reached", "ratings"}) {
            if (row.has(key)) row.refuse(key, "remove it: it is of a response or a remission");
        }
    }
    if (event == "dropout") {
        published.before_relapse = row.truth("before_relapse", false);
    } else if (row.has("before_relapse")) {
        row.refuse("before_relapse", "remove it: it is of a drop-out");
    }
}

/// Leaving is the same on every measure: without one, the trial's first stands; a relapse has its own scale.
void read_measured(const Mapping& row, const TrialDesign& design, PublishedRow& published) {
    const std::string event = event_of(published);
    if (is_of_any_measure(published) && !row.has("scale") && !row.has("variable")) {
        if (event == "relapse") published.measure = design.relapse.scale;
        if (event != "relapse" && !design.outcomes.empty()) published.measure = design.outcomes.front().measure;
        return;
    }
    published.measure = read_measure(row);
    if ((event == "response" || event == "remission") && row.has("variable")) {
        row.refuse("variable", fmt::format("'{}' is of a scale: name one under 'scale'", published.statistic));
        return;
    }
    std::vector<std::string> measures;
    for (const OutcomeDesign& outcome : design.outcomes) measures.push_back(outcome.measure);
    const auto contains = [&](const std::string& measure) {
        return std::find(measures.begin(), measures.end(), measure) != measures.end();
    };
    const bool is_told_already = published.measure.empty() || contains("");
    if (is_told_already || contains(published.measure)) return;
    row.refuse(row.has("scale") ? "scale" : "variable", "add it to 'outcomes', or name one of them");
}

void read_interval(const Mapping& row, PublishedRow& published) {
    if (!row.has("interval")) return;
    const auto bounds = row.numbers("interval", any_number);
    if (bounds.size() == 2 && bounds[0] <= bounds[1]) {
        published.low = bounds[0];
        published.high = bounds[1];
    } else {
        row.refuse("interval", "write '[low, high]', ascending");
    }
}

void read_group(const Mapping& row, PublishedRow& published) {
    if (!row.has("group")) return;
    const auto keys = row.mapping("group", "group");
    BaselineGroup group{.scale = keys->text("scale")};
    if (keys->has("from")) group.from = keys->number("from", not_negative);
    if (keys->has("below")) group.below = keys->number("below", positive);
    if (!group.from && !group.below && keys->is_understood()) {
        keys->faults().add("'published.group' has no limit", keys->node(),
                           "give 'from' or 'below', points at baseline");
    }
    published.group = group;
}

void read_with(const Mapping& row, PublishedRow& published) {
    if (published.statistic == "correlation") {
        published.with = row.text("with");
    } else if (row.has("with")) {
        row.refuse("with", "remove it, or write 'statistic: correlation'");
    }
}

PublishedRow read_row(const Mapping& row, const TrialDesign& design) {
    PublishedRow published;
    published.id = row.text("id");
    published.split = row.text("split");
    require_word(row, "split", published.split, {"calibration", "validation"});
    published.statistic = row.text("statistic");
    require_word(row, "statistic", published.statistic, statistic_names());
    const StatisticTraits* traits = find_statistic(published.statistic);
    read_arms(row, "arm", design, published.arm, published.pooled_arms);
    read_versus(row, design, traits, published);
    read_event(row, traits, published);
    read_course_of_event(row, published);
    read_measured(row, design, published);
    read_with(row, published);
    read_group(row, published);
    published.week = read_visit_week(row, design);
    published.value = row.number("value", range_of(traits));
    read_interval(row, published);
    published.weight = row.number("weight", not_negative, published.weight);
    published.note = row.text("note", "");
    return published;
}

} // namespace

std::string read_measure(const Mapping& mapping) {
    if (mapping.has("scale") != mapping.has("variable")) {
        return mapping.text(mapping.has("scale") ? "scale" : "variable");
    }
    mapping.faults().add(mapping.has("scale") ? "both 'scale' and 'variable' are given"
                                              : "neither 'scale' nor 'variable' is given",
                         mapping.node(), "give one of them: 'scale: HAMD17' or 'variable: bdnf_serum'");
    return {};
}

std::vector<PublishedRow> read_published(const Mapping& trial, const TrialDesign& design) {
    std::vector<PublishedRow> rows;
    if (!trial.has("published")) return rows;
    for (const YAML::Node& node : trial.list("published")) {
        const Mapping mapping(node, "published", "published", trial.faults());
        PublishedRow row = read_row(mapping, design);
        const auto has_same_id = [&](const PublishedRow& other) { return other.id == row.id; };
        if (!row.id.empty() && std::any_of(rows.begin(), rows.end(), has_same_id)) {
            mapping.faults().add(fmt::format("published row '{}' is there twice", row.id), mapping.at("id"),
                                 "give every row its own id");
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace euthymia::yaml
