// SPDX-License-Identifier: Apache-2.0
// How each function of expressions becomes machine code.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include "euthymia/expression/expression.hpp"
#include "jit_machine.hpp"

namespace euthymia {

/// Where code is being written to.
struct Emission {
    Emission(llvm::Module& into, const Machine& target, int n_lane);

    /// `number` in every lane.
    [[nodiscard]] llvm::Constant* splat(double number) const;

    llvm::Module& module;
    const Machine& machine;
    int width;
    llvm::Type* type; ///< of a value in every lane
    llvm::IRBuilder<> builder;
    std::unordered_map<llvm::Value*, llvm::Value*> masks; ///< of values that are 1 where the mask is set, else 0
};

/// Code for `function`, the same as its row of `traits_of` to the last unit or so.
[[nodiscard]] llvm::Value* emit_function(Emission& to, Function function, std::array<llvm::Value*, 3> arguments);

/// a * b + c, rounded once where the machine can.
[[nodiscard]] llvm::Value* emit_fused(Emission& to, llvm::Value* a, llvm::Value* b, llvm::Value* c);

/// Whether code for `function` is a call of a function outside.
[[nodiscard]] bool is_emitted_as_call(Function function);

/// The function of SLEEF that code for `n_lane` people calls; nothing if `function` is not computed by SLEEF.
[[nodiscard]] std::optional<std::string> sleef_name(Function function, const Machine& machine, int n_lane);

/// The name by which compiled code calls what `traits_of(function).evaluate` is.
[[nodiscard]] std::string lane_function_name(Function function);

} // namespace euthymia
