// SPDX-License-Identifier: Apache-2.0
// The science from the directory `biology`.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/trial/run.hpp"

namespace euthymia {

/// The directory that holds the science: `given`, else the environment variable EUTHYMIA_BIOLOGY, else `biology` in the
/// current directory or the nearest parent that has one, else the one of the checkout this build was made from.
/// @throws InputError  if the directory, or every one that was looked for, lacks `depression.xml`.
[[nodiscard]] std::filesystem::path find_biology(const std::optional<std::filesystem::path>& given);

/// The YAML files in `directory`, by name; empty if there is no such directory.
[[nodiscard]] std::vector<std::filesystem::path> document_files(const std::filesystem::path& directory);

/// Reads the model (`depression.xml`), short names (`aliases.tsv`), spreads between people (`parameters.tsv`), tables
/// of practice (`tables/*.tsv`) and kinds of person (`patients/*.yaml`, by file name); parameters stand under model
/// ids.
/// @param cache  Of models, as in `read_sbml`.
/// @throws InputError  with every fault of the file that is faulty, or every name that the model does not have.
[[nodiscard]] Biology read_biology(const std::filesystem::path& directory, const std::filesystem::path& cache = {});

/// A number of the model as `parameters.tsv` has it.
struct ParameterRow {
    std::string id;
    double value = 0.0;
    std::string unit;   ///< of units.tsv, or "dimensionless"
    std::string spread; ///< between people, as `parse_spread` reads it; empty: none
    std::string source; ///< keys of references.bib
    std::string grade;  ///< measured, published-model, derived, calibrated or assumed
    std::string note;
};

/// Every number of the model, in the file's order.
/// @throws InputError  with every fault of the file: a value that is no number, an unknown grade, an id twice.
[[nodiscard]] std::vector<ParameterRow> read_parameters(const std::filesystem::path& file);

} // namespace euthymia
