// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <optional>
#include <random>

#include <gtest/gtest.h>

#include "compile/jit_evaluators.hpp"
#include "euthymia/base/aligned_vector.hpp"
#include "euthymia/expression/functions.hpp"
#include "remarkable_numbers.hpp"
#include "ulps.hpp"

namespace euthymia {
namespace {

constexpr std::size_t n_function = static_cast<std::size_t>(Function::select) + 1;

/// Which arguments are numbers that the compiler knows.
using Known = std::array<std::optional<double>, 3>;
using Triple = std::array<double, 3>;

constexpr std::array states{"x", "y", "z"};

/// Quantities that are each a function of the three states, or of what is known in their place.
Equations every_function(const Known& known) {
    Equations equations;
    for (const char* state : states) equations.states.push_back({state, 0.0, 0.0});
    for (std::size_t k = 0; k < n_function; ++k) {
        const auto function = static_cast<Function>(k);
        std::vector<Expression> arguments;
        for (std::size_t n = 0; n < traits_of(function).arity; ++n) {
            arguments.push_back(known[n] ? Expression(*known[n]) : Expression::symbol(states[n]));
        }
        equations.quantities.emplace(std::to_string(k), Expression::apply(function, arguments));
    }
    return equations;
}

/// Every function, for lanes and for one person.
CompileOptions every_quantity() {
    CompileOptions options;
    for (std::size_t k = 0; k < n_function; ++k) options.observables.push_back(std::to_string(k));
    options.roots = options.observables;
    return options;
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

/// Functions compiled for lanes, or for one person.
class Compiled {
  public:
    Compiled(const Machine& machine, int n_lane, const Known& known)
        : width_(static_cast<std::size_t>(n_lane)) {
        auto programs = std::make_shared<const Programs>(write_programs(every_function(known), every_quantity()));
        const auto parts = std::make_shared<const JitParts>(programs, machine, JitOptions{.n_lane = n_lane});
        if (n_lane > 1) lanes_ = make_jit_lane_evaluator(parts);
        if (n_lane == 1) one_ = make_jit_evaluator(parts);
    }

    /// Every function at all arguments; shape `n_argument x n_function`.
    std::vector<double> operator()(const std::vector<Triple>& all) {
        AlignedVector<double> t(width_), y(states.size() * width_), found(n_function * width_);
        std::vector<double> values(all.size() * n_function);
        for (std::size_t start = 0; start < all.size(); start += width_) {
            for (std::size_t l = 0; l < width_; ++l) {
                for (std::size_t k = 0; k < states.size(); ++k) y[k * width_ + l] = all[start + l][k];
            }
            lanes_ ? lanes_->roots(t.data(), y.data(), found.data()) : one_->observe(0.0, y, found);
            for (std::size_t l = 0; l < width_; ++l) {
                for (std::size_t k = 0; k < n_function; ++k) {
                    values[(start + l) * n_function + k] = found[k * width_ + l];
                }
            }
        }
        return values;
    }

  private:
    std::size_t width_;
    std::unique_ptr<LaneEvaluator> lanes_;
    std::unique_ptr<Evaluator> one_;
};

/// Units in the last place: the bound of SLEEF, and 1 for the C library. Whatever is a few instructions, each rounded
/// right, or calls what the table calls, is the same to the last bit.
double tolerance(Function function) {
    switch (function) {
    case Function::tanh:
        return 4.5;
    case Function::power:
    case Function::exp:
    case Function::ln:
    case Function::log10:
    case Function::sin:
    case Function::cos:
    case Function::tan:
    case Function::asin:
    case Function::acos:
    case Function::atan:
    case Function::sinh:
    case Function::cosh:
    case Function::atanh:
        return 2.0;
    default:
        return 0.0;
    }
}

/// Checks values against the table of functions.
void expect_table(const std::vector<double>& values, const std::vector<Triple>& all, const Known& known) {
    for (std::size_t n = 0; n < all.size(); ++n) {
        for (std::size_t k = 0; k < n_function; ++k) {
            const FunctionTraits& traits = traits_of(static_cast<Function>(k));
            const double a = known[0].value_or(all[n][0]), b = known[1].value_or(all[n][1]);
            const double truth = traits.evaluate(a, b, known[2].value_or(all[n][2]));
            const double value = values[n * n_function + k];
            ASSERT_LE(ulps_apart(value, truth), tolerance(traits.function))
                << traits.name << " of " << a << ", " << b << " is " << truth << ", compiled " << value;
        }
    }
}

TEST(JitFunction, GivesWholeDecimalLogarithmsOfPowersOfTen) {
    std::vector<Triple> powers;
    for (int k = -304; k < 304; ++k) powers.push_back({std::stod("1e" + std::to_string(k)), 1.0, 1.0});
    const Machine machine = this_machine();
    for (const Machine& target : {machine, without_extensions(machine)}) {
        for (int n_lane = 1; n_lane <= target.n_lane; n_lane *= 2) {
            const std::vector<double> values = Compiled(target, n_lane, {})(powers);
            for (std::size_t n = 0; n < powers.size(); ++n) {
                const double found = values[n * n_function + static_cast<std::size_t>(Function::log10)];
                ASSERT_EQ(found, static_cast<int>(n) - 304) << n_lane;
            }
        }
    }
}

TEST(JitFunction, EqualsTheTableAtAnyArguments) {
    const std::vector<Triple> all = arguments();
    const Machine machine = this_machine();
    expect_table(Compiled(machine, machine.n_lane, {})(all), all, {});
}

TEST(JitFunction, EqualsTheTableWhereANumberIsKnown) {
    const std::vector<Triple> all = arguments();
    const Machine machine = this_machine();
    for (const double number : {0.0, -0.0, 2.7, -0.3, 4.0}) {
        for (std::size_t n = 0; n < 3; ++n) {
            Known known;
            known[n] = number;
            expect_table(Compiled(machine, machine.n_lane, known)(all), all, known);
        }
    }
}

TEST(JitFunction, EqualsTheTableOnAnOldMachine) {
    const std::vector<Triple> all = arguments();
    expect_table(Compiled(without_extensions(this_machine()), 2, {})(all), all, {});
}

TEST(JitFunction, GivesTheSameBitsForVectorsOfAnyWidth) {
    const std::vector<Triple> all = arguments();
    const Machine machine = this_machine();
    const auto bits = [&](int n_lane) {
        std::vector<std::uint64_t> found;
        for (const double value : Compiled(machine, n_lane, {})(all)) {
            found.push_back(std::isnan(value) ? 0 : std::bit_cast<std::uint64_t>(value));
        }
        return found;
    };
    const auto narrow = bits(1);
    for (int n_lane = 2; n_lane <= machine.n_lane; n_lane *= 2) EXPECT_TRUE(bits(n_lane) == narrow) << n_lane;
}

} // namespace
} // namespace euthymia
