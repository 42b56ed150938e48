// SPDX-License-Identifier: Apache-2.0
#include "compile/row_code.hpp"

#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "compile/row_builder.hpp"
#include "euthymia/expression/functions.hpp"

namespace euthymia {
namespace {

using Address = std::pair<Block, std::uint32_t>;

/// Carries out code for one lane, and notes how much of it stands in registers.
class Reader {
  public:
    explicit Reader(RowCode code)
        : code_(std::move(code)) {
        number_through();
        for (std::size_t k = 0; k < code_.steps.size(); ++k) note_uses(k);
    }

    std::map<Address, double> run(std::map<Address, double> memory) {
        for (std::size_t k = 0; k < code_.steps.size(); ++k) {
            const RowStep& step = code_.steps[k];
            if (step.kind == RowStep::Kind::store) memory[{step.row.block, step.row.index}] = values_.at(step.a);
            if (is_value(step)) values_[step.target] = value_of(step, memory);
            std::erase_if(values_, [&](const auto& value) { return last_use_[value.first] <= k; });
            most_ = std::max(most_, n_held());
            EXPECT_TRUE(step.kind != RowStep::Kind::cut || n_held() == 0);
        }
        return memory;
    }

    [[nodiscard]] std::size_t most() const { return most_; }

  private:
    static bool is_value(const RowStep& step) {
        return step.kind != RowStep::Kind::store && step.kind != RowStep::Kind::cut;
    }

    /// So that no two values have one number, where there are cuts.
    void number_through() {
        std::uint32_t first = 0, next = 0;
        for (RowStep& step : code_.steps) {
            for (std::uint32_t* number : {&step.target, &step.a, &step.b, &step.c}) *number += first;
            if (is_value(step)) next = step.target + 1;
            if (step.kind == RowStep::Kind::cut) first = next;
            EXPECT_LE(next - first, code_.n_value);
        }
    }

    void note_uses(std::size_t k) {
        const RowStep& step = code_.steps[k];
        const bool uses_three = step.kind == RowStep::Kind::fused || step.arity == 3;
        if (step.kind == RowStep::Kind::store || step.arity > 0 || uses_three) last_use_[step.a] = k;
        if (step.arity > 1 || uses_three) last_use_[step.b] = k;
        if (uses_three) last_use_[step.c] = k;
        if (step.kind == RowStep::Kind::number) is_number_.insert(step.target);
    }

    double value_of(const RowStep& step, const std::map<Address, double>& memory) {
        const auto value = [&](std::uint32_t v) { return values_.contains(v) ? values_.at(v) : 0.0; };
        if (step.kind == RowStep::Kind::number) return step.number;
        if (step.kind == RowStep::Kind::load) return memory.at({step.row.block, step.row.index});
        if (step.kind == RowStep::Kind::fused) return value(step.a) * value(step.b) + value(step.c);
        return traits_of(step.function).evaluate(value(step.a), value(step.b), value(step.c));
    }

    [[nodiscard]] std::size_t n_held() const {
        std::size_t n = 0;
        for (const auto& [v, value] : values_) n += is_number_.contains(v) ? 0 : 1;
        return n;
    }

