// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/table.hpp"

#include <algorithm>
#include <fstream>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/number.hpp"
#include "euthymia/io/text.hpp"

namespace euthymia {

namespace {

std::vector<std::string> cells_of(const std::string& line) {
    const auto cells = split(line, '\t');
    return {cells.begin(), cells.end()};
}

/// The next line that is neither empty nor a comment, without a carriage return; counts in `number`.
bool next_line(std::istream& stream, std::string& line, std::size_t& number) {
    while (std::getline(stream, line)) {
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty() && line[0] != '#') return true;
    }
    return false;
}

void check_columns(const TableHeader& header, std::size_t line, const std::vector<std::string>& wanted) {
    std::vector<Issue> issues;
    const std::string where = fmt::format("{}:{}", header.file, line);
    for (const std::string& column : wanted) {
        const auto n = std::count(header.columns.begin(), header.columns.end(), column);
        if (n == 1) continue;
        issues.push_back({fmt::format("column '{}' {}", column, n == 0 ? "is missing" : "is there twice"), where,
                          fmt::format("the header row needs: {}", fmt::join(wanted, ", "))});
    }
    if (!issues.empty()) throw InputError(std::move(issues));
}

} // namespace

std::string TableRow::where() const {
    return fmt::format("{}:{}", header_->file, line_);
}

std::string TableRow::text(const std::string& column) const {
    const auto found = std::find(header_->columns.begin(), header_->columns.end(), column);
    const auto place = static_cast<std::size_t>(found - header_->columns.begin());
    return place < cells_.size() ? cells_[place] : std::string{};
}

std::string TableRow::word(const std::string& column) const {
    std::string cell = text(column);
    if (cell.empty()) throw InputError({fmt::format("column '{}' is empty", column), where(), "fill in the cell"});
    return cell;
}

double TableRow::number(const std::string& column) const {
    const std::string cell = word(column);
    if (const auto value = parse_number(cell)) return *value;
    throw InputError({fmt::format("column '{}' holds '{}', which is not a number", column, cell), where(),
                      "write a decimal number such as 0.25 or 1e-3"});
}

double TableRow::number(const std::string& column, double otherwise) const {
    return text(column).empty() ? otherwise : number(column);
}

void Table::for_each(const std::function<void(const TableRow&)>& read) const {
    std::vector<Issue> issues;
    for (const TableRow& row : rows_) {
        try {
            read(row);
        } catch (const InputError& error) {
            issues.insert(issues.end(), error.issues().begin(), error.issues().end());
        }
    }
    if (!issues.empty()) throw InputError(std::move(issues));
}

void Table::refuse_repeated(const std::string& column) const {
    std::map<std::string, std::string> first;
    for_each([&](const TableRow& row) {
        const auto [place, is_new] = first.emplace(row.word(column), row.where());
        if (is_new) return;
        throw InputError({fmt::format("{} '{}' is there twice", column, place->first), row.where(),
                          fmt::format("keep one row; the first is {}", place->second)});
    });
}

Table read_table(const std::filesystem::path& file, const std::vector<std::string>& columns) {
    std::ifstream stream(file);
    std::string line;
    std::size_t number = 0;
    if (!stream) throw InputError({"the table cannot be read", file.string(), "check that the file is there"});
    if (!next_line(stream, line, number)) {
        throw InputError({"the table is empty", file.string(), "give it a header row"});
    }
    const auto header = std::make_shared<const TableHeader>(TableHeader{file.string(), cells_of(line)});
    check_columns(*header, number, columns);
    std::vector<TableRow> rows;
    while (next_line(stream, line, number)) {
        auto cells = cells_of(line);
        if (cells.size() > header->columns.size()) {
            throw InputError({fmt::format("the row has {} cells, the header {}", cells.size(), header->columns.size()),
                              fmt::format("{}:{}", header->file, number), "part cells by single tabs"});
        }
        rows.emplace_back(header, number, std::move(cells));
    }
    return {header, std::move(rows)};
}

} // namespace euthymia
