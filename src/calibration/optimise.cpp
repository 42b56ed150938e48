// SPDX-License-Identifier: Apache-2.0
#include "optimise.hpp"

#include <algorithm>
#include <cmath>

#include <dlfcn.h>

#include "euthymia/base/error.hpp"
#include "euthymia/base/random.hpp"
#include "evolution.hpp"

namespace euthymia {

namespace {

constexpr double first_step = 0.15; ///< of the range

/// A point one first step around `start`, within the cube.
std::vector<double> around(const std::vector<double>& start, Stream& stream) {
    std::vector<double> point = start;
    for (double& x : point) x = std::clamp(x + first_step * stream.normal(), 0.0, 1.0);
    return point;
}

/// pagmo2's library takes 15 ms to be loaded, whatever is done then: only here it is.
Evolve& load_evolve() {
    void* module = dlopen("libeuthymia_evolve.so", RTLD_NOW);
    void* function = module == nullptr ? nullptr : dlsym(module, "euthymia_evolve");
    if (function == nullptr) {
        throw UnsupportedError({"the optimiser cannot be loaded", dlerror(), "build or install Euthymia as a whole"});
    }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): POSIX gives a function by an address
    return *reinterpret_cast<Evolve*>(function);
}

} // namespace

int generation_size(std::size_t n) {
    const auto usual = 4 + static_cast<int>(3.0 * std::log(static_cast<double>(n)));
    return std::max(usual, 5);
}

void minimise(const std::function<double(const std::vector<double>&)>& f, const std::vector<double>& start,
              int n_evaluation, std::uint64_t seed) {
    static Evolve& evolve = load_evolve();
    const int size = generation_size(start.size());
    std::vector<std::vector<double>> points{start};
    Stream stream({.seed = seed, .trial = hash_name("calibration"), .purpose = Purpose::fit});
    while (points.size() < static_cast<std::size_t>(size)) points.push_back(around(start, stream));
    evolve({.f = &f,
            .points = std::move(points),
            .n_generation = static_cast<unsigned>(std::max(0, n_evaluation / size - 1)),
            .seed = static_cast<unsigned>(seed ^ (seed >> 32)),
            .first_step = first_step});
}

} // namespace euthymia
