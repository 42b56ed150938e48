// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>

#include "company.hpp"
#include "euthymia/compile/jit.hpp"
#include "euthymia/sbml/read.hpp"

namespace euthymia {
namespace {

Equations read_model(const std::string& path) {
    return derive_equations(read_sbml(std::filesystem::path(EUTHYMIA_ROOT) / path));
}

/// The first quantities of a model, to observe and to find the zeros of.
CompileOptions some_quantities(const Equations& equations) {
    CompileOptions options;
    for (const auto& [name, expression] : equations.quantities) {
        if (options.observables.size() < 50) options.observables.push_back(name);
    }
    options.roots = options.observables;
    return options;
}

/// Each value against itself; where sums cancel, the tolerance leaves room for the digits they lose.
void expect_near(const std::vector<double>& found, const std::vector<double>& truth, double tolerance) {
    ASSERT_EQ(found.size(), truth.size());
    for (std::size_t k = 0; k < truth.size(); ++k) {
        if (std::isnan(truth[k]) && std::isnan(found[k])) continue;
        EXPECT_LE(std::abs(found[k] - truth[k]), tolerance * std::abs(truth[k]) + 1e-300) << "value " << k;
    }
}

class AnyModel : public testing::TestWithParam<const char*> {};

TEST_P(AnyModel, GivesOnePersonWhatTheInterpreterGives) {
    const Equations equations = read_model(GetParam());
    const CompileOptions options = some_quantities(equations);
    const auto compiled = jit_compile(equations, options);
    const auto oracle = interpret(equations, options);
    std::mt19937 random(1);
    for (int k = 0; k < 5; ++k) {
        const Moment moment = near_the_start(*oracle, random);
        const Evaluation found = evaluate(*compiled, moment), truth = evaluate(*oracle, moment);
        expect_near(found.initial, truth.initial, 1e-14);
        expect_near(found.rates, truth.rates, 1e-10);
        expect_near(found.jacobian, truth.jacobian, 1e-11);
        expect_near(found.observables, truth.observables, 1e-10);
    }
}

TEST_P(AnyModel, GivesLanesWhatTheInterpreterGives) {
    const Equations equations = read_model(GetParam());
    const CompileOptions options = some_quantities(equations);
    const auto oracle = interpret(equations, options);
    Company company(jit_compile(equations, options)->lane_evaluator(), options.roots.size());
    Company told(oracle->lane_evaluator(), options.roots.size());
    std::mt19937 random(2);
    for (int lane = 0; lane < company.n_lane(); ++lane) {
        const Moment moment = near_the_start(*oracle, random);
        company.place(lane, moment);
        told.place(lane, moment);
    }
    const std::vector<Answer> found = company.answers(10.0), truth = told.answers(10.0);
    for (std::size_t lane = 0; lane < found.size(); ++lane) {
        expect_near(found[lane].rates, truth[lane].rates, 1e-10);
        expect_near(found[lane].dydt, truth[lane].dydt, 1e-10);
        expect_near(found[lane].dfdt, truth[lane].dfdt, 1e-10);
        expect_near(found[lane].roots, truth[lane].roots, 1e-10);
        expect_near(found[lane].solution, truth[lane].solution, 1e-10);
        EXPECT_NEAR(found[lane].growth, truth[lane].growth, 1e-12 * truth[lane].growth);
    }
}

TEST_P(AnyModel, GivesALaneTheSameBitsInVectorsOfAnyWidth) {
    const Equations equations = read_model(GetParam());
    const CompileOptions options = some_quantities(equations);
    const auto oracle = interpret(equations, options);
    std::mt19937 random(3);
    const Moment someone = near_the_start(*oracle, random);
    std::vector<Answer> found;
    const auto compile_for = [&](int n_lane, JitOptions::Effort effort) {
        auto model = jit_compile(equations, options, {.n_lane = n_lane, .effort = effort});
        Company company(model->lane_evaluator(), options.roots.size());
        for (int lane = 0; lane < n_lane; ++lane) company.place(lane, near_the_start(*oracle, random));
        company.place(n_lane / 2, someone);
        found.push_back(company.answers(10.0)[static_cast<std::size_t>(n_lane / 2)]);
        return model;
    };
    const auto narrow = compile_for(2, JitOptions::Effort::quick);
    EXPECT_EQ(evaluate(*narrow, someone).rates, found.front().rates);
    for (int n_lane = 4; n_lane <= vector_unit().n_lane; n_lane *= 2) compile_for(n_lane, JitOptions::Effort::quick);
    compile_for(vector_unit().n_lane, JitOptions::Effort::thorough);
    for (const Answer& answer : found) EXPECT_EQ(answer, found.front());
}

INSTANTIATE_TEST_SUITE_P(Jit, AnyModel,
                         testing::Values("biology/depression.xml", "test/models/best2009.xml", "test/models/cbm4.xml",
                                         "test/models/glucose.xml"));

} // namespace
} // namespace euthymia
