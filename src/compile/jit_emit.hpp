// SPDX-License-Identifier: Apache-2.0
// From laid-out code to functions of a module.
#pragma once

#include <string>

#include "jit_functions.hpp"
#include "row_code.hpp"

namespace euthymia {

/// Adds a function `name` that carries out `code`. Its arguments are pointers to the blocks, in the order of `Block`.
void emit_rows(Emission& to, const RowCode& code, const std::string& name);

} // namespace euthymia
