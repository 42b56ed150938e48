// SPDX-License-Identifier: Apache-2.0
#include "optimise.hpp"

#include <algorithm>
#include <cmath>

#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>

#include "euthymia/base/random.hpp"

namespace euthymia {

namespace {

constexpr double first_step = 0.15; ///< of the range

/// What pagmo2 minimises. It copies its problems, so that this only points at the function.
struct UnitCubeProblem {
    const std::function<double(const std::vector<double>&)>* f = nullptr;
    std::size_t n = 1;

    [[nodiscard]] pagmo::vector_double fitness(const pagmo::vector_double& x) const { return {(*f)(x)}; }
    [[nodiscard]] std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const {
        return {pagmo::vector_double(n, 0.0), pagmo::vector_double(n, 1.0)};
    }
};

/// A point one first step around `start`, within the cube.
std::vector<double> around(const std::vector<double>& start, Stream& stream) {
    std::vector<double> point = start;
    for (double& x : point) x = std::clamp(x + first_step * stream.normal(), 0.0, 1.0);
    return point;
}

} // namespace

int generation_size(std::size_t n) {
    const auto usual = 4 + static_cast<int>(3.0 * std::log(static_cast<double>(n)));
    return std::max(usual, 5);
}

void minimise(const std::function<double(const std::vector<double>&)>& f, const std::vector<double>& start,
              int n_evaluation, std::uint64_t seed) {
    const int size = generation_size(start.size());
    const auto short_seed = static_cast<unsigned>(seed ^ (seed >> 32));
    pagmo::population people(pagmo::problem(UnitCubeProblem{&f, start.size()}), 0u, short_seed);
    people.push_back(start);
    Stream stream({.seed = seed, .trial = hash_name("calibration"), .purpose = Purpose::fit});
    for (int k = 1; k < size; ++k) people.push_back(around(start, stream));
    const int n_generation = n_evaluation / size - 1;
    if (n_generation < 1) return;
    constexpr double never = 1e-9; ///< stops when the points or the values of a generation are this near
    const pagmo::cmaes method(static_cast<unsigned>(n_generation), -1, -1, -1, -1, first_step, never, never, false,
                              true, short_seed);
    people = method.evolve(people);
}

} // namespace euthymia
