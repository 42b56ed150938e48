// SPDX-License-Identifier: Apache-2.0
// A module that is loaded when somebody calibrates: CMA-ES of pagmo2.
#include "calibration/evolution.hpp"

#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>

namespace {

/// What pagmo2 minimises. It copies its problems, so that this only points at the function.
struct UnitCubeProblem {
    const std::function<double(const std::vector<double>&)>* f = nullptr;
    std::size_t n = 1;

    [[nodiscard]] pagmo::vector_double fitness(const pagmo::vector_double& x) const { return {(*f)(x)}; }
    [[nodiscard]] std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const {
        return {pagmo::vector_double(n, 0.0), pagmo::vector_double(n, 1.0)};
    }
};

} // namespace

extern "C" void euthymia_evolve(const euthymia::Evolution& evolution) {
    const UnitCubeProblem problem{evolution.f, evolution.points.front().size()};
    pagmo::population people(pagmo::problem(problem), 0u, evolution.seed);
    for (const auto& point : evolution.points) people.push_back(point);
    if (evolution.n_generation == 0) return;
    constexpr double never = 1e-9; ///< stops when the points or the values of a generation are this near
    const pagmo::cmaes method(evolution.n_generation, -1, -1, -1, -1, evolution.first_step, never, never, false, true,
                              evolution.seed);
    (void)method.evolve(people);
}
