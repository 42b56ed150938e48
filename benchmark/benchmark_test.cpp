// SPDX-License-Identifier: Apache-2.0
// The tools of the benchmarks themselves.
#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>

#include "baseline.hpp"
#include "case.hpp"
#include "curve.hpp"
#include "deviation.hpp"
#include "native_model.hpp"

namespace euthymia::benchmark {
namespace {

Point point(double error, double seconds) {
    return {.tolerance = {}, .error = error, .seconds = seconds};
}

TEST(Front, HoldsWhatNoOtherPointBeatsInBoth) {
    const auto front = front_of({point(1e-3, 1.0), point(1e-4, 3.0), point(2e-4, 4.0), point(1e-6, 5.0)});
    ASSERT_EQ(front.size(), 3);
    EXPECT_EQ(front[1].error, 1e-4);
    EXPECT_EQ(front[2].error, 1e-6);
}

// time = error^-1/2 is a straight line in logarithms, so interpolation is exact on it.
TEST(Bracket, ReadsTimeOffAStraightLineInLogarithms) {
    const auto found = bracket(front_of({point(1e-2, 10.0), point(1e-6, 1000.0), point(1e-8, 10000.0)}), 1e-4);
    ASSERT_TRUE(found.has_value());
    EXPECT_NEAR(seconds_at(*found, 1e-4), 100.0, 1e-10);
    EXPECT_FALSE(bracket(front_of({point(1e-2, 10.0), point(1e-6, 1000.0)}), 1e-7).has_value());
}

// Two patients, one time, two states: one value of four is wrong by a tenth of its size.
TEST(Deviation, IsTheRmsOfErrorsRelativeToTheSizeOfEachState) {
    Case problem;
    problem.states = {"a", "b"};
    problem.times = {1.0};
    const std::vector<double> reference{1.0, 1000.0, 1.0, 1000.0};
    const Deviation deviation = measure(problem, reference, {1.0, 1100.0, 1.0, 1000.0});
    EXPECT_NEAR(deviation.rms, 0.1 / 1.001 / 2.0, 1e-12);
    EXPECT_NEAR(deviation.worst, 0.1 / 1.001 / std::sqrt(2.0), 1e-12);
    EXPECT_EQ(measure(problem, reference, {1.0, std::nan(""), 1.0, 1000.0}).n_failed, 1);
}

/// Column after column; patterns may differ in entries that are always 0.
std::vector<double> dense_jacobian(const CompiledModel& model, Evaluator& evaluator, std::span<const double> y) {
    const SparsityPattern& pattern = model.jacobian_pattern();
    std::vector<double> values(pattern.row.size()), dense(y.size() * y.size(), 0.0);
    evaluator.jacobian(3.7, y, values);
    for (std::size_t column = 0; column < y.size(); ++column) {
        for (int k = pattern.column_start[column]; k < pattern.column_start[column + 1]; ++k) {
            const auto place = static_cast<std::size_t>(k);
            dense[column * y.size() + static_cast<std::size_t>(pattern.row[place])] = values[place];
        }
    }
    return dense;
}

class EveryCase : public testing::TestWithParam<std::string> {};

// The code that the C compiler made is the interpreter's, to rounding.
TEST_P(EveryCase, MeansTheSameToTheBaselineAndToTheInterpreter) {
    const Case problem = read_case(EUTHYMIA_ROOT, GetParam(), 1);
    const CompileOptions options{.parameters = problem.settable(), .observables = problem.quantities, .roots = {}};
    const auto oracle = interpret(problem.equations, options);
    const auto native = compile_natively(problem.equations, options, std::filesystem::path(EUTHYMIA_BUILD) / "code");
    ASSERT_EQ(oracle->layout().parameters.size(), native->layout().parameters.size());

    std::vector<double> y(oracle->layout().states.size());
    const auto slow = oracle->evaluator(), fast = native->evaluator();
    slow->initial_state(y);
    for (double& value : y) value = 1.1 * value + 1e-3;
    const auto expect_same = [&](std::size_t n, const auto& of) {
        std::vector<double> a(n), b(n);
        of(*slow, a);
        of(*fast, b);
        for (std::size_t k = 0; k < n; ++k) EXPECT_NEAR(a[k], b[k], 1e-9 * std::max(1.0, std::abs(a[k]))) << k;
    };
    expect_same(y.size(), [&](Evaluator& one, std::span<double> out) { one.rates(3.7, y, out); });
    const auto a = dense_jacobian(*oracle, *slow, y), b = dense_jacobian(*native, *fast, y);
    for (std::size_t k = 0; k < a.size(); ++k) EXPECT_NEAR(a[k], b[k], 1e-9 * std::max(1.0, std::abs(a[k]))) << k;
    expect_same(problem.quantities.size(), [&](Evaluator& one, std::span<double> out) { one.observe(3.7, y, out); });
}

// What a looser run gives differs from a tighter one by what its tolerance allows, and by no event.
TEST_P(EveryCase, ConvergesAsTheToleranceFalls) {
    const Case problem = read_case(EUTHYMIA_ROOT, GetParam(), 4);
    Baseline baseline(problem, "CVODE-KLU", [&](const CompileOptions& wanted) {
        return compile_natively(problem.equations, wanted, std::filesystem::path(EUTHYMIA_BUILD) / "code");
    });
    const auto tight = baseline.run(4, {.rtol = 1e-9, .atol = 1e-12}).values;
    const auto loose = baseline.run(4, {.rtol = 1e-6, .atol = 1e-9}).values;
    const Deviation deviation = measure(problem, tight, loose);
    EXPECT_EQ(deviation.n_failed, 0);
    EXPECT_LT(deviation.rms, 3e-5);
    EXPECT_GT(deviation.rms, 1e-9);
}

INSTANTIATE_TEST_SUITE_P(Cases, EveryCase, testing::Values("depression", "best2009", "glucose", "cbm4"),
                         [](const auto& name) { return name.param; });

} // namespace
} // namespace euthymia::benchmark
