// SPDX-License-Identifier: Apache-2.0
#include "compile/tape.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "ulps.hpp"

namespace euthymia {
namespace {

/// x^exponent as a tape, whatever the expression makes of it.
struct Power {
    explicit Power(double exponent)
        : x(writer.place_symbol("x", Stage::moment))
        , result(writer.write(pow(Expression::symbol("x"), exponent), tape)) {}

    [[nodiscard]] bool has_power() const {
        return std::any_of(tape.begin(), tape.end(),
                           [](const Instruction& i) { return i.function == Function::power; });
    }

    [[nodiscard]] double at(double value) const {
        std::vector<double> registers = writer.initial();
        registers[x] = value;
        execute(tape, registers.data());
        return registers[result];
    }

    Tape tape;
    TapeWriter writer;
    std::uint32_t x, result;
};

TEST(Tape, MakesWholePowersOfProducts) {
    for (const int n : {2, 3, 5, 6, 7, 8, 10, 12, 15, 31, 60, 64, -1, -2, -5, -8, -60}) {
        const Power power(n);
        EXPECT_FALSE(power.has_power()) << n;
        EXPECT_LE(power.tape.size(), 12U) << n;
        for (const double x : {0.3, 0.999, 1.7, -1.1, 12.5, -0.04}) {
            EXPECT_LE(ulps_apart(power.at(x), std::pow(x, n)), 1.0 + std::abs(n) / 2.0) << x << "^" << n;
        }
    }
}

TEST(Tape, MakesQuartersOfSquareRoots) {
    for (const double exponent : {0.25, 0.5, 0.75, 1.25, 1.5, 1.75, 2.5, 7.25, -0.25, -0.5, -1.5, -3.75}) {
        const Power power(exponent);
        EXPECT_FALSE(power.has_power()) << exponent;
        for (const double x : {0.0, -0.0, 0.3, 0.999, 1.7, 12.5, 1e-9, HUGE_VAL, -2.0, std::nan("")}) {
            EXPECT_LE(ulps_apart(power.at(x), std::pow(x, exponent)), 6.0) << x << "^" << exponent;
        }
        EXPECT_FALSE(std::signbit(power.at(-0.0))) << exponent;   // +0, or infinity for a negative exponent
        EXPECT_TRUE(std::isnan(power.at(-HUGE_VAL))) << exponent; // `is_cheap_power` says so
    }
}

TEST(Tape, LeavesOtherPowersAsTheyAre) {
    for (const double exponent : {0.3, 1.2, 3.16, 65.0, 8.25, -100.0}) EXPECT_TRUE(Power(exponent).has_power());
}

TEST(Tape, SharesThePartsOfPowers) {
    Tape tape;
    TapeWriter writer;
    writer.place_symbol("x", Stage::moment);
    const Expression x = Expression::symbol("x");
    writer.write(pow(x, 6.0), tape); // x^3 squared: x^2, x^3, x^6
    EXPECT_EQ(tape.size(), 3U);
    writer.write(pow(x, 12.0), tape); // x^6 squared
    EXPECT_EQ(tape.size(), 4U);
}

/// An expression of `x`, known at the moment, and `p`, known with the person, in quick arithmetic.
struct Quick {
    explicit Quick(const Expression& expression)
        : x(writer.place_symbol("x", Stage::moment))
        , p(writer.place_symbol("p", Stage::person)) {
        writer.start_tape(Arithmetic::quick);
        result = writer.write(expression, tape);
    }

    [[nodiscard]] long count(Function function) const {
        return std::count_if(tape.begin(), tape.end(),
                             [function](const Instruction& i) { return i.function == function; });
    }

    [[nodiscard]] double at(double x_value, double p_value) const {
        std::vector<double> registers = writer.initial();
        registers[x] = x_value;
        registers[p] = p_value;
        execute(writer.setup(), registers.data());
        execute(tape, registers.data());
        return registers[result];
    }

    Tape tape;
    TapeWriter writer;
    std::uint32_t x, p, result = 0;
};

const Expression x = Expression::symbol("x"), p = Expression::symbol("p");

TEST(Tape, InQuickArithmeticDividesByWhatIsKnownByProducts) {
    for (const Quick& quotient : {Quick(x / p), Quick(x / 49.0)}) {
        EXPECT_EQ(quotient.count(Function::divide), 0);
        for (const double value : {49.0, 0.1, -3.0, 0.0, 1e300}) {
            EXPECT_LE(ulps_apart(quotient.at(value, 49.0), value / 49.0), 1.0) << value;
        }
    }
    EXPECT_EQ(Quick(x / p).at(1.0, 0.0), HUGE_VAL);
    EXPECT_EQ(Quick(p / x).count(Function::divide), 1);
}

TEST(Tape, InQuickArithmeticStillDividesExactlyWhatDecides) {
    const auto quotient = Expression::apply(Function::floor, {x / p});
    const auto choice = select(Expression::apply(Function::less, {x / p, 1.0}), x / p, 2.0);
    // 49 * (1 / 49) is less than 1
    EXPECT_EQ(Quick(quotient).at(49.0, 49.0), 1.0);
    EXPECT_EQ(Quick(choice).at(49.0, 49.0), 2.0);
    EXPECT_EQ(Quick(choice).count(Function::divide), 1);
}

TEST(Tape, InQuickArithmeticMakesBrokenPowersOfExponentials) {
    const double exponent = 7.64;
    const Quick power(pow(x, exponent));
    EXPECT_EQ(power.count(Function::power), 0);
    for (const double value : {1e-12, 0.02, 0.97, 1.0, 1.3, 250.0}) {
        const double exact = std::pow(value, exponent);
        const double allowed = (3.0 + 2.0 * std::abs(exponent * std::log(value))) * 0x1p-53;
        EXPECT_NEAR(power.at(value, 0.0), exact, allowed * exact) << value;
    }
    EXPECT_EQ(power.at(0.0, 0.0), 0.0);
    EXPECT_EQ(Quick(pow(x, -0.3)).at(0.0, 0.0), HUGE_VAL);
    EXPECT_TRUE(std::isnan(power.at(-1.0, 0.0)));
    EXPECT_EQ(Quick(pow(x, 65.0)).count(Function::power), 1) << "a negative base has whole powers";
}

} // namespace
} // namespace euthymia
