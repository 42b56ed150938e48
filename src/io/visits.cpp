// SPDX-License-Identifier: Apache-2.0
#include "visits.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace euthymia::yaml {

namespace {

constexpr double hours_per_week = 168.0;

void check_ascending(const Mapping& visits, const std::string& key, const std::vector<double>& times) {
    for (std::size_t k = 1; k < times.size(); ++k) {
        if (times[k] > times[k - 1]) continue;
        visits.faults().add(fmt::format("visit {} do not ascend: {} after {}", key, times[k], times[k - 1]),
                            visits.at(key), fmt::format("order the {}, each once", key));
    }
}

/// The list under `weeks` or `hours`.
std::vector<double> read_times(const Mapping& visits, const std::string& key, const std::string& example) {
    const auto times = visits.numbers(key, not_negative);
    if (!visits.has(key) || !visits.at(key).IsSequence()) return times;
    if (times.size() < 2) {
        visits.faults().add(times.empty() ? "the trial has no visits" : "the trial has one visit only", visits.at(key),
                            fmt::format("give the {} of all visits, the baseline first: '{}: {}'", key, key, example));
    } else if (key == "weeks" && times.front() != 0.0) {
        visits.faults().add(fmt::format("the first visit is in week {}", times.front()), visits.at(key),
                            "begin with the baseline visit, week 0");
    }
    check_ascending(visits, key, times);
    return times;
}

} // namespace

void read_visits(const Mapping& trial, TrialDesign& design) {
    const auto visits = trial.mapping("visits", "visits");
    if (!visits) return;
    if (visits->has("weeks") && visits->has("hours")) {
        visits->faults().add("'visits' has both 'weeks' and 'hours'", visits->node(), "give one of them");
    }
    if (visits->has("hours")) {
        design.visit_hours = read_times(*visits, "hours", "[9, 10.5, 12]");
        for (const double hour : design.visit_hours) design.visit_weeks.push_back(hour / hours_per_week);
    } else {
        design.visit_weeks = read_times(*visits, "weeks", "[0, 4, 8, 12]");
    }
}

double read_visit_week(const Mapping& mapping, const TrialDesign& design) {
    const bool is_in_hours = !design.visit_hours.empty();
    const std::string key = is_in_hours ? "hour" : "week";
    if (const std::string other = is_in_hours ? "week" : "hour"; mapping.has(other)) {
        mapping.refuse(other, fmt::format("write '{}': the visits of the trial are in {}s", key, key));
        return 0.0;
    }
    const auto& visits = is_in_hours ? design.visit_hours : design.visit_weeks;
    const double time = mapping.number(key, not_negative);
    const bool is_visit = std::find(visits.begin(), visits.end(), time) != visits.end();
    if (mapping.has(key) && !visits.empty() && !is_visit) {
        mapping.faults().add(fmt::format("'{}' is {}, which is no visit", mapping.name(key), time), mapping.at(key),
                             fmt::format("add the {} to 'visits', or use one of: {}", key, fmt::join(visits, ", ")));
    }
    return is_in_hours ? time / hours_per_week : time;
}

} // namespace euthymia::yaml
