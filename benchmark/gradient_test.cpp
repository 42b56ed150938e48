// SPDX-License-Identifier: Apache-2.0
// The baseline of gradients, against differences of solutions.
#include <algorithm>
#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>

#include "baseline.hpp"
#include "euthymia/base/error.hpp"
#include "gradient_baseline.hpp"
#include "native_model.hpp"

namespace euthymia::benchmark {
namespace {

constexpr Tolerance tight{.rtol = 1e-11, .atol = 1e-13};
constexpr int n_patient = 1;

std::filesystem::path code() {
    return std::filesystem::path(EUTHYMIA_BUILD) / "code";
}

std::vector<double> states_of(const Case& problem, const std::vector<double>& scale) {
    Baseline baseline(problem, "CVODE-KLU", [&](const CompileOptions& wanted) {
        return compile_natively(problem.equations, wanted, code());
    });
    baseline.set_scale(scale);
    return baseline.run(n_patient, tight).values;
}

std::vector<double> scale_for(const Case& problem) {
    return scale_of(problem, states_of(problem, std::vector(problem.states.size(), 1.0)));
}

/// The same case with one parameter of every patient multiplied.
Case multiplied(Case problem, const std::string& parameter, double factor) {
    std::ranges::find(problem.equations.constants, parameter, &Constant::id)->value *= factor;
    const auto place = std::ranges::find(problem.varied, parameter) - problem.varied.begin();
    for (auto& patient : problem.population) {
        if (place < std::ssize(problem.varied)) patient[static_cast<std::size_t>(place)] *= factor;
    }
    return problem;
}

/// p dy/dp from four solutions, wrong by h^4 and by the solver's error over h:
/// (8 (y(1 + h) - y(1 - h)) - (y(1 + 2h) - y(1 - 2h))) / 12h, where y(f) belongs to f p.
std::vector<double> difference(const Case& problem, const std::string& parameter, const std::vector<double>& scale) {
    constexpr double h = 3e-4;
    const auto at = [&](double factor) { return states_of(multiplied(problem, parameter, factor), scale); };
    std::vector<double> slope(n_patient * problem.times.size() * problem.states.size(), 0.0);
    for (const auto& [step, weight] : {std::pair{h, 8.0}, {-h, -8.0}, {2.0 * h, -1.0}, {-2.0 * h, 1.0}}) {
        const std::vector<double> y = at(1.0 + step);
        for (std::size_t v = 0; v < y.size(); ++v) slope[v] += weight * y[v] / (12.0 * h);
    }
    return slope;
}

class EveryGradient : public testing::TestWithParam<std::string> {};

TEST_P(EveryGradient, IsWhatDifferencesOfSolutionsSay) {
    const Case problem = read_case(EUTHYMIA_ROOT, GetParam(), n_patient);
    const auto scale = scale_for(problem);
    std::vector<std::string> parameters;
    for (const std::string& id : gradient_parameters(problem, 30)) {
        if (std::ranges::count(problem.varied, id) == 0 || parameters.size() < 5) parameters.push_back(id);
    }
    parameters.resize(std::min<std::size_t>(parameters.size(), 7));
    GradientBaseline gradient(problem, "CVODES-KLU", parameters, scale, {}, code());
    const std::vector<double> values = gradient.run(n_patient, tight).values;
    const std::size_t n_state = problem.states.size(), n_block = (1 + parameters.size()) * n_state;
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        const auto slope = difference(problem, parameters[k], scale);
        double worst = 0.0;
        for (std::size_t v = 0; v < slope.size(); ++v) {
            const double exact = values[v / n_state * n_block + (1 + k) * n_state + v % n_state];
            worst = std::max(worst, std::abs(slope[v] - exact) / (scale[v % n_state] + std::abs(exact)));
        }
        EXPECT_LT(worst, 1e-4) << parameters[k];
    }
}

// Both correctors solve the same equations, whether or not steps follow the sensitivities' errors.
TEST_P(EveryGradient, IsTheSameByEveryWayOfSolving) {
    const Case problem = read_case(EUTHYMIA_ROOT, GetParam(), n_patient);
    const auto scale = scale_for(problem);
    const auto parameters = gradient_parameters(problem, 5);
    const Yardstick yardstick = gradient_yardstick(problem, parameters.size(), scale);
    GradientBaseline first(problem, "first", parameters, scale, {}, code());
    const auto reference = first.run(n_patient, tight).values;
    for (const SensitivityOptions& options :
         {SensitivityOptions{true, true}, SensitivityOptions{false, false}, SensitivityOptions{true, false}}) {
        GradientBaseline other(problem, "other", parameters, scale, options, code());
        const Deviation deviation = measure(yardstick, reference, other.run(n_patient, tight).values);
        EXPECT_EQ(deviation.n_failed, 0);
        EXPECT_LT(deviation.rms, 1e-5) << options.is_staggered << options.has_error_control;
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, EveryGradient, testing::Values("depression", "best2009", "cbm4"),
                         [](const auto& name) { return name.param; });

TEST(GradientBaseline, RefusesWhatItCannotDifferentiate) {
    const Case glucose = read_case(EUTHYMIA_ROOT, "glucose", 1), best = read_case(EUTHYMIA_ROOT, "best2009", 1);
    const std::vector scale(glucose.states.size(), 1.0);
    EXPECT_THROW(GradientBaseline(glucose, "", {"weight"}, scale, {}, code()), UnsupportedError);
    EXPECT_THROW(GradientBaseline(best, "", {"fire"}, scale, {}, code()), InputError);
    EXPECT_THROW(GradientBaseline(best, "", {"v_tg"}, scale, {}, code()), InputError);
}

TEST(GradientParameters, ActOnTheStatesAndBelongToNoSchedule) {
    const Case problem = read_case(EUTHYMIA_ROOT, "depression", 1);
    const auto chosen = gradient_parameters(problem, 30);
    EXPECT_EQ(chosen.size(), 30);
    for (const std::string& id : chosen) EXPECT_FALSE(std::ranges::count(problem.inputs, id)) << id;
}

} // namespace
} // namespace euthymia::benchmark
