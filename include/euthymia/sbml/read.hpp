// SPDX-License-Identifier: Apache-2.0
// From an SBML document to a Model.
#pragma once

#include <filesystem>
#include <string>

#include "euthymia/model/model.hpp"

namespace euthymia {

/// Reads a model from an SBML file (Level 3; Levels 1 and 2 are converted up in memory).
///
/// Supported: species, compartments, parameters (global and local), reactions, rate and assignment rules, initial
/// assignments, function definitions, conversion factors, MathML of Level 3 Version 2.
/// @throws InputError        if the file cannot be read or libSBML finds an error in it (file, line, message).
/// @throws UnsupportedError  for every other construct, each named with the id of its element.
[[nodiscard]] Model read_sbml(const std::filesystem::path& file);

/// The same from a text; `name` stands for the file in messages.
[[nodiscard]] Model read_sbml_text(const std::string& text, const std::string& name);

} // namespace euthymia
