// SPDX-License-Identifier: Apache-2.0
// Looking a word up in a table of practice.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

/// The row `name`. @param key  Where the word was written. @throws InputError  that suggests near names.
template <typename Row>
const Row& find_row(const std::map<std::string, Row>& table, const std::string& name, const std::string& key) {
    if (const auto found = table.find(name); found != table.end()) return found->second;
    if (table.empty()) {
        throw InputError({fmt::format("'{}' is not known: this biology has no table for it", name),
                          fmt::format("key '{}'", key), "add the table to biology/tables"});
    }
    std::vector<std::string> known;
    for (const auto& [row, value] : table) known.push_back(row);
    throw InputError(
        {fmt::format("'{}' is not known", name), fmt::format("key '{}'", key),
         suggest(name, known, fmt::format("add it to biology/tables, or use one of its {} rows", known.size()))});
}

} // namespace euthymia
