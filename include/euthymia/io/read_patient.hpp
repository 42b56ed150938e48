// SPDX-License-Identifier: Apache-2.0
// A kind of person from its document, schema euthymia/patient/1 (`biology/schema/patient-1.json`).
#pragma once

#include <filesystem>

#include "euthymia/patient/patient.hpp"
#include "euthymia/simulation/names.hpp"

namespace euthymia {

/// Reads a person; parameters stand under the names the document gives them.
/// @throws InputError  with every fault of the document.
[[nodiscard]] Patient read_patient(const std::filesystem::path& file);

/// The same with parameters under their model ids, as spreads and covariates know them.
/// @throws InputError  also when two names are the same parameter.
[[nodiscard]] Patient read_patient(const std::filesystem::path& file, const Names& names);

} // namespace euthymia
