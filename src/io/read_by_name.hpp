// SPDX-License-Identifier: Apache-2.0
// Tables whose rows are found by a word.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "euthymia/io/table.hpp"

namespace euthymia {

/// The rows of a table by the word in its column `key`.
template <typename Value, typename Read>
std::map<std::string, Value> read_by_name(const std::filesystem::path& file, const std::string& key,
                                          std::vector<std::string> columns, const Read& read) {
    columns.insert(columns.begin(), key);
    const Table table = read_table(file, columns);
    table.refuse_repeated(key);
    std::map<std::string, Value> values;
    table.for_each([&](const TableRow& row) { values.emplace(row.word(key), read(row)); });
    return values;
}

} // namespace euthymia
