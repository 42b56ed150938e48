// SPDX-License-Identifier: Apache-2.0
// What the module that holds pagmo2 is asked for.
#pragma once

#include <functional>
#include <vector>

namespace euthymia {

/// CMA-ES in the unit cube.
struct Evolution {
    const std::function<double(const std::vector<double>&)>* f = nullptr; ///< to minimise; what it throws ends it
    std::vector<std::vector<double>> points;                              ///< of the first generation
    unsigned n_generation = 0;                                            ///< after the first
    unsigned seed = 0;
    double first_step = 0.0; ///< of the range
};

/// The one function of the module, by the name `euthymia_evolve`.
using Evolve = void(const Evolution&);

} // namespace euthymia
