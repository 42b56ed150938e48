// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/grades.hpp"

#include <algorithm>
#include <numeric>

namespace euthymia {

namespace {

constexpr const char* couplings = "couplings";

/// Ids of a system begin with its name and two underscores.
std::string system_of(const std::string& id) {
    const std::size_t end = id.find("__");
    return end == std::string::npos ? couplings : id.substr(0, end);
}

SystemGrades& entry_of(std::vector<SystemGrades>& systems, const std::string& name) {
    const auto found = std::ranges::find(systems, name, &SystemGrades::system);
    if (found != systems.end()) return *found;
    return systems.emplace_back(SystemGrades{.system = name, .count = {}});
}

} // namespace

int SystemGrades::n() const {
    return std::accumulate(count.begin(), count.end(), 0,
                           [](int sum, const auto& entry) { return sum + entry.second; });
}

int SystemGrades::n_of(const std::string& grade) const {
    const auto found = count.find(grade);
    return found == count.end() ? 0 : found->second;
}

std::vector<SystemGrades> count_grades(const std::vector<ParameterRow>& parameters) {
    std::vector<SystemGrades> systems;
    for (const ParameterRow& row : parameters) {
        SystemGrades& entry = entry_of(systems, system_of(row.id));
        ++entry.count[row.grade];
        if (row.note.starts_with("[phenomenological]")) ++entry.n_direct;
    }
    std::ranges::stable_partition(systems, [](const SystemGrades& entry) { return entry.system != couplings; });
    return systems;
}

} // namespace euthymia
