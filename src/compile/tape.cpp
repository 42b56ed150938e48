// SPDX-License-Identifier: Apache-2.0
#include "tape.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/functions.hpp"

namespace euthymia {

namespace {

/// Whether a rounding of argument `k` can move the value by a whole step.
bool is_decided_by(Function function, std::size_t k) {
    switch (function) {
    case Function::floor:
    case Function::ceil:
    case Function::factorial:
    case Function::quotient:
    case Function::remainder:
    case Function::less:
    case Function::less_equal:
    case Function::equal:
    case Function::not_equal:
    case Function::both:
    case Function::either:
    case Function::exclusive:
    case Function::negation:
        return true;
    case Function::select:
        return k == 0;
    default:
        return false;
    }
}

} // namespace

std::span<const Register> arguments_of(const Instruction& instruction) {
    return std::span(instruction.argument).first(traits_of(instruction.function).arity);
}

void execute(const Tape& tape, double* registers) {
    for (const Instruction& i : tape) {
        const double a = registers[i.argument[0]];
        const double b = registers[i.argument[1]];
        double& target = registers[i.target];
        switch (i.function) {
        case Function::add:
            target = a + b;
            break;
        case Function::subtract:
            target = a - b;
            break;
        case Function::multiply:
            target = a * b;
            break;
        case Function::divide:
            target = a / b;
            break;
        case Function::negate:
            target = -a;
            break;
        case Function::select:
            target = a != 0.0 ? b : registers[i.argument[2]];
            break;
        default:
            target = traits_of(i.function).evaluate(a, b, registers[i.argument[2]]);
            break;
        }
    }
}

std::size_t TapeWriter::KeyHash::operator()(const Key& key) const {
    std::size_t hash = 0;
    for (const std::uint32_t part : key) hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
    return hash;
}

std::uint32_t TapeWriter::new_register(double value, Stage stage) {
    initial_.push_back(value);
    stage_.push_back(stage);
    return static_cast<std::uint32_t>(initial_.size() - 1);
}

std::uint32_t TapeWriter::place_symbol(const std::string& symbol, Stage stage) {
    const std::uint32_t place = new_register(0.0, stage);
    symbols_.emplace(symbol, place);
    return place;
}

std::uint32_t TapeWriter::write_number(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const auto found = numbers_.find(bits);
    return found != numbers_.end() ? found->second
                                   : numbers_.emplace(bits, new_register(value, Stage::fixed)).first->second;
}

std::uint32_t TapeWriter::write(const Expression& expression, Tape& tape) {
    if (expression.is_number()) return write_number(expression.number());
    if (expression.is_symbol()) return symbols_.at(expression.name());
    auto& momentary = momentary_nodes_[static_cast<std::size_t>(arithmetic_)];
    for (const auto* known : {&lasting_nodes_, &momentary}) {
        if (const auto found = known->find(expression.identity()); found != known->end()) return found->second;
    }
    const std::uint32_t place = write_call(expression, tape);
    (stage_[place] == Stage::moment ? momentary : lasting_nodes_).emplace(expression.identity(), place);
    kept_.push_back(expression);
    return place;
}

std::uint32_t TapeWriter::write_call(const Expression& call, Tape& tape) {
    std::array<std::uint32_t, 3> argument{};
    for (std::size_t k = 0; k < call.arguments().size(); ++k) argument[k] = write_argument(call, k, tape);
    if (call.function() == Function::power && call.arguments()[1].is_number()) {
        const double exponent = call.arguments()[1].number();
        if (is_cheap_power(exponent)) return write_power(argument[0], exponent, tape);
        const bool is_whole = exponent == std::trunc(exponent); // then the base may be negative
        if (arithmetic_ == Arithmetic::quick && !is_whole) return write_quick_power(argument[0], exponent, tape);
    }
    if (call.function() == Function::divide) return write_quotient(argument[0], argument[1], tape);
    return emit(call.function(), argument, tape);
}

std::uint32_t TapeWriter::write_argument(const Expression& call, std::size_t k, Tape& tape) {
    const Arithmetic outside = arithmetic_;
    if (is_decided_by(call.function(), k)) arithmetic_ = Arithmetic::exact;
    const std::uint32_t place = write(call.arguments()[k], tape);
    arithmetic_ = outside;
    return place;
}

std::uint32_t TapeWriter::write_quotient(std::uint32_t a, std::uint32_t b, Tape& tape) {
    const bool is_exact = arithmetic_ == Arithmetic::exact || stage_[a] != Stage::moment || stage_[b] == Stage::moment;
    if (is_exact) return emit(Function::divide, {a, b}, tape);
    const std::uint32_t reciprocal = stage_[b] == Stage::fixed ? write_number(1.0 / initial_[b])
                                                               : emit(Function::divide, {write_number(1.0), b}, tape);
    return emit(Function::multiply, {a, reciprocal}, tape);
}

std::uint32_t TapeWriter::emit(Function function, std::array<std::uint32_t, 3> argument, Tape& tape) {
    Instruction instruction{.function = function, .target = 0, .argument = argument};
    Stage stage = Stage::fixed;
    for (const Register r : arguments_of(instruction)) stage = std::max(stage, stage_[r]);
    assert(stage != Stage::fixed); // expressions of numbers are numbers
    const bool is_momentary = stage == Stage::moment;
    auto& known = is_momentary ? momentary_ : lasting_;
    const Key key{static_cast<std::uint32_t>(function), argument[0], argument[1], argument[2]};
    if (const auto found = known.find(key); found != known.end()) return found->second;
    instruction.target = new_register(0.0, stage);
    (is_momentary ? tape : setup_).push_back(instruction);
    known.emplace(key, instruction.target);
    return instruction.target;
}

/// x^(n + q/4) = x^n * sqrt(x)^[q > 1] * sqrt(sqrt(x))^[q odd], and 1 over that for a negative exponent; +0 is added to
/// what has a root, as a broken power of -0 is +0.
std::uint32_t TapeWriter::write_power(std::uint32_t base, double exponent, Tape& tape) {
    const auto quarters = static_cast<int>(4.0 * std::abs(exponent));
    std::vector<std::uint32_t> factors;
    if (quarters >= 4) factors.push_back(write_whole_power(base, quarters / 4, tape));
    if (quarters % 4 != 0) {
        const std::uint32_t root = emit(Function::sqrt, {base}, tape);
        if (quarters % 4 > 1) factors.push_back(root);
        if (quarters % 2 == 1) factors.push_back(emit(Function::sqrt, {root}, tape));
    }
    std::uint32_t power = factors.back();
    factors.pop_back();
    for (const std::uint32_t factor : factors) power = emit(Function::multiply, {factor, power}, tape);
    if (quarters % 4 != 0) power = emit(Function::add, {power, write_number(0.0)}, tape); // a root of -0 is -0
    return exponent > 0.0 ? power : emit(Function::divide, {write_number(1.0), power}, tape);
}

std::uint32_t TapeWriter::write_quick_power(std::uint32_t base, double exponent, Tape& tape) {
    const std::uint32_t logarithm = emit(Function::ln, {base}, tape);
    return emit(Function::exp, {emit(Function::multiply, {logarithm, write_number(exponent)}, tape)}, tape);
}

/// By squaring: x^(2n) = (x^n)^2, x^(2n + 1) = x (x^n)^2.
std::uint32_t TapeWriter::write_whole_power(std::uint32_t base, int exponent, Tape& tape) {
    if (exponent == 1) return base;
    const std::uint32_t half = write_whole_power(base, exponent / 2, tape);
    const std::uint32_t square = emit(Function::multiply, {half, half}, tape);
    return exponent % 2 == 0 ? square : emit(Function::multiply, {square, base}, tape);
}

void TapeWriter::start_tape(Arithmetic arithmetic) {
    arithmetic_ = arithmetic;
    momentary_.clear();
    for (auto& nodes : momentary_nodes_) nodes.clear();
}

} // namespace euthymia
