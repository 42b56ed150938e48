// SPDX-License-Identifier: Apache-2.0
// The machine that compiled code is for.
#pragma once

#include <memory>
#include <string>

#include "euthymia/compile/jit.hpp"

namespace llvm {
class TargetMachine;
}

namespace euthymia {

/// What compiled code may use.
struct Machine {
    std::string cpu;             ///< as LLVM names it
    std::string features;        ///< as LLVM lists them
    std::string instruction_set; ///< of its vectors: "avx512", "avx2", "sse2"
    int n_lane = 2;              ///< doubles of its widest vector
    int n_register = 16;         ///< vector registers
    bool has_fma = false;
};

/// The machine this runs on.
/// @throws UnsupportedError  if code cannot be compiled for it.
[[nodiscard]] Machine this_machine();

/// `machine` without what came after SSE2.
[[nodiscard]] Machine without_extensions(Machine machine);

/// LLVM's code generator for `machine`.
[[nodiscard]] std::unique_ptr<llvm::TargetMachine> target_machine(const Machine& machine, JitOptions::Effort effort);

} // namespace euthymia
