// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/read_biology.hpp"
#include "euthymia/io/table.hpp"
#include "read_tables.hpp"

namespace euthymia {

namespace {

const std::vector<std::string> grades{"measured", "published-model", "derived", "calibrated", "assumed"};

} // namespace

std::string read_grade(const TableRow& row) {
    const std::string grade = row.word("grade");
    if (std::find(grades.begin(), grades.end(), grade) != grades.end()) return grade;
    throw InputError({fmt::format("'{}' is not a grade", grade), row.where(),
                      suggest(grade, grades, fmt::format("use one of: {}", fmt::join(grades, ", ")))});
}

std::vector<ParameterRow> read_parameters(const std::filesystem::path& file) {
    const Table table = read_table(file, {"id", "value", "unit", "spread", "source", "grade", "note"});
    table.refuse_repeated("id");
    std::vector<ParameterRow> parameters;
    table.for_each([&](const TableRow& row) {
        const std::string spread = row.text("spread");
        std::ignore = parse_spread(spread, row.where());
        parameters.push_back({.id = row.word("id"),
                              .value = row.number("value"),
                              .unit = row.word("unit"),
                              .spread = spread,
                              .source = row.word("source"),
                              .grade = read_grade(row),
                              .note = row.text("note")});
    });
    return parameters;
}

} // namespace euthymia
