// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "read_by_name.hpp"
#include "read_tables.hpp"

namespace euthymia {

std::map<std::string, double> read_assays(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return {};
    return read_by_name<double>(file, "variable", {"cv"}, [](const TableRow& row) {
        const double cv = row.number("cv");
        if (cv >= 0.0 && cv < 1.0) return cv;
        throw InputError({fmt::format("the cv of '{}' is {}", row.word("variable"), cv), row.where(),
                          "write a fraction, 0 to 1: 0.08 is 8 %"});
    });
}

} // namespace euthymia
