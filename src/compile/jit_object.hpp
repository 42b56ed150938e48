// SPDX-License-Identifier: Apache-2.0
// From laid-out code to machine code in an object file.
#pragma once

#include <string>

#include "euthymia/compile/jit.hpp"
#include "jit_machine.hpp"
#include "row_code.hpp"

namespace euthymia {

/// The bytes of an object file with one function `name` (see `emit_rows`) over rows of `n_lane` numbers.
/// May be called from several threads at once.
/// @throws UnsupportedError  if LLVM cannot make machine code for `machine`.
[[nodiscard]] std::string compile_object(const RowCode& code, const std::string& name, int n_lane,
                                         const Machine& machine, JitOptions::Effort effort);

} // namespace euthymia
