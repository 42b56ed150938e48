// SPDX-License-Identifier: Apache-2.0
// The tools of the benchmarks themselves.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "baseline.hpp"
#include "case.hpp"
#include "curve.hpp"
#include "deviation.hpp"
#include "match.hpp"
#include "native_model.hpp"
#include "results.hpp"
#include "sample.hpp"

namespace euthymia::benchmark {
namespace {

Point point(double rtol, double error, double seconds) {
    return {.tolerance = {.rtol = rtol, .atol = rtol}, .error = error, .seconds = seconds};
}

TEST(Range, IsTheMiddleAndTheEnds) {
    const Range odd = range_of({3.0, 1.0, 2.0}), even = range_of({4.0, 1.0, 2.0, 3.0});
    EXPECT_EQ(odd.median, 2.0);
    EXPECT_EQ(odd.least, 1.0);
    EXPECT_EQ(odd.most, 3.0);
    EXPECT_EQ(even.median, 2.5);
    EXPECT_TRUE(std::isnan(range_of({}).median));
}

TEST(Bracket, IsTheFirstPairOfNeighboursAroundTheError) {
    const std::vector points{point(1e-2, 1e-3, 1.0), point(1e-3, 1e-5, 2.0), point(1e-4, 2e-5, 3.0)};
    ASSERT_TRUE(bracket(points, 1e-4).has_value());
    EXPECT_EQ(bracket(points, 1e-4)->loose.error, 1e-3);
    EXPECT_EQ(bracket(points, 1e-4)->tight.error, 1e-5);
    EXPECT_TRUE(bracket(points, 1e-2)->is_point());
    EXPECT_FALSE(bracket(points, 1e-7).has_value());
}

// time = error^-1/2 is a straight line in logarithms, so interpolation is exact on it.
TEST(Bracket, ReadsTimeOffAStraightLineInLogarithms) {
    const Bracket found{point(1e-2, 1e-2, 10.0), point(1e-6, 1e-6, 1000.0)};
    EXPECT_NEAR(seconds_at(found, 1e-4), 100.0, 1e-10);
}

TEST(Bracket, IsNeverLeft) {
    const Bracket found{point(1e-2, 1e-3, 10.0), point(1e-6, 1e-4, 1000.0)};
    EXPECT_EQ(seconds_at(found, 1e-9), 1000.0);
    EXPECT_EQ(seconds_at(found, 1.0), 10.0);
}

TEST(Narrow, BracketsTheErrorWhereverTheSearchBegins) {
    const auto attempt = [](double rtol) { return point(rtol, 30.0 * std::pow(rtol, 0.8), std::pow(rtol, -0.2)); };
    for (const double start : {1e-2, 1e-6, 1e-12}) {
        const auto found = narrow(attempt, start, 2e-6);
        ASSERT_TRUE(found.has_value()) << start;
        EXPECT_GT(found->loose.error, 2e-6);
        EXPECT_LE(found->tight.error, 2e-6);
        EXPECT_LE(found->loose.error, 1.5 * found->tight.error);
        EXPECT_NEAR(seconds_at(*found, 2e-6), std::pow(2e-6 / 30.0, -0.25), 1e-9);
    }
}

// Errors may jump, as where an event is met or missed, and need not fall with every step.
TEST(Narrow, ClosesAJumpByTheTolerance) {
    const auto attempt = [](double rtol) { return point(rtol, rtol > 3e-7 ? 1e-3 : 1e-8, 1.0); };
    const auto found = narrow(attempt, 1e-5, 2e-6);
    ASSERT_TRUE(found.has_value());
    EXPECT_GT(found->loose.tolerance.rtol, 3e-7);
    EXPECT_LE(found->tight.tolerance.rtol, 3e-7);
    EXPECT_LE(found->loose.tolerance.rtol, 1.02 * found->tight.tolerance.rtol);
}

TEST(Narrow, NeitherExtrapolatesNorUsesAFailure) {
    const auto never = [](double rtol) { return point(rtol, 1e-3, 1.0); };
    EXPECT_FALSE(narrow(never, 1e-5, 2e-6).has_value());
    const auto always = [](double rtol) { return point(rtol, 1e-8, 1.0 / rtol); };
    ASSERT_TRUE(narrow(always, 1e-5, 2e-6).has_value());
    EXPECT_TRUE(narrow(always, 1e-5, 2e-6)->is_point());
    EXPECT_EQ(narrow(always, 1e-5, 2e-6)->tight.tolerance.rtol, 1e-2);
    const auto fails = [](double rtol) { return point(rtol, rtol > 1e-6 ? INFINITY : 1e-7, 2.0); };
    ASSERT_TRUE(narrow(fails, 1e-5, 2e-6).has_value());
    EXPECT_TRUE(narrow(fails, 1e-5, 2e-6)->is_point());
    EXPECT_EQ(seconds_at(*narrow(fails, 1e-5, 2e-6), 2e-6), 2.0);
}

/// Error 0.1 rtol for the first 10 patients, rtol for the others: what a scan of the first ones says is not so.
class Uneven final : public Contestant {
  public:
    [[nodiscard]] std::string name() const override { return "uneven"; }
    [[nodiscard]] Run run(int n_patient, Tolerance tolerance) override {
        Run run{.values = std::vector(static_cast<std::size_t>(n_patient), 1.0 + tolerance.rtol)};
        for (int k = 0; k < std::min(n_patient, 10); ++k) run.values[k] = 1.0 + 0.1 * tolerance.rtol;
        run.seconds = run.wall = n_patient / tolerance.rtol;
        return run;
    }
};

TEST(Match, BracketsOnThePopulationThatIsTimed) {
    const int n = 1000;
    const Yardstick yardstick{.n_time = 1, .floor = {0.0}};
    const std::vector<double> reference(n, 1.0);
    std::vector<std::unique_ptr<Contestant>> contestants;
    contestants.push_back(std::make_unique<Uneven>());
    const Match match = play([&](const auto& values) { return measure(yardstick, reference, values); }, n, contestants,
                             {1e-6}, {.n_scan = 10, .n_repeat = 2}, [](const std::string&) {});
    ASSERT_EQ(match.scores.size(), 1);
    ASSERT_EQ(match.scores.front().runs.size(), 2);
    const Bracket& found = match.scores.front().runs.front();
    EXPECT_GT(found.loose.error, 1e-6);
    EXPECT_LE(found.tight.error, 1e-6);
    EXPECT_LE(found.loose.error, 1.5 * found.tight.error);
    // rms = rtol sqrt(0.99 + 0.01 0.1^2), seconds a patient = 1 / rtol
    EXPECT_NEAR(seconds_of(match.scores.front()).front(), 1e6 * std::sqrt(0.9901), 1.0);
}

std::set<std::string> keys_of(const nlohmann::json& tree) {
    std::set<std::string> keys;
    for (const auto& [key, value] : tree.items()) {
        if (tree.is_object()) keys.insert(key);
        if (value.is_structured()) keys.merge(keys_of(value));
    }
    return keys;
}

TEST(Results, AreDescribedFieldByFieldInTheReadme) {
    std::ifstream stream(EUTHYMIA_ROOT "/benchmark/README.md");
    std::stringstream readme;
    readme << stream.rdbuf();
    const Bracket run{point(1e-5, 1e-5, 1.0), point(1e-6, 1e-6, 2.0)};
    Match match;
    match.scans = {{"one", {run.loose}}};
    match.scores = {{.contestant = "one", .error = 2e-6, .runs = {run}, .wall_share = {1.0}}};
    nlohmann::json written = to_json(Case{}, match, 0.0);
    written["scan"] = written["scan"]["one"];
    for (const std::string& key : keys_of(written)) {
        EXPECT_NE(readme.str().find("| `" + key + "`"), std::string::npos) << key;
    }
    EXPECT_EQ(written["scores"][0]["ratio"], 1.0);
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
