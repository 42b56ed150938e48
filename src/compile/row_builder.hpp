// SPDX-License-Identifier: Apache-2.0
// Writes a program over rows, value by value.
#pragma once

#include <array>
#include <map>

#include "row_code.hpp"

namespace euthymia {

/// Values are registers of the program's tape.
class RowBuilder {
  public:
    using Value = std::uint32_t;

    [[nodiscard]] Value number(double value);
    [[nodiscard]] Value row(Row where);
    [[nodiscard]] Value compute(Function function, Value a, Value b = 0, Value c = 0);
    void store(Value value, Row where) { program_.results.push_back({value, where}); }

    /// The program; the builder is empty afterwards.
    [[nodiscard]] RowProgram finish() { return std::move(program_); }

  private:
    Value add(RowProgram::Source source);

    RowProgram program_;
    std::map<double, Value> numbers_;
};

} // namespace euthymia
