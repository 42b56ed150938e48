// SPDX-License-Identifier: Apache-2.0
// A model as straight-line programs: all that a back end needs to know of it.
#pragma once

#include <cstdint>
#include <vector>

#include "euthymia/base/lu_plan.hpp"
#include "euthymia/compile/compiled_model.hpp"
#include "tape.hpp"

namespace euthymia {

/// A tape and the registers its results stand in.
struct Program {
    Tape tape;
    std::vector<Register> results;
};

/// The programs of a model over one set of registers. Each needs only the numbers, the set-up and its own inputs.
struct Programs {
    Layout layout;
    SparsityPattern pattern; ///< of the Jacobian; holds the whole diagonal
    LuPlan lu;               ///< of `pattern`

    std::vector<double> registers;            ///< what each register holds at first: numbers stand in theirs
    std::vector<Stage> stages;                ///< when each register is known
    Register time = 0;                        ///< of the time
    std::vector<Register> states, parameters; ///< in the order of `layout`

    Tape setup;          ///< everything of stage `person`, from the parameters
    Program initial;     ///< initial states, from the set-up alone
    Program rates;       ///< dy/dt
    Program jacobian;    ///< values at the places of `pattern`, same order
    Program linear;      ///< dy/dt, then df/dt of every state (the partial derivative), then the Jacobian
    Program observables; ///< as in `layout`
    Program watched;     ///< as in `layout`
    Program roots;       ///< as in `layout`
};

/// Writes the programs of `equations`.
/// @throws InputError  if an option names what the equations do not have (suggests near names).
[[nodiscard]] Programs write_programs(const Equations& equations, const CompileOptions& options);

} // namespace euthymia
