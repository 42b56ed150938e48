// SPDX-License-Identifier: Apache-2.0
// The interpreter of programs already written.
#pragma once

#include <memory>

#include "program.hpp"

namespace euthymia {

[[nodiscard]] std::shared_ptr<const CompiledModel> interpret(std::shared_ptr<const Programs> programs);

} // namespace euthymia
