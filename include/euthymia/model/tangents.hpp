// SPDX-License-Identifier: Apache-2.0
// The equations of forward sensitivities: exact derivatives of a model's rates, by its states and by what is varied.
#pragma once

#include <string>
#include <vector>

#include "euthymia/base/lane_tangents.hpp"
#include "euthymia/model/equations.hpp"

namespace euthymia {

/// Quantities of `equations`, named in order, that are the derivatives `pattern` has places for.
struct DerivedQuantities {
    Equations equations; ///< the constants of the model; states whose rates are 0
    std::vector<std::string> names;
    TangentPattern pattern;
};

/// Derivatives of a model by its states and by `directions`.
struct TangentEquations {
    DerivedQuantities slopes;    ///< of the rates, by the states only those that move; states as in the model
    DerivedQuantities curvature; ///< of g = (df/dy) u + tau df/dt; states y, then u, then tau
    /// Of quantities that were asked for, a row each; states as in the model. With events by one direction more, time.
    DerivedQuantities observed;
    DerivedQuantities initial; ///< of the initial states, by direction only
};

/// @param observed    Quantities whose derivatives are wanted.
/// @param directions  Constants, or states: then the initial value is varied.
/// @throws InputError        for a direction the model does not have.
/// @throws UnsupportedError  for delays and algebraic equations.
[[nodiscard]] TangentEquations derive_tangents(const Equations& equations, const std::vector<std::string>& observed,
                                               const std::vector<std::string>& directions);

} // namespace euthymia
