// SPDX-License-Identifier: Apache-2.0
#include "faults.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace euthymia::yaml {

std::string Faults::where(const YAML::Node& node) const {
    return fmt::format("{}:{}", file_, node.Mark().line + 1); // yaml-cpp counts from 0
}

void Faults::add(std::string what, const YAML::Node& at, std::string todo) {
    faults_.push_back({at.Mark().line, {std::move(what), where(at), std::move(todo)}});
}

void Faults::add(const InputError& error, const YAML::Node& at) {
    for (const Issue& issue : error.issues()) faults_.push_back({at.Mark().line, issue});
}

void Faults::raise() const {
    if (faults_.empty()) return;
    std::vector<Fault> ordered = faults_;
    std::stable_sort(ordered.begin(), ordered.end(), [](const Fault& a, const Fault& b) { return a.line < b.line; });
    std::vector<Issue> issues;
    for (const Fault& fault : ordered) issues.push_back(fault.issue);
    throw InputError(std::move(issues));
}

} // namespace euthymia::yaml
