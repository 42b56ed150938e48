// SPDX-License-Identifier: Apache-2.0
// Algebraic rules: which variable each determines, and what that variable is.
#pragma once

#include "definitions.hpp"

namespace euthymia {

/// Replaces algebraic rules: a variable that they determine linearly becomes an assignment, any other an algebraic
/// state whose first guess is its initial value.
/// @throws InputError  if a rule has no variable of its own left to determine.
void determine_algebraic(const Model& model, Definitions& definitions);

} // namespace euthymia
