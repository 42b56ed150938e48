// SPDX-License-Identifier: Apache-2.0
// Makes a state obey the equations without derivatives.
#pragma once

#include <span>

#include "euthymia/compile/compiled_model.hpp"

namespace euthymia {

/// Solves 0 = f(t, y) for the algebraic states by Newton's method, from what they are; the others stay. Shape of y:
/// `n_state`. @return false if it does not converge; y is then as before.
[[nodiscard]] bool settle(const CompiledModel& model, Evaluator& evaluator, double t, std::span<double> y);

} // namespace euthymia
