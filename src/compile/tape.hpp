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

/// The number of a register.
using Register = std::uint32_t;

/// registers[target] = function(registers[argument[0]], registers[argument[1]], registers[argument[2]])
struct Instruction {
    Function function;
    Register target;
    std::array<Register, 3> argument; ///< beyond the arity of `function`: of no meaning
};

/// The registers that `instruction`, which must outlive them, reads: as many as its function has arguments.
[[nodiscard]] std::span<const Register> arguments_of(const Instruction& instruction);

using Tape = std::vector<Instruction>;

/// When a value is known: `fixed` once for ever, `person` once the parameters are set, `moment` with time and state.
enum class Stage : std::uint8_t { fixed, person, moment };

/// How a tape computes. `quick` replaces, by what costs a fraction of it,
/// - a division by what is known before the moment: by a product with the reciprocal; wrong by one more unit in the
///   last place at most;
/// - a power a^b with b a number, not whole: by exp(b ln a); wrong by |b ln a| more units or so.
enum class Arithmetic : std::uint8_t { exact, quick };

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

    /// Forgets what was computed in stage `moment`, so that the next tape computes all it needs itself. What decides
    /// something (an argument of a comparison or a step) is computed exactly all the same.
    void start_tape(Arithmetic arithmetic = Arithmetic::exact);

    [[nodiscard]] const Tape& setup() const { return setup_; }
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
    std::uint32_t write_argument(const Expression& call, std::size_t k, Tape& tape);
    std::uint32_t write_quotient(std::uint32_t a, std::uint32_t b, Tape& tape);
    std::uint32_t emit(Function function, std::array<std::uint32_t, 3> argument, Tape& tape);
    std::uint32_t write_power(std::uint32_t base, double exponent, Tape& tape);
    std::uint32_t write_quick_power(std::uint32_t base, double exponent, Tape& tape);
    std::uint32_t write_whole_power(std::uint32_t base, int exponent, Tape& tape);

    Tape setup_;
    std::vector<double> initial_;
    std::vector<Stage> stage_;
    std::unordered_map<std::string, std::uint32_t> symbols_;
    std::map<std::uint64_t, std::uint32_t> numbers_;
    std::unordered_map<Key, std::uint32_t, KeyHash> lasting_, momentary_;
    std::unordered_map<const void*, std::uint32_t> lasting_nodes_;
    std::array<std::unordered_map<const void*, std::uint32_t>, 2> momentary_nodes_; ///< by arithmetic
    Arithmetic arithmetic_ = Arithmetic::exact;
    std::vector<Expression> kept_;
};

} // namespace euthymia
