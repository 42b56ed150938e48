// SPDX-License-Identifier: Apache-2.0
#include "lanes.hpp"

#include <algorithm>
#include <limits>

#include "clock.hpp"

namespace euthymia::benchmark {

namespace {

/// Two vectors of people a thread.
constexpr int n_warm_up = 16;

} // namespace

Lanes::Lanes(const Case& problem, std::string name, Method method, int n_thread, std::vector<std::string> directions)
    : problem_(problem)
    , name_(std::move(name))
    , method_(method)
    , n_thread_(n_thread)
    , directions_(std::move(directions)) {
    for (const auto& [time, id, value] : problem.schedule) schedule_.changes.push_back({time, {id, value}});
    schedule_.is_voluntary = false;
}

Passage Lanes::begin(const Simulator& simulator, std::size_t patient) const {
    Individual individual;
    for (std::size_t k = 0; k < problem_.varied.size(); ++k) {
        individual.parameters.emplace(problem_.varied[k], problem_.population[patient][k]);
    }
    return {simulator.create(individual, {.patient = static_cast<std::uint32_t>(patient)}), schedule_};
}

void Lanes::follow(const Simulator& simulator, int n_patient, std::vector<double>& values) const {
    const std::size_t size = n_value();
    simulator.follow_each(
        static_cast<std::size_t>(n_patient), [&](std::size_t k) { return begin(simulator, k); }, problem_.times,
        [&](std::size_t k, Person&& person, Trajectory&& seen) {
            copy(simulator, person, seen, std::span(values).subspan(k * size, size));
        },
        {.n_thread = n_thread_, .progress = {}});
}

/// Numbers of a patient.
std::size_t Lanes::n_value() const {
    return problem_.times.size() * (1 + directions_.size()) * problem_.states.size();
}

/// The states at each time, then for each direction p the derivatives p dy/dp.
void Lanes::copy(const Simulator& simulator, const Person& person, const Trajectory& seen,
                 std::span<double> values) const {
    const std::size_t n = problem_.states.size(), n_direction = directions_.size();
    auto to = values.begin();
    for (std::size_t row = 0; row < problem_.times.size(); ++row) {
        to = std::copy_n(seen.values.begin() + static_cast<std::ptrdiff_t>(row * n), n, to);
        for (std::size_t k = 0; k < n_direction; ++k) {
            const double p = simulator.parameter(person, directions_[k]);
            for (std::size_t v = 0; v < n; ++v) *to++ = p * seen.derivatives[(row * n + v) * n_direction + k];
        }
    }
}

Run Lanes::run(int n_patient, Tolerance tolerance) {
    const Simulator simulator(problem_.equations, {}, problem_.settable(), problem_.quantities,
                              {.rtol = tolerance.rtol, .atol = tolerance.atol, .method = method_}, {}, directions_);
    const std::size_t size = n_value();
    Run run;
    run.values.assign(static_cast<std::size_t>(n_patient) * size, std::numeric_limits<double>::quiet_NaN());
    // the functions of one person are compiled when an event first needs them
    follow(simulator, std::min(n_patient, n_warm_up * n_thread_), run.values);
    std::ranges::fill(run.values, std::numeric_limits<double>::quiet_NaN());
    const Clock clock;
    follow(simulator, n_patient, run.values);
    run.seconds = clock.processor_seconds();
    run.wall = clock.wall_seconds();
    return run;
}

} // namespace euthymia::benchmark
