// SPDX-License-Identifier: Apache-2.0
// The tables of what speaks against exercise and what it is limited to.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/base/error.hpp"
#include "read_by_name.hpp"
#include "read_tables.hpp"

namespace euthymia {

namespace {

/// The place of a cell's word among `words`.
std::size_t place_of(const TableRow& row, const std::string& column, const std::vector<std::string>& words) {
    const std::string word = row.word(column);
    const auto found = std::ranges::find(words, word);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    throw InputError({fmt::format("'{}' is no {}", word, column), row.where(),
                      suggest(word, words, fmt::format("write one of: {}", fmt::join(words, ", ")))});
}

Contraindication read_contraindication(const TableRow& row) {
    return {.kind = static_cast<Contraindication::Kind>(place_of(row, "class", {"absolute", "relative", "caution"})),
            .description = row.word("condition"),
            .action = row.word("action"),
            .note = row.text("note")};
}

ExerciseLimit read_limit(const TableRow& row) {
    return {.action = static_cast<ExerciseLimit::Action>(place_of(row, "action", {"refuse", "warn", "inform"})),
            .value = row.number("value"),
            .unit = row.word("unit")};
}

} // namespace

void read_safety(const std::filesystem::path& tables, Handbook& handbook) {
    if (const auto file = tables / "contraindications.tsv"; std::filesystem::exists(file)) {
        handbook.contraindications =
            read_by_name<Contraindication>(file, "name", {"condition", "class", "action"}, read_contraindication);
    }
    if (const auto file = tables / "exercise_limits.tsv"; std::filesystem::exists(file)) {
        handbook.limits = read_by_name<ExerciseLimit>(file, "limit", {"value", "unit", "action"}, read_limit);
    }
}

} // namespace euthymia
