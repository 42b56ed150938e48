// SPDX-License-Identifier: Apache-2.0
// Tab-separated tables: one header row, one row a thing, lines that start with # are comments.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace euthymia {

/// The file a table stands in and the names of its columns.
struct TableHeader {
    std::string file;
    std::vector<std::string> columns;
};

/// One row; cells by the name of their column. Errors name file, line, column and what was found.
class TableRow {
  public:
    TableRow(std::shared_ptr<const TableHeader> header, std::size_t line, std::vector<std::string> cells)
        : header_(std::move(header))
        , line_(line)
        , cells_(std::move(cells)) {}

    /// The cell as it stands; empty if the table lacks the column.
    [[nodiscard]] std::string text(const std::string& column) const;

    /// The cell's text. @throws InputError  when it is empty.
    [[nodiscard]] std::string word(const std::string& column) const;

    /// The cell's number. @throws InputError  when it is not a finite decimal number.
    [[nodiscard]] double number(const std::string& column) const;

    /// The same, or `otherwise` for an empty cell.
    [[nodiscard]] double number(const std::string& column, double otherwise) const;

    /// "file:line"
    [[nodiscard]] std::string where() const;

  private:
    std::shared_ptr<const TableHeader> header_;
    std::size_t line_;
    std::vector<std::string> cells_;
};

/// The rows of a file, in its order.
class Table {
  public:
    Table(std::shared_ptr<const TableHeader> header, std::vector<TableRow> rows)
        : header_(std::move(header))
        , rows_(std::move(rows)) {}

    [[nodiscard]] const std::vector<TableRow>& rows() const { return rows_; }

    /// Calls `read` for every row. @throws InputError  once, with what is wrong in all rows.
    void for_each(const std::function<void(const TableRow&)>& read) const;

    /// @throws InputError  when two rows hold the same word in `column`, or one holds none.
    void refuse_repeated(const std::string& column) const;

  private:
    std::shared_ptr<const TableHeader> header_;
    std::vector<TableRow> rows_;
};

/// Reads a table that has at least `columns`; cells missing at the end of a row are empty.
/// @throws InputError  if the file cannot be read, lacks a column, or has a row longer than its header.
[[nodiscard]] Table read_table(const std::filesystem::path& file, const std::vector<std::string>& columns);

} // namespace euthymia
