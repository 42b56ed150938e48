// SPDX-License-Identifier: Apache-2.0
// Derivatives through the events of a whole SBML model, against differences of another method's runs.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "euthymia/model/equations.hpp"
#include "euthymia/sbml/read.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia {
namespace {

/// Two days of meals by the clock, and of a pump and a person that act at thresholds of the sensor [min].
const std::vector<double> times{300.0, 700.0, 1200.0, 1500.0, 2100.0, 2880.0};
const std::vector<std::string> directions{"weight", "kabs", "sensor_lag", "breakfast", "carbohydrate_ratio"};
const std::vector<std::string> variables{"sensor", "Qsto1", "Isc1"};

std::vector<double> values_with(const Simulator& simulator, const std::string& parameter, double value) {
    Individual individual;
    individual.parameters = {{parameter, value}};
    Person person = simulator.create(individual, {});
    const Trajectory seen = simulator.follow(person, {}, times);
    EXPECT_FALSE(seen.failure) << seen.failure->reason;
    return seen.values;
}

std::pair<double, double> extremes_of_sensor(const Simulator& simulator) {
    std::vector<double> minutes;
    for (double minute = 0.0; minute <= times.back(); minute += 5.0) minutes.push_back(minute);
    Person person = simulator.create({}, {});
    const Trajectory seen = simulator.follow(person, {}, minutes);
    double lowest = seen.values[0], highest = lowest;
    for (std::size_t row = 0; row < minutes.size(); ++row) {
        const double sensor = seen.values[row * variables.size() + simulator.variable_index("sensor")];
        lowest = std::min(lowest, sensor);
        highest = std::max(highest, sensor);
    }
    return {lowest, highest};
}

TEST(GlucoseSensitivity, IsWhatDifferencesOfAnotherMethodsRunsSay) {
    Equations equations = derive_equations(read_sbml(EUTHYMIA_ROOT "/test/models/glucose.xml"));
    std::ranges::find(equations.constants, "breakfast", &Constant::id)->value *= 2.5; // so that all thresholds are met
    const Simulator simulator(equations, {}, {}, variables, {.rtol = 1e-9, .atol = 1e-9}, {}, directions);
    const Simulator other(equations, {}, {}, variables, {.rtol = 1e-10, .atol = 1e-10, .method = Method::rodas4});
    Person person = simulator.create({}, {});
    const Trajectory seen = simulator.follow(person, {}, times);
    ASSERT_FALSE(seen.failure) << seen.failure->reason;
    const auto [lowest, highest] = extremes_of_sensor(other);
    EXPECT_LT(lowest, 80.0);   // the pump stops
    EXPECT_GT(highest, 180.0); // a correction is given
    for (std::size_t d = 0; d < directions.size(); ++d) {
        const double usual = simulator.parameter(simulator.create({}, {}), directions[d]), h = 1e-4 * usual;
        const auto at = [&](double n) { return values_with(other, directions[d], usual + n * h); };
        const auto a = at(1.0), b = at(-1.0), c = at(2.0), e = at(-2.0);
        for (std::size_t k = 0; k < a.size(); ++k) {
            const double slope = (8.0 * (a[k] - b[k]) - (c[k] - e[k])) / 12.0 / 1e-4; // p dy/dp
            const double size = 1.0 + std::abs(seen.values[k]) + std::abs(slope);
            EXPECT_NEAR(usual * seen.derivatives[k * directions.size() + d], slope, 1e-4 * size)
                << variables[k % 3] << " by " << directions[d] << " at " << times[k / 3];
        }
    }
}

} // namespace
} // namespace euthymia
