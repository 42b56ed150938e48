// SPDX-License-Identifier: Apache-2.0
// Writes a program over rows, value by value.
#pragma once

#include <array>
#include <map>

#include "row_code.hpp"

namespace euthymia {

/// The registers it gives are those of the program's tape.
class RowBuilder {
  public:
    [[nodiscard]] Register number(double value);
    [[nodiscard]] Register row(Row where);
    [[nodiscard]] Register compute(Function function, Register a, Register b = 0, Register c = 0);
    void store(Register value, Row where) { program_.results.push_back({value, where}); }

    /// The program; the builder is empty afterwards.
    [[nodiscard]] RowProgram finish() { return std::move(program_); }

  private:
    Register add(RowProgram::Source source);

    RowProgram program_;
    std::map<double, Register> numbers_;
};

} // namespace euthymia
