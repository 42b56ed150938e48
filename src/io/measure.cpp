// SPDX-License-Identifier: Apache-2.0
#include "measure.hpp"

#include <algorithm>

namespace euthymia {

namespace {

const Name* find_variable(const TrialResult& result, const std::string& measure) {
    const auto found = std::find_if(result.variables.begin(), result.variables.end(),
                                    [&](const Name& name) { return name.alias == measure || name.id == measure; });
    return found == result.variables.end() ? nullptr : &*found;
}

/// "cortisol measured" for neuroendocrine__cortisol_measured: the id of what has no label.
std::string words_of_id(std::string id) {
    const std::size_t system = id.find("__");
    if (system == std::string::npos) return id;
    id.erase(0, system + 2);
    std::ranges::replace(id, '_', ' ');
    return id;
}

} // namespace

bool is_scale(const TrialResult& result, const std::string& measure) {
    return std::find(result.scales.begin(), result.scales.end(), measure) != result.scales.end();
}

std::vector<std::string> measures_of(const TrialResult& result) {
    std::vector<std::string> measures;
    for (const ArmRecord& arm : result.arms) {
        for (const ArmResult& row : arm.results) {
            const bool is_known = std::find(measures.begin(), measures.end(), row.measure) != measures.end();
            if (!is_known) measures.push_back(row.measure);
        }
    }
    return measures;
}

std::string unit_of(const TrialResult& result, const std::string& measure) {
    if (is_scale(result, measure)) return "points";
    const Name* variable = find_variable(result, measure);
    return variable == nullptr ? "" : variable->unit;
}

std::string label_of(const TrialResult& result, const std::string& measure) {
    if (measure.starts_with("HAMD")) return "HAM-D" + measure.substr(4);
    const Name* variable = find_variable(result, measure);
    if (variable == nullptr) return words_of_id(measure);
    return words_of_id(variable->label.empty() ? measure : variable->label); // without a label of its own it is the id
}

std::optional<std::string> main_scale(const TrialResult& result) {
    if (is_scale(result, "HAMD17")) return "HAMD17";
    const auto& entry = result.design.recruitment.baseline;
    if (entry && is_scale(result, entry->scale)) return entry->scale;
    if (!result.scales.empty()) return result.scales.front();
    return std::nullopt;
}

const ArmResult* find_result(const ArmRecord& arm, const std::string& measure, double week) {
    const auto found = std::find_if(arm.results.begin(), arm.results.end(),
                                    [&](const ArmResult& row) { return row.measure == measure && row.week == week; });
    return found == arm.results.end() ? nullptr : &*found;
}

const ArmResult* last_result(const ArmRecord& arm, const std::string& measure) {
    const auto found = std::find_if(arm.results.rbegin(), arm.results.rend(),
                                    [&](const ArmResult& row) { return row.measure == measure; });
    return found == arm.results.rend() ? nullptr : &*found;
}

std::size_t arm_index(const TrialResult& result, const std::string& name) {
    const auto found =
        std::find_if(result.arms.begin(), result.arms.end(), [&](const ArmRecord& arm) { return arm.name == name; });
    return static_cast<std::size_t>(found - result.arms.begin());
}

} // namespace euthymia
