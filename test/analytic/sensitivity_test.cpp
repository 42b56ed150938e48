// SPDX-License-Identifier: Apache-2.0
// Forward sensitivities of whole models against differences of neighbours.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "euthymia/sbml/read.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia::analytic {
namespace {

constexpr Accuracy exact{.rtol = 1e-11, .atol = 1e-11};

/// What is recorded if one parameter is `factor` times what it is.
std::vector<double> neighbour(const Simulator& simulator, const std::string& parameter, double factor) {
    const Layout& layout = simulator.model().layout();
    Individual individual;
    for (std::size_t k = 0; k < layout.parameters.size(); ++k) {
        if (layout.parameters[k] == parameter) individual.parameters[parameter] = factor * layout.defaults[k];
    }
    EXPECT_EQ(individual.parameters.size(), 1U) << parameter;
    Person person = simulator.create(individual, {});
    return simulator.follow(person, {}, {24.0, 100.0}).values;
}

void expect_derivatives(const std::string& file, const std::vector<std::string>& parameters,
                        const std::vector<std::string>& variables) {
    const Equations equations = derive_equations(read_sbml(std::string(EUTHYMIA_ROOT "/") + file));
    const Simulator simulator(equations, {}, {}, variables, exact, {}, parameters);
    Person person = simulator.create({}, {});
    const Trajectory seen = simulator.follow(person, {}, {24.0, 100.0});
    ASSERT_FALSE(seen.failure) << seen.failure->reason;
    constexpr double step = 1e-4;
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        const std::vector<double> more = neighbour(simulator, parameters[k], 1.0 + step);
        const std::vector<double> less = neighbour(simulator, parameters[k], 1.0 - step);
        const double value = simulator.parameter(person, parameters[k]);
        for (std::size_t i = 0; i < more.size(); ++i) {
            const double found = seen.derivatives[i * parameters.size() + k] * value;
            const double difference = (more[i] - less[i]) / (2.0 * step);
            EXPECT_NEAR(found, difference, 1e-6 * std::abs(difference) + 1e-7 * std::abs(seen.values[i]))
                << parameters[k] << ", " << variables[i % variables.size()];
        }
    }
}

TEST(Sensitivity, OfDopamineIsThatOfNeighbours) {
    const Equations equations = derive_equations(read_sbml(EUTHYMIA_ROOT "/test/models/best2009.xml"));
    std::vector<std::string> parameters, variables;
    for (const Constant& constant : equations.constants) {
        if (constant.value != 0.0 && std::isfinite(constant.value) && parameters.size() < 12)
            parameters.push_back(constant.id);
    }
    for (const auto& [id, value] : equations.quantities) {
        if (variables.size() < 20) variables.push_back(id);
    }
    expect_derivatives("test/models/best2009.xml", parameters, variables);
}

TEST(Sensitivity, OfDepressionIsThatOfNeighbours) {
    expect_derivatives("biology/depression.xml",
                       {"neuroendocrine__cortisol_rate", "neurotransmitter__autoreceptor_gain", "neuroimmune__crp_rest",
                        "symptoms__connectivity", "structure__neuropil_rate"},
                       {"symptoms__hamd17", "neuroendocrine__cortisol", "neurotransmitter__serotonin_ext",
                        "neurotrophic__bdnf_serum", "neuroimmune__crp", "structure__hippocampal_volume"});
}

} // namespace
} // namespace euthymia::analytic
