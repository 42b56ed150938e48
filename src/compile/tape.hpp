// SPDX-License-Identifier: Apache-2.0
// Straight-line programs over registers: what the interpreter executes.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "euthymia/expression/expression.hpp"

namespace euthymia {

/// registers[target] = function(registers[a], registers[b], registers[c])
struct Instruction {
    Function function;
    std::uint32_t target, a, b, c;
};

using Tape = std::vector<Instruction>;

/// When a value is known: `fixed` once for ever, `person` once the parameters are set, `moment` with time and state.
enum class Stage : std::uint8_t { fixed, person, moment };

/// Runs `tape` over `registers`.
void execute(const Tape& tape, double* registers);

/// Writes expressions as tapes. Equal subexpressions share one register; a subexpression is computed in the earliest
/// stage that knows all it needs.
class TapeWriter {
  public:
    /// Gives `symbol` the next register, known from `stage` on.
    std::uint32_t place_symbol(const std::string& symbol, Stage stage);

    /// Ensures that `expression` is computed; appends the instructions of stage `moment` to `tape`, those of stage
    /// `person` to the set-up tape. Values already on an earlier tape are not computed again on this one only if
    /// `tape` is the same.
    std::uint32_t write(const Expression& expression, Tape& tape);

    /// Forgets what was computed in stage `moment`, so that the next tape computes all it needs itself.
    void start_tape();

    [[nodiscard]] const Tape& setup() const { return setup_; }
    [[nodiscard]] std::size_t n_register() const { return initial_.size(); }
    /// Initial contents of the registers: numbers stand in theirs.
    [[nodiscard]] const std::vector<double>& initial() const { return initial_; }
    /// When each register is known.
    [[nodiscard]] const std::vector<Stage>& stages() const { return stage_; }

  private:
    using Key = std::array<std::uint32_t, 4>;
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };

    std::uint32_t new_register(double value, Stage stage);
    std::uint32_t write_number(double value);
    std::uint32_t write_call(const Expression& call, Tape& tape);
    std::uint32_t emit(Function function, std::array<std::uint32_t, 3> argument, Tape& tape);
    std::uint32_t write_power(std::uint32_t base, double exponent, Tape& tape);
    std::uint32_t write_whole_power(std::uint32_t base, int exponent, Tape& tape);

    Tape setup_;
    std::vector<double> initial_;
    std::vector<Stage> stage_;
    std::unordered_map<std::string, std::uint32_t> symbols_;
    std::map<std::uint64_t, std::uint32_t> numbers_;
    std::unordered_map<Key, std::uint32_t, KeyHash> lasting_, momentary_;
    std::unordered_map<const void*, std::uint32_t> lasting_nodes_, momentary_nodes_;
    std::vector<Expression> kept_;
};

} // namespace euthymia
