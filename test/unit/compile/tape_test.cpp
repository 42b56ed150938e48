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
        for (const double x : {0.0, 0.3, 0.999, 1.7, 12.5, 1e-9, HUGE_VAL, -2.0, std::nan("")}) {
            EXPECT_LE(ulps_apart(power.at(x), std::pow(x, exponent)), 6.0) << x << "^" << exponent;
        }
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

} // namespace
} // namespace euthymia
