// SPDX-License-Identifier: Apache-2.0
// From an SBML document to a Model.
#pragma once

#include <filesystem>
#include <string>

#include "euthymia/model/model.hpp"

namespace euthymia {

/// Reads a model from an SBML file of Level 1, 2 or 3, each in the meaning its Level gives it.
///
/// All of core is read (SBML's constraints, which never change a value, are passed over), and hierarchical models
/// (package comp): element x of submodel A becomes A__x, submodels in other files are looked for beside this one.
/// @throws InputError        if the file cannot be read or libSBML finds an error in it (file, line, message).
/// @throws UnsupportedError  if the model depends on another package (distrib, fbc, ...; named), or calls a function
///                           that SBML does not have (named, with its element).
/// Threads may call it at once; one reads at a time.
/// @param cache  Directory to keep models in, with the limits of `FileStore`; empty: none. The content of a file that
///               was read before by this build is not given to libSBML again: the model is the same to the last bit.
///               What was refused, or has submodels in other files, is not kept. A cache that cannot be read or written
///               costs time, nothing else.
[[nodiscard]] Model read_sbml(const std::filesystem::path& file, const std::filesystem::path& cache = {});

/// The same from a text, without a cache; `name` stands for the file in messages.
[[nodiscard]] Model read_sbml_text(const std::string& text, const std::string& name);

} // namespace euthymia
