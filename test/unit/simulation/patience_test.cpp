// SPDX-License-Identifier: Apache-2.0
// When code is made has no part in what comes out.
#include <filesystem>

#include <gtest/gtest.h>

#include "euthymia/model/equations.hpp"
#include "euthymia/sbml/read.hpp"
#include "euthymia/simulation/simulator.hpp"
#include "unit/io/workspace.hpp"

namespace euthymia {
namespace {

/// A model, what is recorded of it, and by what that is differentiated.
struct Case {
    const char* model;
    double t_end;
    std::vector<std::string> variables, directions;
};

const std::vector<Case>& cases() {
    static const std::vector<Case> cases{
        {"biology/depression.xml", 100.0, {"symptoms__hamd17", "symptoms__hama"}, {}},
        {"test/models/best2009.xml", 20.0, {}, {}},
        {"test/models/glucose.xml", 1500.0, {"sensor", "Qsto1"}, {}}, // with events
        {"test/models/glucose.xml", 700.0, {"sensor", "Qsto1"}, {"weight", "breakfast"}}};
    return cases;
}

struct Course {
    std::vector<double> values, derivatives;

    bool operator==(const Course&) const = default;
};

class PatienceOf : public testing::TestWithParam<std::size_t> {
  protected:
    [[nodiscard]] Course course(const JitOptions& jit) const {
        const Case& wanted = cases()[GetParam()];
        const Equations equations = derive_equations(read_sbml(std::filesystem::path(EUTHYMIA_ROOT) / wanted.model));
        std::vector<std::string> variables = wanted.variables;
        if (variables.empty()) {
            for (const State& state : equations.states) variables.push_back(state.id);
        }
        const Simulator simulator(equations, {}, {}, variables, {}, jit, wanted.directions);
        Person person = simulator.create({}, {});
        const Trajectory seen =
            simulator.follow(person, {}, {0.0, 0.1 * wanted.t_end, 0.5 * wanted.t_end, wanted.t_end});
        EXPECT_FALSE(seen.failure);
        return {seen.values, seen.derivatives};
    }

    test::Workspace workspace_;
};

TEST_P(PatienceOf, AndCacheChangeNoBit) {
    const std::filesystem::path cache = workspace_.directory() / "cache";
    const Course truth = course({});
    EXPECT_GT(truth.values.size(), 3U);
    EXPECT_EQ(truth.derivatives.empty(), cases()[GetParam()].directions.empty());
    for (const int patience : {3, 50, 1'000'000}) EXPECT_TRUE(course({.patience = patience}) == truth) << patience;
    EXPECT_TRUE(course({.patience = 3, .cache = cache}) == truth);
    EXPECT_FALSE(std::filesystem::is_empty(cache));
    EXPECT_TRUE(course({.patience = 3, .cache = cache}) == truth);
    EXPECT_TRUE(course({.cache = cache}) == truth);
}

INSTANTIATE_TEST_SUITE_P(Simulation, PatienceOf, testing::Range(std::size_t{0}, cases().size()));

} // namespace
} // namespace euthymia
