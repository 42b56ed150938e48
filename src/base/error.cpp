// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/error.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace euthymia {

namespace {

std::string join(const std::vector<Issue>& issues) {
    std::vector<std::string> texts;
    for (const Issue& issue : issues) {
        texts.push_back(fmt::format("{}\n  where: {}\n  do:    {}", issue.what, issue.where, issue.todo));
    }
    return fmt::format("{}", fmt::join(texts, "\n"));
}

/// Levenshtein distance by one rolling row.
std::size_t edit_distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row.back();
}

} // namespace

Error::Error(ExitCode code, std::vector<Issue> issues)
    : std::runtime_error(join(issues))
    , code_(code)
    , issues_(std::move(issues)) {}

std::vector<std::string> nearest_names(const std::string& name, const std::vector<std::string>& known) {
    const std::size_t limit = std::max<std::size_t>(2, name.size() / 3);
    std::vector<std::pair<std::size_t, std::string>> ranked;
    for (const std::string& candidate : known) {
        const std::size_t distance = edit_distance(name, candidate);
        if (distance <= limit) ranked.emplace_back(distance, candidate);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::string> names;
    for (const auto& [distance, candidate] : ranked) {
        if (names.size() < 3) names.push_back(candidate);
    }
    return names;
}

std::string suggest(const std::string& name, const std::vector<std::string>& known, const std::string& otherwise) {
    const auto names = nearest_names(name, known);
    if (names.empty()) return otherwise;
    return fmt::format("did you mean '{}'?", fmt::join(names, "', '"));
}

} // namespace euthymia