    RowCode code_;
    std::map<std::uint32_t, double> values_;
    std::map<std::uint32_t, std::size_t> last_use_;
    std::set<std::uint32_t> is_number_;
    std::size_t most_ = 0;
};

constexpr int n_input = 20;

/// A program of random sums, products and exponentials of anything before; every tenth value is a result.
RowProgram random_program(int length, bool fuses) {
    RowBuilder builder;
    std::mt19937 random(31);
    std::vector<Register> values{builder.number(0.5), builder.number(-1.0)};
    for (std::uint32_t k = 0; k < n_input; ++k) values.push_back(builder.row({Block::states, k}));
    for (int k = 0; k < length; ++k) {
        const auto any = [&] { return values[random() % values.size()]; };
        const std::array functions{Function::add, Function::multiply, Function::tanh, Function::less, Function::select};
        const Register a = any(), b = any(), c = any();
        values.push_back(builder.compute(functions[random() % functions.size()], a, b, c));
        if (k % 10 == 9) builder.store(values.back(), {Block::first, static_cast<std::uint32_t>(k)});
    }
    RowProgram program = builder.finish();
    program.spare = 3;
    program.fuses = fuses;
    return program;
}

std::map<Address, double> inputs() {
    std::map<Address, double> memory;
    for (std::uint32_t k = 0; k < n_input; ++k) memory[{Block::states, k}] = 0.1 * k - 0.7;
    return memory;
}

/// The results of a program by its tape alone.
std::map<std::uint32_t, double> truth_of(const RowProgram& program) {
    std::vector<double> registers(program.sources.size());
    for (std::size_t r = 0; r < registers.size(); ++r) {
        if (program.sources[r].number) registers[r] = *program.sources[r].number;
        if (const auto row = program.sources[r].row) registers[r] = inputs().at({row->block, row->index});
    }
    execute(program.tape, registers.data());
    std::map<std::uint32_t, double> truth;
    for (const auto& [place, row] : program.results) truth[row.index] = registers[place];
    return truth;
}

bool is_tanh(Function function) {
    return function == Function::tanh;
}

void expect_same(const RowProgram& program, const RowCodeOptions& options) {
    const RowCode code = lay_out(program, options);
    Reader reader(code);
    const auto memory = reader.run(inputs());
    for (const auto& [index, value] : truth_of(program)) EXPECT_EQ(memory.at({Block::first, index}), value) << index;
    EXPECT_LE(reader.most(), static_cast<std::size_t>(options.n_register) + 3); // arguments of one step come on top
}

TEST(RowCode, ComputesWhatTheTapeComputesWithinItsRegisters) {
    for (const int n_register : {2, 5, 26}) {
        for (const int n_step : {20, 100'000}) {
            const RowCodeOptions options{.n_register = n_register, .n_step = n_step, .is_call = is_tanh};
            expect_same(random_program(400, false), options);
            expect_same(random_program(400, true), options);
        }
    }
}

TEST(RowCode, LeavesTheWorkOfOthersAlone) {
    const RowCode code = lay_out(random_program(400, false), {.n_register = 4, .n_step = 50, .is_call = is_tanh});
    EXPECT_GT(code.n_work, 3U);
    for (const RowStep& step : code.steps) {
        const bool is_spare = step.kind == RowStep::Kind::store && step.row.block == Block::work;
        EXPECT_TRUE(!is_spare || step.row.index >= 3);
        EXPECT_TRUE(!is_spare || step.row.index < code.n_work);
    }
}

TEST(RowCode, HoldsNothingOverACall) {
    const RowProgram program = random_program(300, false);
    const RowCode code = lay_out(program, {.n_register = 26, .n_step = 100'000, .is_call = is_tanh});
    std::set<std::uint32_t> before;
    for (std::size_t k = 0; k < code.steps.size(); ++k) {
        const RowStep& step = code.steps[k];
        const bool is_computed = step.kind == RowStep::Kind::compute || step.kind == RowStep::Kind::fused;
        const std::array arguments{step.a, step.b, step.c};
        const std::size_t n_argument = step.kind == RowStep::Kind::store ? 1 : step.arity;
        for (std::size_t n = 0; n < n_argument; ++n) EXPECT_FALSE(before.contains(arguments[n])) << k;
        if (!is_computed || !is_tanh(step.function)) continue;
        for (std::uint32_t v = 0; v < step.target; ++v) before.insert(v);
    }
}

TEST(RowCode, ComputesNothingThatNoResultNeeds) {
    RowBuilder builder;
    const auto x = builder.row({Block::states, 0});
    (void)builder.compute(Function::exp, builder.compute(Function::add, x, x));
    builder.store(builder.compute(Function::multiply, x, x), {Block::first, 0});
    const RowCode code = lay_out(builder.finish(), {});
    ASSERT_EQ(code.steps.size(), 3U); // load, multiply, store
    EXPECT_EQ(code.steps[1].function, Function::multiply);
}

TEST(RowCode, CopiesResultsThatAreInputs) {
    RowBuilder builder;
    builder.store(builder.row({Block::states, 4}), {Block::first, 0});
    builder.store(builder.number(2.5), {Block::first, 1});
    const RowCode code = lay_out(builder.finish(), {});
    const auto memory = Reader(code).run(inputs());
    EXPECT_EQ(memory.at({Block::first, 0}), inputs().at({Block::states, 4}));
    EXPECT_EQ(memory.at({Block::first, 1}), 2.5);
}

} // namespace
} // namespace euthymia
