// SPDX-License-Identifier: Apache-2.0
// Models as machine code, made while the program runs, and kept on disk.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "euthymia/compile/compiled_model.hpp"

namespace euthymia {

/// How machine code is made.
struct JitOptions {
    /// `thorough` takes twice as long to compile and gives code that needs some 5 % less time.
    enum class Effort { quick, thorough };

    int n_lane = 0; ///< people at once: 2, 4 or 8; 0: as many as the machine's vectors hold
    Effort effort = Effort::quick;
    /// Steps that all lanes together take, and calls of each function for one person, before machine code is made for
    /// them, unless it is in the cache: until then the same is computed operation by operation, which costs more a step
    /// and nothing beforehand. 0: the code of lanes at once, the other at its first call.
    int patience = 0;
    /// Directory to keep compiled models in; empty: none. It stays within some 256 MB: what was not used for 30 days
    /// goes, then what was not used for longest. Other files in it are left alone.
    std::filesystem::path cache;
};

/// The vectors of this machine that compiled code can use.
struct VectorUnit {
    std::string name; ///< "avx512", "avx2", "sse2"; "none" if code cannot be compiled
    int n_lane = 1;   ///< numbers a vector holds
};

/// The widest there are.
[[nodiscard]] VectorUnit vector_unit();

/// What `CompiledModel::backend` says of code for vectors as wide as `unit`.
[[nodiscard]] std::string backend_name(const VectorUnit& unit);

/// Compiles to machine code, when patience is at its end (`JitOptions`). Without patience the functions of lanes are
/// ready when it returns; those for one person are compiled when they are first called.
///
/// What a lane gives depends neither on the number of lanes nor on effort, patience or cache, to the last bit. A cache
/// that cannot be read or written costs time, nothing else; nor does code that proves impossible only later.
/// @throws InputError        if an option names what the equations do not have (suggests near names).
/// @throws UnsupportedError  if code cannot be compiled for this machine, or not for so many lanes.
[[nodiscard]] std::shared_ptr<const CompiledModel>
jit_compile(const Equations& equations, const CompileOptions& options, const JitOptions& jit = {});

/// `jit_compile`, or `interpret` where code cannot be compiled at all; `CompiledModel::backend` tells which.
/// @throws InputError        as `jit_compile`.
/// @throws UnsupportedError  for a number of lanes that is not one of `JitOptions`, or too many for this machine.
[[nodiscard]] std::shared_ptr<const CompiledModel> compile(const Equations& equations, const CompileOptions& options,
                                                           const JitOptions& jit = {});

} // namespace euthymia
