// SPDX-License-Identifier: Apache-2.0
#include "published.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/io/keys.hpp"

namespace euthymia::yaml {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

const std::vector<std::string> contrasts{"smd", "mean_difference", "odds_ratio", "risk_ratio"};
const std::vector<std::string> rates{"response_rate", "remission_rate", "dropout_rate"};
const std::vector<std::string> of_scales{"response_rate", "remission_rate", "odds_ratio", "risk_ratio"};

constexpr Range percentage{.words = "a percentage from 0 to 100", .low = 0.0, .high = 100.0};

const Range& range_of(const std::string& statistic) {
    if (contains(rates, statistic)) return percentage;
    return statistic == "odds_ratio" || statistic == "risk_ratio" ? positive : any_number;
}

std::string read_statistic(const Mapping& row) {
    std::string statistic = row.text("statistic");
    if (contains(unsupported_statistics(), statistic)) {
        row.faults().add_unsupported(
            fmt::format("statistic '{}' is not supported", statistic), row.at("statistic"),
            fmt::format("remove the row; this version computes: {}", fmt::join(statistic_names(), ", ")));
    } else {
        require_word(row, "statistic", statistic, statistic_names());
    }
    return statistic;
}

void read_arm(const Mapping& row, const std::string& key, const TrialDesign& design, std::string& arm) {
    arm = row.text(key);
    std::vector<std::string> names;
    for (const ArmDesign& known : design.arms) names.push_back(known.name);
    require_word(row, key, arm, names);
}

/// A contrast names the arm it is against, a statistic of one arm does not.
void read_versus(const Mapping& row, const TrialDesign& design, PublishedRow& published) {
    if (contains(contrasts, published.statistic)) {
        read_arm(row, "versus", design, published.versus);
        if (!published.versus.empty() && published.versus == published.arm) {
            row.refuse("versus", "name another arm than 'arm'");
        }
    } else if (row.has("versus") && contains(statistic_names(), published.statistic)) {
        row.refuse("versus", fmt::format("remove it: '{}' is of one arm", published.statistic));
    }
}

/// Leaving is the same on every measure: without one, the trial's first stands.
void read_measured(const Mapping& row, const TrialDesign& design, PublishedRow& published) {
    if (published.statistic == "dropout_rate" && !row.has("scale") && !row.has("variable")) {
        if (!design.outcomes.empty()) published.measure = design.outcomes.front().measure;
        return;
    }
    published.measure = read_measure(row);
    if (contains(of_scales, published.statistic) && row.has("variable")) {
        row.refuse("variable", fmt::format("'{}' is of a scale: name one under 'scale'", published.statistic));
        return;
    }
    std::vector<std::string> measures;
    for (const OutcomeDesign& outcome : design.outcomes) measures.push_back(outcome.measure);
    const bool is_told_already = published.measure.empty() || contains(measures, "");
    if (is_told_already || contains(measures, published.measure)) return;
    row.refuse(row.has("scale") ? "scale" : "variable", "add it to 'outcomes', or name one of them");
}

void read_interval(const Mapping& row, PublishedRow& published) {
    const bool is_ratio = published.statistic == "odds_ratio" || published.statistic == "risk_ratio";
    if (is_ratio) row.require("interval", "add the published interval: ratios are compared by it");
    if (!row.has("interval")) return;
    const auto bounds = row.numbers("interval", any_number);
    if (bounds.size() == 2 && bounds[0] <= bounds[1]) {
        published.low = bounds[0];
        published.high = bounds[1];
    } else {
        row.refuse("interval", "write '[low, high]', ascending");
    }
}

PublishedRow read_row(const Mapping& row, const TrialDesign& design) {
    PublishedRow published;
    published.id = row.text("id");
    published.split = row.text("split");
    require_word(row, "split", published.split, {"calibration", "validation"});
    published.statistic = read_statistic(row);
    read_arm(row, "arm", design, published.arm);
    read_versus(row, design, published);
    read_measured(row, design, published);
    published.week = read_visit_week(row, design.visit_weeks);
    published.value = row.number("value", range_of(published.statistic));
    read_interval(row, published);
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

double read_visit_week(const Mapping& mapping, const std::vector<double>& visits) {
    const double week = mapping.number("week", not_negative);
    if (!mapping.has("week") || visits.empty() || std::find(visits.begin(), visits.end(), week) != visits.end()) {
        return week;
    }
    mapping.faults().add(fmt::format("'{}' is {}, which is no visit", mapping.name("week"), week), mapping.at("week"),
                         fmt::format("add the week to 'visits', or use one of: {}", fmt::join(visits, ", ")));
    return week;
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
