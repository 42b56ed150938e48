// SPDX-License-Identifier: Apache-2.0
// Who can carry an effect to the symptoms: `biology/tables/carriers.tsv`.
#pragma once

#include <filesystem>
#include <vector>

#include "euthymia/sensitivity/explain.hpp"

namespace euthymia {

/// The carriers in the order of their first row, each with all its quantities.
/// @throws InputError  with every fault of the file: a cell that is missing, a quantity twice.
[[nodiscard]] std::vector<Carrier> read_carriers(const std::filesystem::path& file);

} // namespace euthymia
