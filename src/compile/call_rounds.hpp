// SPDX-License-Identifier: Apache-2.0
// An order of instructions that keeps calls together.
#pragma once

#include <cstddef>
#include <vector>

#include "tape.hpp"

namespace euthymia {

/// The indices of the instructions of `tape` in an order that may replace theirs: first all that the calls which need
/// no other call are waiting for, then these calls, then the same for the calls that waited for them, and so on; at
/// last the rest. Where nothing is a call the order stays.
[[nodiscard]] std::vector<std::size_t> in_call_rounds(const Tape& tape, std::size_t n_register,
                                                      bool (*is_call)(Function));

} // namespace euthymia
