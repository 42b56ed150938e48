// SPDX-License-Identifier: Apache-2.0
#include "tape.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/functions.hpp"

namespace euthymia {

void execute(const Tape& tape, double* registers) {
    for (const Instruction& i : tape) {
        const double a = registers[i.a];
        const double b = registers[i.b];
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
            target = a != 0.0 ? b : registers[i.c];
            break;
        default:
            target = traits_of(i.function).evaluate(a, b, registers[i.c]);
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
    for (const auto* known : {&lasting_nodes_, &momentary_nodes_}) {
        if (const auto found = known->find(expression.identity()); found != known->end()) return found->second;
    }
    const std::uint32_t place = write_call(expression, tape);
    (stage_[place] == Stage::moment ? momentary_nodes_ : lasting_nodes_).emplace(expression.identity(), place);
    kept_.push_back(expression);
    return place;
}

std::uint32_t TapeWriter::write_call(const Expression& call, Tape& tape) {
    std::array<std::uint32_t, 3> argument{};
    for (std::size_t k = 0; k < call.arguments().size(); ++k) argument[k] = write(call.arguments()[k], tape);
    if (call.function() == Function::power && call.arguments()[1].is_number()) {
        const double exponent = call.arguments()[1].number();
        if (is_cheap_power(exponent)) return write_power(argument[0], exponent, tape);
    }
    return emit(call.function(), argument, tape);
}

std::uint32_t TapeWriter::emit(Function function, std::array<std::uint32_t, 3> argument, Tape& tape) {
    Stage stage = Stage::fixed;
    for (std::size_t k = 0; k < traits_of(function).arity; ++k) stage = std::max(stage, stage_[argument[k]]);
    const bool is_momentary = stage == Stage::moment;
    auto& known = is_momentary ? momentary_ : lasting_;
    const Key key{static_cast<std::uint32_t>(function), argument[0], argument[1], argument[2]};
    if (const auto found = known.find(key); found != known.end()) return found->second;
    const std::uint32_t target = new_register(0.0, stage);
    (is_momentary ? tape : setup_).push_back({function, target, argument[0], argument[1], argument[2]});
    known.emplace(key, target);
    return target;
}

/// x^(n + q/4) = x^n * sqrt(x)^[q > 1] * sqrt(sqrt(x))^[q odd], and 1 over that for a negative exponent.
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
    return exponent > 0.0 ? power : emit(Function::divide, {write_number(1.0), power}, tape);
}

/// By squaring: x^(2n) = (x^n)^2, x^(2n + 1) = x (x^n)^2.
std::uint32_t TapeWriter::write_whole_power(std::uint32_t base, int exponent, Tape& tape) {
    if (exponent == 1) return base;
    const std::uint32_t half = write_whole_power(base, exponent / 2, tape);
    const std::uint32_t square = emit(Function::multiply, {half, half}, tape);
    return exponent % 2 == 0 ? square : emit(Function::multiply, {square, base}, tape);
}

void TapeWriter::start_tape() {
    momentary_.clear();
    momentary_nodes_.clear();
}

} // namespace euthymia
