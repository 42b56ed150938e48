// SPDX-License-Identifier: Apache-2.0
// Tables for people.
#pragma once

#include <string>
#include <vector>

namespace euthymia::cli {

/// Rows of cells under a header, columns as wide as their widest cell; cells that start like a number stand right.
[[nodiscard]] std::string text_table(const std::vector<std::string>& header,
                                     const std::vector<std::vector<std::string>>& rows);

} // namespace euthymia::cli
