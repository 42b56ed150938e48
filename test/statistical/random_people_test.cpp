// SPDX-License-Identifier: Apache-2.0
// A year of random people under stress; EUTHYMIA_PEOPLE says how many (64; the whole check takes 10000).
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "euthymia/io/read_biology.hpp"
#include "euthymia/simulation/simulator.hpp"
#include "euthymia/trial/run.hpp"

namespace euthymia {
namespace {

constexpr double hours_per_week = 168.0;
constexpr int weeks = 52;

std::size_t number_of_people() {
    const char* wanted = std::getenv("EUTHYMIA_PEOPLE");
    return wanted == nullptr ? 64 : static_cast<std::size_t>(std::stoul(wanted));
}

/// Everyday life or a year at up to twice its stress.
double stress_of(StreamKey key) {
    key.purpose = Purpose::stress;
    Stream stream(key);
    return 1.0 + stream.uniform();
}

std::vector<std::string> states_of(const Equations& equations) {
    std::vector<std::string> states;
    for (const auto& state : equations.states) states.push_back(state.id);
    return states;
}

std::vector<std::string> varying_of(const Biology& biology) {
    std::vector<std::string> ids;
    for (const VaryingParameter& parameter : biology.varying) ids.push_back(parameter.id);
    return ids;
}

/// The least value of every state over the year, over all people, and who failed.
struct Extremes {
    std::vector<double> least, most;
    std::vector<std::string> failures;

    void add(const Trajectory& seen) {
        if (seen.failure) failures.push_back(seen.failure->reason);
        for (std::size_t k = 0; k < seen.values.size(); ++k) {
            const std::size_t variable = k % least.size();
            least[variable] = std::min(least[variable], seen.values[k]);
            most[variable] = std::max(most[variable], seen.values[k]);
        }
    }
};

Extremes live_a_year(const Biology& biology, const Simulator& simulator, std::size_t n) {
    Population population;
    population.varying = biology.varying;
    std::vector<double> times;
    for (int week = -weeks; week <= 0; ++week) times.push_back(week * hours_per_week);
    const std::size_t n_variable = simulator.variables().size();
    Extremes extremes{
        .least = std::vector(n_variable, HUGE_VAL), .most = std::vector(n_variable, -HUGE_VAL), .failures = {}};
    std::mutex turn;
    const auto begin = [&](std::size_t k) {
        const StreamKey key{.seed = 20, .trial = 0, .patient = static_cast<std::uint32_t>(k)};
        Passage passage{.person = simulator.create(draw_individual(population, key.seed, key.patient), key),
                        .schedule = {}};
        passage.schedule = simulator.history_schedule(passage.person, {{.weeks = weeks, .stress = stress_of(key)}});
        return passage;
    };
    const auto end = [&](std::size_t, Person&&, Trajectory&& seen) {
        const std::lock_guard lock(turn);
        extremes.add(seen);
    };
    simulator.follow_each(n, begin, times, end);
    return extremes;
}

TEST(RandomPeople, LiveAYearUnderStressWithoutFailureAndWithoutAConcentrationBelowZero) {
    const Biology biology = read_biology(EUTHYMIA_ROOT "/biology");
    const std::vector<std::string> states = states_of(biology.equations);
    const Simulator simulator(biology.equations, biology.names, varying_of(biology), states, {.rtol = 1e-4});
    const Extremes extremes = live_a_year(biology, simulator, number_of_people());
    EXPECT_EQ(extremes.failures, std::vector<std::string>{});
    const std::set<std::string> of_either_sign{"behaviour__momentary_mood", "behaviour__reward_expectation"};
    for (std::size_t k = 0; k < states.size(); ++k) {
        if (of_either_sign.contains(states[k])) continue;
        const double scale = std::max(std::abs(extremes.least[k]), std::abs(extremes.most[k]));
        EXPECT_GE(extremes.least[k], -1e-6 * scale) << states[k];
    }
}

} // namespace
} // namespace euthymia
