// SPDX-License-Identifier: Apache-2.0
// A model compiled for one patient at a time by the C compiler: the code a user of CVODE would write and build.
#pragma once

#include <filesystem>
#include <memory>

#include "euthymia/compile/compiled_model.hpp"

namespace euthymia::benchmark {

/// Writes the model's functions as C, compiles them with -O3 -march=native and loads them. What was compiled before is
/// loaded from `folder`. Has no lanes.
/// @throws InputError        if an option names what the equations do not have.
/// @throws std::runtime_error  if there is no compiler, with what it said.
[[nodiscard]] std::shared_ptr<const CompiledModel>
compile_natively(const Equations& equations, const CompileOptions& options, const std::filesystem::path& folder);

} // namespace euthymia::benchmark
