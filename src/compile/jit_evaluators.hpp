// SPDX-License-Identifier: Apache-2.0
// Evaluators that call machine code.
#pragma once

#include <memory>

#include "euthymia/compile/compiled_model.hpp"
#include "jit_parts.hpp"

namespace euthymia {

[[nodiscard]] std::unique_ptr<Evaluator> make_jit_evaluator(std::shared_ptr<const JitParts> parts);

[[nodiscard]] std::unique_ptr<LaneEvaluator> make_jit_lane_evaluator(std::shared_ptr<const JitParts> parts);

} // namespace euthymia
