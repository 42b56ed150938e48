// SPDX-License-Identifier: Apache-2.0
#include "lanes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "clock.hpp"

namespace euthymia::benchmark {

Lanes::Lanes(const Case& problem, std::string name, Method method, int n_thread)
    : problem_(problem)
    , name_(std::move(name))
    , method_(method)
    , n_thread_(n_thread) {
    for (const auto& [time, id, value] : problem.schedule) schedule_.changes.push_back({time, {id, value}});
    schedule_.is_voluntary = false;
}

std::vector<Tolerance> Lanes::tolerances() const {
    std::vector<Tolerance> all;
    for (double exponent = -3.0; exponent >= -11.0; exponent -= 0.5) {
        for (const double share : {1.0, 1e-2, 1e-4, 1e-6}) {
            const double rtol = std::pow(10.0, exponent);
            all.push_back({.rtol = rtol, .atol = share * rtol});
        }
    }
    return all;
}

Passage Lanes::begin(const Simulator& simulator, std::size_t patient) const {
    Individual individual;
    for (std::size_t k = 0; k < problem_.varied.size(); ++k) {
        individual.parameters.emplace(problem_.varied[k], problem_.population[patient][k]);
    }
    return {simulator.create(individual, {.patient = static_cast<std::uint32_t>(patient)}), schedule_};
}

Run Lanes::run(int n_patient, Tolerance tolerance) {
    const Simulator simulator(problem_.equations, {}, problem_.settable(), problem_.quantities,
                              {.rtol = tolerance.rtol, .atol = tolerance.atol, .method = method_});
    const std::size_t size = problem_.times.size() * problem_.states.size();
    Run run;
    run.values.assign(static_cast<std::size_t>(n_patient) * size, std::numeric_limits<double>::quiet_NaN());
    const Clock clock;
    simulator.follow_each(
        static_cast<std::size_t>(n_patient), [&](std::size_t k) { return begin(simulator, k); }, problem_.times,
        [&](std::size_t k, Person&&, Trajectory&& seen) {
            std::ranges::copy(seen.values, run.values.begin() + static_cast<std::ptrdiff_t>(k * size));
        },
        {.n_thread = n_thread_, .progress = {}});
    run.seconds = clock.processor_seconds();
    run.wall = clock.wall_seconds();
    return run;
}

} // namespace euthymia::benchmark
