// SPDX-License-Identifier: Apache-2.0
// Claims from YAML.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "euthymia/evidence/claim.hpp"

namespace euthymia {

/// Reads a document of schema `euthymia/claim/1`.
/// @throws InputError        with every fault of the file, each with its line.
/// @throws UnsupportedError  if all that is wrong is that this version does not carry something out.
[[nodiscard]] Claim read_claim(const std::filesystem::path& file);

/// What the document in `file` says it is: "euthymia/claim/1"; empty if it does not say.
/// @throws InputError  if it cannot be read or is no YAML.
[[nodiscard]] std::string document_schema(const std::filesystem::path& file);

/// The files of claims in `directory`, in order of their ids: E1.2 stands before E1.10. Empty if there is no directory.
[[nodiscard]] std::vector<std::filesystem::path> claim_files(const std::filesystem::path& directory);

} // namespace euthymia
