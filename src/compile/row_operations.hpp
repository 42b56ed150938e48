// SPDX-License-Identifier: Apache-2.0
// What a program over rows does, step by step, and no more than its results need.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "row_code.hpp"

namespace euthymia {

/// An instruction, or a sum together with the product it adds.
struct Operation {
    bool is_fused = false; ///< target = argument[0] * argument[1] + argument[2]
    Function function = Function::add;
    Register target = 0;
    std::array<Register, 3> argument{}; ///< as many as `arguments_of` says
};

/// The registers that `operation`, which must outlive them, reads.
[[nodiscard]] std::span<const Register> arguments_of(const Operation& operation);

/// The operations of a program in the order they are to be done: calls together (`in_call_rounds`), products within
/// sums where the program fuses.
[[nodiscard]] std::vector<Operation> operations_of(const RowProgram& program, bool (*is_call)(Function));

} // namespace euthymia
