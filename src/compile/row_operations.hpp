// SPDX-License-Identifier: Apache-2.0
// What a program over rows does, step by step, and no more than its results need.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "row_code.hpp"

namespace euthymia {

/// An instruction, or a sum together with the product it adds.
struct Operation {
    bool is_fused = false; ///< target = argument[0] * argument[1] + argument[2]
    Function function = Function::add;
    std::uint32_t target = 0;
    std::array<std::uint32_t, 3> argument{}; ///< registers; as many as `arity_of` says
};

[[nodiscard]] std::size_t arity_of(const Operation& operation);

/// The operations of a program in the order they are to be done: calls together (`in_call_rounds`), products within
/// sums where the program fuses.
[[nodiscard]] std::vector<Operation> operations_of(const RowProgram& program, bool (*is_call)(Function));

} // namespace euthymia
