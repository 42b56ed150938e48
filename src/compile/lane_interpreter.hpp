// SPDX-License-Identifier: Apache-2.0
// The interpreter for many people at once.
#pragma once

#include <memory>

#include "program.hpp"

namespace euthymia {

/// People an interpreted row holds when nobody says otherwise.
constexpr int n_interpreter_lane = 32;

/// The functions of `programs` for `n_lane` people.
[[nodiscard]] std::unique_ptr<LaneEvaluator> make_lane_interpreter(std::shared_ptr<const Programs> programs,
                                                                   int n_lane);

} // namespace euthymia
