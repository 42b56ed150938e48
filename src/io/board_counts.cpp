// SPDX-License-Identifier: Apache-2.0
// How much of the board agrees.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "board_rows.hpp"

namespace euthymia {

namespace {

template <typename NameOf>
std::vector<AgreementCount> count_rows(const std::vector<BoardRow>& rows, const NameOf& name_of) {
    std::vector<AgreementCount> counts;
    for (const BoardRow& row : rows) {
        const std::string name = name_of(row);
        auto found = std::ranges::find(counts, name, &AgreementCount::name);
        if (found == counts.end()) found = counts.insert(counts.end(), {.name = name});
        ++found->n;
        if (row.comparison.agrees) ++found->n_agree;
    }
    return counts;
}

bool is_same_group(const BoardRow& a, const BoardRow& b) {
    return std::tie(a.comparison.published.split, a.system, a.treatment) ==
           std::tie(b.comparison.published.split, b.system, b.treatment);
}

std::string heading_of(const std::vector<const BoardRow*>& rows) {
    AgreementCount count{.name = {}};
    for (const BoardRow* row : rows) {
        ++count.n;
        if (row->comparison.agrees) ++count.n_agree;
    }
    const BoardRow& first = *rows.front();
    return fmt::format("{}, {}, {}: {} agree", first.comparison.published.split, first.system,
                       first.treatment == "none" ? "no treatment" : first.treatment, words_of(count));
}

} // namespace

std::vector<BoardGroup> board_groups(const std::vector<BoardRow>& rows) {
    std::vector<BoardGroup> groups;
    for (const BoardRow& row : rows) {
        if (groups.empty() || !is_same_group(*groups.back().rows.front(), row)) groups.emplace_back();
        groups.back().rows.push_back(&row);
    }
    for (BoardGroup& group : groups) group.heading = heading_of(group.rows);
    return groups;
}

std::vector<AgreementCount> count_by(const std::vector<BoardRow>& rows, std::string BoardRow::*member) {
    return count_rows(rows, [member](const BoardRow& row) { return row.*member; });
}

std::vector<AgreementCount> count_by_split(const std::vector<BoardRow>& rows) {
    return count_rows(rows, [](const BoardRow& row) { return row.comparison.published.split; });
}

std::string words_of(const AgreementCount& count) {
    return fmt::format("{} of {} ({:.0f} %)", count.n_agree, count.n, 100.0 * count.n_agree / std::max(count.n, 1));
}

} // namespace euthymia
