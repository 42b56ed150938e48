// SPDX-License-Identifier: Apache-2.0
// SBML elements without mathematics, in the meaning their Level gives them.
#pragma once

#include <string>

#include "euthymia/model/model.hpp"

class Compartment; // libSBML's own, in the global namespace
class Parameter;
class Species;
class SpeciesReference;

namespace euthymia::sbml {

[[nodiscard]] Compartment read_compartment(const ::Compartment& source);
[[nodiscard]] Species read_species(const ::Species& source);
/// @param id  Its symbol; differs from its own id for a local parameter.
[[nodiscard]] Parameter read_parameter(const ::Parameter& source, const std::string& id);
[[nodiscard]] SpeciesReference read_reference(const ::SpeciesReference& source);

} // namespace euthymia::sbml
