// SPDX-License-Identifier: Apache-2.0
// A CSV table from one list of columns: the header, the cells and the schema cannot disagree.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/io/write_csv.hpp"

namespace euthymia {

/// A number in the shortest form that reads back equal; empty when it is not finite.
[[nodiscard]] std::string csv_number(double value);
[[nodiscard]] std::string csv_number(const std::optional<double>& value);

/// A text quoted after RFC 4180 where it has to be.
[[nodiscard]] std::string csv_text(const std::string& text);

/// What the schema says of a column.
struct ColumnLabel {
    std::string name;
    std::string type; ///< "string", "number", "integer" or "boolean"
    std::string unit;
    std::string description;
};

/// A column of a table whose rows are of type `Row`; `cell` gives text ready for the file.
template <typename Row>
struct Column {
    ColumnLabel label;
    std::function<std::string(const Row&)> cell;
};

[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

/// @param unit_notes  What a unit that depends on the row is, by measure.
[[nodiscard]] std::string csv_schema(const std::vector<ColumnLabel>& columns,
                                     const std::vector<std::pair<std::string, std::string>>& unit_notes = {});

[[nodiscard]] std::string csv_header(const std::vector<ColumnLabel>& columns);

template <typename Row>
std::vector<ColumnLabel> labels_of(const std::vector<Column<Row>>& columns) {
    std::vector<ColumnLabel> labels;
    for (const auto& column : columns) labels.push_back(column.label);
    return labels;
}

template <typename Row>
std::string csv_rows(const std::vector<Row>& rows, const std::vector<Column<Row>>& columns) {
    std::string text;
    for (const Row& row : rows) {
        std::vector<std::string> cells;
        for (const auto& column : columns) cells.push_back(column.cell(row));
        text += csv_line(cells);
    }
    return text;
}

} // namespace euthymia
