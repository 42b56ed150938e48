// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <random>

#include <gtest/gtest.h>

#include "compile/jit_evaluators.hpp"
#include "euthymia/base/aligned_vector.hpp"
#include "euthymia/expression/functions.hpp"
#include "ulps.hpp"

namespace euthymia {
namespace {

constexpr int n_function = static_cast<int>(Function::select) + 1;

std::string argument(int k) {
    return "x" + std::to_string(k);
}

/// The rate of state k is the k-th function of the first three states.
Equations every_function() {
    Equations equations;
    for (int k = 0; k < n_function; ++k) {
        const auto function = static_cast<Function>(k);
        std::vector<Expression> arguments;
        for (std::size_t n = 0; n < traits_of(function).arity; ++n) {
            arguments.push_back(Expression::symbol(argument(static_cast<int>(n))));
        }
        equations.states.push_back({argument(k), 0.0, Expression::apply(function, arguments)});
    }
    return equations;
}

using Triple = std::array<double, 3>;

std::vector<double> remarkable_numbers() {
    const double infinity = std::numeric_limits<double>::infinity();
    return {0.0,       -0.0,  1.0,  -1.0,   0.5,    -0.5,  2.0,   -2.0,        3.0,         -3.0,
            1e-3,      170.0, 25.0, 1e-310, 1e-200, 1e200, 1e308, -1e308,      1e17,        infinity,
            -infinity, 709.7, -745, 1e5,    0.75,   708.9, -20.5, 1.0 - 1e-16, 1.0 + 3e-16, std::nan("")};
}

/// Every pair of remarkable numbers, and random ones of all sizes.
std::vector<Triple> arguments() {
    std::vector<Triple> all;
    const std::vector<double> numbers = remarkable_numbers();
    for (const double a : numbers) {
        for (const double b : numbers) all.push_back({a, b, numbers[all.size() % numbers.size()]});
    }
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> small(-3.0, 3.0), large(-50.0, 50.0);
    for (int k = 0; k < 2000; ++k) {
        all.push_back({small(random), small(random), small(random)});
        all.push_back({large(random), small(random), large(random)});
        all.push_back({std::exp(large(random)), large(random) * 0.1, small(random)});
    }
    while (all.size() % 8 != 0) all.push_back(all.front());
    return all;
}

/// What compiled code gives for every function at all arguments; shape `n_argument x n_function`.
std::vector<double> compiled_values(const Machine& machine, int n_lane, const std::vector<Triple>& all) {
    auto programs = std::make_shared<const Programs>(write_programs(every_function(), {}));
    const auto parts = std::make_shared<const JitParts>(programs, machine, JitOptions{.n_lane = n_lane});
    const auto evaluator = make_jit_lane_evaluator(parts);
    const auto width = static_cast<std::size_t>(n_lane);
    AlignedVector<double> t(width), y(n_function * width), dydt(y.size());
    std::vector<double> values(all.size() * n_function);
    for (std::size_t start = 0; start < all.size(); start += width) {
        for (std::size_t l = 0; l < width; ++l) {
            for (std::size_t k = 0; k < 3; ++k) y[k * width + l] = all[start + l][k];
        }
        evaluator->rates(t.data(), y.data(), dydt.data());
        for (std::size_t l = 0; l < width; ++l) {
            for (std::size_t k = 0; k < n_function; ++k) values[(start + l) * n_function + k] = dydt[k * width + l];
        }
    }
    return values;
}

/// Checks values against the table of functions, SLEEF's bound of 1 ulp and the C library's own error allowed for.
void expect_table(const std::vector<double>& values, const std::vector<Triple>& all) {
    for (std::size_t n = 0; n < all.size(); ++n) {
        for (int k = 0; k < n_function; ++k) {
            const FunctionTraits& traits = traits_of(static_cast<Function>(k));
            const double truth = traits.evaluate(all[n][0], all[n][1], all[n][2]);
            const double value = values[n * n_function + static_cast<std::size_t>(k)];
            ASSERT_LE(ulps_apart(value, truth), 2.0) << traits.name << " of " << all[n][0] << ", " << all[n][1] << ", "
                                                     << all[n][2] << " is " << truth << ", compiled " << value;
        }
    }
}

TEST(JitFunction, EqualsTheTableAtAnyArguments) {
    const std::vector<Triple> all = arguments();
    const Machine machine = this_machine();
    expect_table(compiled_values(machine, machine.n_lane, all), all);
}

TEST(JitFunction, EqualsTheTableOnAnOldMachine) {
    const std::vector<Triple> all = arguments();
    expect_table(compiled_values(without_extensions(this_machine()), 2, all), all);
}

TEST(JitFunction, GivesTheSameBitsForVectorsOfAnyWidth) {
    const std::vector<Triple> all = arguments();
    const Machine machine = this_machine();
    const auto bits = [&](int n_lane) {
        std::vector<std::uint64_t> found;
        for (const double value : compiled_values(machine, n_lane, all)) {
            found.push_back(std::isnan(value) ? 0 : std::bit_cast<std::uint64_t>(value));
        }
        return found;
    };
    const auto narrow = bits(2);
    for (int n_lane = 4; n_lane <= machine.n_lane; n_lane *= 2) EXPECT_TRUE(bits(n_lane) == narrow) << n_lane;
}

} // namespace
} // namespace euthymia
