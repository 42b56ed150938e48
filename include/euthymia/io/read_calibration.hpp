// SPDX-License-Identifier: Apache-2.0
// Calibrations from YAML, and the numbers they may fit.
#pragma once

#include <filesystem>
#include <vector>

#include "euthymia/calibration/design.hpp"
#include "euthymia/calibration/ensemble.hpp"
#include "euthymia/io/provenance.hpp"

namespace euthymia {

/// Reads a document of schema `euthymia/calibration/1`.
/// @throws InputError  with every fault of the file, each with its line.
[[nodiscard]] CalibrationDesign read_calibration(const std::filesystem::path& file);

/// Every number of the science that has a grade: rows of `parameters.tsv`, and of `tables/contact.tsv` as
/// "contact.<kind>.points".
/// @throws InputError  with every fault of the file that is faulty.
[[nodiscard]] std::vector<GradedNumber> read_graded_numbers(const std::filesystem::path& biology);

/// A table with the columns member, weight, objective and one for every number.
[[nodiscard]] std::string ensemble_tsv(const Ensemble& ensemble);

/// Reads what `ensemble_tsv` gives.
/// @throws InputError  if the file cannot be read, holds no member or none that has weight, or holds what is no number.
[[nodiscard]] Ensemble read_ensemble(const std::filesystem::path& file);

/// What provenance tells of the ensemble read from `path`; none for one without members.
[[nodiscard]] std::optional<EnsembleRecord> record_of(const Ensemble& ensemble, const std::string& path);

} // namespace euthymia
