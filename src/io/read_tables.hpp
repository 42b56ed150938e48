// SPDX-License-Identifier: Apache-2.0
// The tables of `biology/tables`, each into what the rooms below work with.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "euthymia/io/table.hpp"
#include "euthymia/outcome/scale.hpp"
#include "euthymia/patient/patient.hpp"
#include "euthymia/protocol/handbook.hpp"
#include "euthymia/simulation/names.hpp"
#include "euthymia/trial/run.hpp"

namespace euthymia {

/// Modes, bands, RPE, contact, adherence, drugs and conversions of the directory `tables`.
/// @throws InputError  with every fault of the table that is faulty.
[[nodiscard]] Handbook read_handbook(const std::filesystem::path& tables);

/// Forms of art, of cognitive behaviour therapy and of electroconvulsive therapy; what has no table stays empty.
void read_treatments(const std::filesystem::path& tables, Handbook& handbook);

/// What speaks against exercise, and what it is limited to; what has no table stays empty.
void read_safety(const std::filesystem::path& tables, Handbook& handbook);

/// The names of states that a seizure adds to.
[[nodiscard]] const std::vector<std::string>& seizure_states();

/// Scales, one row a band.
[[nodiscard]] std::vector<Scale> read_scales(const std::filesystem::path& file);

/// Puts the items of the table into their scales; a file that is not there leaves them without.
/// @throws InputError  for a scale that `scales` lacks, and where the points of a scale's items are not its largest.
void read_scale_items(const std::filesystem::path& file, std::vector<Scale>& scales);

/// Makes sure that the model sums each scale that has items from just these.
/// @param file  Of the items, for messages.
/// @throws InputError  for every symptom that counts otherwise in the model than in the table.
void require_sums_of_items(const Biology& biology, const std::filesystem::path& file);

/// Coefficients of variation of assays and between people, by the name of the variable; none where there is no such
/// table.
[[nodiscard]] std::map<std::string, Assay> read_assays(const std::filesystem::path& file);

/// Pairs of parameters whose draws go together, each with its file and line; a file that is not there is empty.
/// @throws InputError  with every fault of the file; `correlated_groups` judges what they say together.
[[nodiscard]] std::vector<Correlation> read_correlations(const std::filesystem::path& file);

/// What age and sex do to parameters; a file that is not there is empty.
/// @throws InputError  with every fault of the file.
[[nodiscard]] std::vector<Covariate> read_covariates(const std::filesystem::path& file);

/// The column `grade`.
/// @throws InputError  for a word that is no grade.
[[nodiscard]] std::string read_grade(const TableRow& row);

/// Short names.
[[nodiscard]] Names read_names(const std::filesystem::path& file);

} // namespace euthymia
