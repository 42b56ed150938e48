// SPDX-License-Identifier: Apache-2.0
#include "faults.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace euthymia::yaml {

std::string Faults::where(const YAML::Node& node) const {
    return fmt::format("{}:{}", file_, node.Mark().line + 1); // yaml-cpp counts from 0
}

void Faults::add(std::string what, const YAML::Node& at, std::string todo) {
    faults_.push_back({at.Mark().line, false, {std::move(what), where(at), std::move(todo)}});
}

void Faults::add_unsupported(std::string what, const YAML::Node& at, std::string todo) {
    faults_.push_back({at.Mark().line, true, {std::move(what), where(at), std::move(todo)}});
}

void Faults::add(const InputError& error, const YAML::Node& at) {
    for (const Issue& issue : error.issues()) faults_.push_back({at.Mark().line, false, issue});
}

void Faults::raise() const {
    if (faults_.empty()) return;
    std::vector<Fault> ordered = faults_;
    std::stable_sort(ordered.begin(), ordered.end(), [](const Fault& a, const Fault& b) { return a.line < b.line; });
    std::vector<Issue> issues;
    for (const Fault& fault : ordered) issues.push_back(fault.issue);
    if (std::all_of(ordered.begin(), ordered.end(), [](const Fault& fault) { return fault.is_unsupported; })) {
        throw UnsupportedError(std::move(issues));
    }
    throw InputError(std::move(issues));
}

} // namespace euthymia::yaml
