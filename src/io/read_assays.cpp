// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "read_by_name.hpp"
#include "read_tables.hpp"

namespace euthymia {

namespace {

/// A coefficient of variation, 0 to below `most`.
double read_variation(const TableRow& row, const std::string& column, double most) {
    const double cv = row.number(column);
    if (cv >= 0.0 && cv < most) return cv;
    throw InputError({fmt::format("the {} of '{}' is {}", column, row.word("variable"), cv), row.where(),
                      fmt::format("write a fraction, 0 to {}: 0.08 is 8 %", most)});
}

} // namespace

std::map<std::string, Assay> read_assays(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return {};
    constexpr double most_noise = 1.0, most_between = 3.0;
    return read_by_name<Assay>(file, "variable", {"cv", "between"}, [&](const TableRow& row) {
        return Assay{.measure = row.word("variable"),
                     .noise = read_variation(row, "cv", most_noise),
                     .between = read_variation(row, "between", most_between)};
    });
}

} // namespace euthymia
