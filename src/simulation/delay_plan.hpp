// SPDX-License-Identifier: Apache-2.0
// The delayed values of a model, bound to the places of a compiled model.
#pragma once

#include <cstddef>
#include <vector>

#include "euthymia/compile/compiled_model.hpp"

namespace euthymia {

/// What a model's delayed values read and write: indices into what `Evaluator::observe` writes, into the parameters and
/// into the state.
struct DelayPlan {
    struct Row {
        std::size_t parameter;           ///< holds what the value was
        std::size_t value, before_start; ///< observables
        std::size_t lag;                 ///< observable
        bool is_lag_constant;            ///< depends on parameters alone
        bool is_in_rates;                ///< the integrator feels it
        std::vector<std::size_t> within; ///< earlier rows that `value` holds
    };

    std::vector<Row> rows;
    std::vector<std::size_t> states; ///< that the past is made of
    std::size_t n_state = 0;
    std::size_t n_observable = 0;
};

/// Adds to `options` what the delayed values of `equations` read and write.
void want_delays(const Equations& equations, CompileOptions& options);

/// @param layout  Of a model compiled with what `want_delays` added.
/// @throws InputError  if a delayed value reads what is not observed, or is not a parameter.
[[nodiscard]] DelayPlan bind_delays(const Equations& equations, const Layout& layout);

} // namespace euthymia
