// SPDX-License-Identifier: Apache-2.0
#include "compile/row_player.hpp"

#include <bit>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "compile/jit_linker.hpp"
#include "compile/jit_object.hpp"
#include "compile/row_builder.hpp"
#include "euthymia/expression/functions.hpp"
#include "remarkable_numbers.hpp"

namespace euthymia {
namespace {

constexpr std::uint32_t n_argument = 3;

/// Every function of three states, and of numbers in the place of each; masks that are asked for as masks, too.
RowProgram every_function() {
    RowBuilder builder;
    std::uint32_t n_result = 0;
    const auto keep = [&](Register value) { builder.store(value, {Block::first, n_result++}); };
    std::vector<Register> masks;
    for (int k = 0; k <= static_cast<int>(Function::select); ++k) {
        const auto function = static_cast<Function>(k);
        std::array<Register, n_argument> x{};
        for (std::uint32_t n = 0; n < n_argument; ++n) x[n] = builder.row({Block::states, n});
        const auto apply = [&] { return builder.compute(function, x[0], x[1], x[2]); };
        masks.push_back(apply());
        keep(masks.back());
        for (std::size_t n = 0; n < traits_of(function).arity; ++n) {
            const Register moving = x[n];
            for (const double number : {0.0, -1.0, 2.7, -0.3, 4.0}) {
                x[n] = builder.number(number);
                keep(apply());
            }
            x[n] = moving;
        }
    }
    for (const Register mask : masks) {
        keep(builder.compute(Function::select, mask, builder.row({Block::states, 0}), builder.number(7.0)));
        keep(builder.compute(Function::both, mask, masks[static_cast<std::size_t>(Function::less)]));
        keep(builder.compute(Function::negation, mask));
    }
    return builder.finish();
}

/// a * b + c in one rounding where the machine can, however large the terms that cancel.
RowProgram fused_products() {
    RowBuilder builder;
    const Register a = builder.row({Block::states, 0}), b = builder.row({Block::states, 1});
    const Register c = builder.row({Block::states, 2});
    const Register product = builder.compute(Function::multiply, a, b);
    const Register rounded = builder.compute(Function::negate, builder.compute(Function::multiply, a, b));
    builder.store(builder.compute(Function::add, c, product), {Block::first, 0});
    builder.store(builder.compute(Function::add, rounded, builder.compute(Function::multiply, b, a)),
                  {Block::first, 1});
    RowProgram program = builder.finish();
    program.fuses = true;
    return program;
}

/// NaN is NaN: which one may depend on how an instruction takes its arguments.
std::vector<std::uint64_t> bits_of(const AlignedVector<double>& values) {
    std::vector<std::uint64_t> bits;
    for (const double value : values) bits.push_back(std::isnan(value) ? 1 : std::bit_cast<std::uint64_t>(value));
    return bits;
}

/// A program laid out for a machine, played and compiled.
class Duet {
  public:
    Duet(const RowProgram& program, const Machine& machine, int n_lane)
        : width_(static_cast<std::size_t>(n_lane))
        , n_result_(program.results.size())
        , player_(lay_out(program, {.n_register = 10, .n_step = 100}), n_lane, machine)
        , code_(linker_.link(compile_object(player_.code(), "solo", n_lane, machine, JitOptions::Effort::quick),
                             "solo")) {}

    [[nodiscard]] bool is_able() const { return player_.is_able(); }

    /// Checks one moment: a row of each state.
    void expect_agreement(const AlignedVector<double>& states) {
        AlignedVector<double> played(n_result_ * width_), compiled(n_result_ * width_);
        AlignedVector<double> work(player_.code().n_work * width_), values;
        player_.play({.states = states.data(), .first = played.data(), .work = work.data()}, values);
        code_(nullptr, states.data(), compiled.data(), nullptr, nullptr, work.data());
        const auto mine = bits_of(played), its = bits_of(compiled);
        for (std::size_t k = 0; k < mine.size(); ++k) {
            ASSERT_EQ(mine[k], its[k]) << "result " << k / width_ << ", lane " << k % width_ << " of " << width_ << ": "
                                       << played[k] << " and " << compiled[k] << " at " << states[k % width_] << ", "
                                       << states[width_ + k % width_] << ", " << states[2 * width_ + k % width_];
        }
    }

    [[nodiscard]] std::size_t width() const { return width_; }

  private:
    std::size_t width_, n_result_;
    RowPlayer player_;
    Linker linker_;
    RowFunction code_;
};

/// Random numbers of all sizes.
std::vector<double> random_numbers() {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> small(-3.0, 3.0), large(-50.0, 50.0);
    std::vector<double> numbers;
    for (int k = 0; k < 500; ++k)
        numbers.insert(numbers.end(), {small(random), large(random), std::exp(large(random))});
    return numbers;
}

/// Every pair of remarkable numbers, each in any lane, then random ones.
void expect_agreement(Duet& duet) {
    const std::vector<double> numbers = remarkable_numbers(), drawn = random_numbers();
    const std::size_t n = numbers.size(), n_pair = n * n, width = duet.width();
    AlignedVector<double> states(n_argument * width);
    for (std::size_t k = 0; k < n_pair + drawn.size(); k += width) {
        for (std::size_t l = 0; l < width; ++l) {
            const std::size_t i = k + l, d = i - n_pair;
            const bool is_pair = i < n_pair;
            states[l] = is_pair ? numbers[i / n] : drawn[d % drawn.size()];
            states[width + l] = is_pair ? numbers[i % n] : drawn[(7 * d + 1) % drawn.size()];
            states[2 * width + l] = is_pair ? numbers[(i / n + i) % n] : drawn[(13 * d + 2) % drawn.size()];
        }
        duet.expect_agreement(states);
        if (testing::Test::HasFatalFailure()) return;
    }
}

/// Machines with what this one has, and without what came after SSE2.
std::vector<Machine> machines() {
    const Machine machine = this_machine();
    return {machine, without_extensions(machine)};
}

/// Plays and compiles for every machine and every width.
void expect_the_bits_of_code(const RowProgram& program) {
    for (const Machine& machine : machines()) {
        for (int n_lane = 1; n_lane <= machine.n_lane; n_lane *= 2) {
            Duet duet(program, machine, n_lane);
            ASSERT_TRUE(duet.is_able());
            expect_agreement(duet);
        }
    }
}

TEST(RowPlayer, GivesTheBitsOfCodeInEveryFunction) {
    expect_the_bits_of_code(every_function());
}

TEST(RowPlayer, GivesTheBitsOfCodeInFusedProducts) {
    expect_the_bits_of_code(fused_products());
}

TEST(RowPlayer, RoundsASumWithItsProductOnceWhereTheMachineCan) {
    const double a = 1.0 + std::ldexp(1.0, -30), exact = std::ldexp(1.0, -60); // a^2 = 1 + 2^-29 + 2^-60
    const AlignedVector<double> states{a, a, -(1.0 + std::ldexp(1.0, -29))};
    for (const Machine& machine : machines()) {
        const RowPlayer player(lay_out(fused_products(), {}), 1, machine);
        AlignedVector<double> found(2), work(player.code().n_work), values;
        player.play({.states = states.data(), .first = found.data(), .work = work.data()}, values);
        EXPECT_EQ(found[0], machine.has_fma ? exact : 0.0);
    }
}

} // namespace
} // namespace euthymia
