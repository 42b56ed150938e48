// SPDX-License-Identifier: Apache-2.0
// Assignments that go round in a circle.
#pragma once

#include <string>
#include <vector>

#include "euthymia/base/error.hpp"

class Model; // libSBML's own, in the global namespace

namespace euthymia::sbml {

/// What breaks rule 20906 of the SBML specification: initial assignments, assignment rules and kinetic laws that depend
/// on each other in a circle, and sizes of compartments that are assigned from a concentration in them. libSBML looks
/// for them too, in a time that grows with the square of the model.
/// @param file  Its name, for messages.
[[nodiscard]] std::vector<Issue> find_circles(const ::Model& model, const std::string& file);

} // namespace euthymia::sbml
