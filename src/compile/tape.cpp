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
    Stage stage = Stage::fixed;
    for (std::size_t k = 0; k < call.arguments().size(); ++k) {
        argument[k] = write(call.arguments()[k], tape);
        stage = std::max(stage, stage_[argument[k]]);
    }
    const bool is_momentary = stage == Stage::moment;
    auto& known = is_momentary ? momentary_ : lasting_;
    const Key key{static_cast<std::uint32_t>(call.function()), argument[0], argument[1], argument[2]};
    if (const auto found = known.find(key); found != known.end()) return found->second;
    const std::uint32_t target = new_register(0.0, stage);
    (is_momentary ? tape : setup_).push_back({call.function(), target, argument[0], argument[1], argument[2]});
    known.emplace(key, target);
    return target;
}

void TapeWriter::start_tape() {
    momentary_.clear();
    momentary_nodes_.clear();
}

} // namespace euthymia
