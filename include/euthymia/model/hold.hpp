// SPDX-License-Identifier: Apache-2.0
// Models whose quantities can be held still from outside.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "euthymia/model/model.hpp"

namespace euthymia {

/// The parameter that is 1 while `id` is held, else 0.
[[nodiscard]] std::string hold_switch_of(const std::string& id);

/// The parameter that is the value at which `id` is held, in its unit.
[[nodiscard]] std::string hold_level_of(const std::string& id);

/// The quantity that `parameter` switches; empty if it is no such switch.
[[nodiscard]] std::string_view held_by(std::string_view parameter);

/// `model` with a switch and a level for each of `ids`. Switched on, what has a rate of change keeps its value, and
/// what is assigned takes the level; switched off, the model is as it was, to the last bit.
/// @throws InputError        for ids that the model does not have (suggests near names).
/// @throws UnsupportedError  for what reactions or algebraic rules determine, and for constants.
[[nodiscard]] Model with_holds(Model model, const std::vector<std::string>& ids);

} // namespace euthymia
