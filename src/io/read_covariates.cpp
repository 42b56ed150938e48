// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/table.hpp"
#include "read_tables.hpp"

namespace euthymia {

namespace {

/// Where a number came from, which people read; only its form is checked.
void check_origin(const TableRow& row) {
    std::ignore = row.word("source");
    std::ignore = read_grade(row);
}

Covariate::Kind read_kind(const TableRow& row) {
    const std::string word = row.word("covariate");
    if (word == "age") return Covariate::Kind::age;
    if (word == "female") return Covariate::Kind::female;
    throw InputError({fmt::format("'{}' is not a covariate", word), row.where(),
                      suggest(word, {"age", "female"}, "use age or female; what else differs is a spread")});
}

double read_positive(const TableRow& row, const std::string& column) {
    const double value = row.number(column);
    if (value > 0.0) return value;
    throw InputError({fmt::format("'{}' is {}", column, value), row.where(), "give a number above 0"});
}

Covariate read_covariate(const TableRow& row) {
    check_origin(row);
    return {.kind = read_kind(row),
            .parameter = row.word("parameter"),
            .factor = read_positive(row, "factor"),
            .per = read_positive(row, "per"),
            .reference = row.number("reference")};
}

Correlation read_correlation(const TableRow& row) {
    check_origin(row);
    return {.a = row.word("a"), .b = row.word("b"), .value = row.number("correlation"), .where = row.where()};
}

template <typename Row>
std::vector<Row> read_rows(const std::filesystem::path& file, const std::vector<std::string>& columns,
                           Row (*read)(const TableRow&)) {
    std::vector<Row> rows;
    if (!std::filesystem::exists(file)) return rows;
    read_table(file, columns).for_each([&](const TableRow& row) { rows.push_back(read(row)); });
    return rows;
}

} // namespace

std::vector<Correlation> read_correlations(const std::filesystem::path& file) {
    return read_rows(file, {"a", "b", "correlation", "source", "grade", "note"}, read_correlation);
}

std::vector<Covariate> read_covariates(const std::filesystem::path& file) {
    return read_rows(file, {"covariate", "parameter", "factor", "per", "reference", "source", "grade", "note"},
                     read_covariate);
}

} // namespace euthymia
