// SPDX-License-Identifier: Apache-2.0
// Programs over rows of lanes in memory, and the plan of what stands in vector registers when.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "program.hpp"

namespace euthymia {

/// The blocks of rows that compiled functions are given, in the order of their arguments.
enum class Block : std::uint8_t {
    time,   ///< one row
    states, ///< `y`
    first,  ///< results; `solve` finds its right-hand side there
    second, ///< more results
    person, ///< parameters, then what the set-up leaves
    work    ///< the Jacobian, the factors, then room for values that do not fit into vector registers
};

constexpr std::size_t n_block = static_cast<std::size_t>(Block::work) + 1;

/// One value of every lane.
struct Row {
    Block block;
    std::uint32_t index;
};

/// A tape whose inputs and results stand in rows.
struct RowProgram {
    /// Where a register of the tape stands before the tape runs; both empty: the tape computes it.
    struct Source {
        std::optional<double> number;
        std::optional<Row> row;
    };
    struct Result {
        Register place;
        Row row;
    };

    Tape tape;
    std::vector<Source> sources; ///< of each register
    std::vector<Result> results; ///< rows may be those of sources that are not needed any more
    std::uint32_t spare = 0;     ///< first row of `Block::work` that is free
    bool fuses = false;          ///< products that are nothing but added may be left unrounded
};

/// One step of compiled code. Values are numbered in order of appearance, from 0 again after a cut.
struct RowStep {
    enum class Kind : std::uint8_t {
        number,  ///< target = the number
        load,    ///< target = the row
        compute, ///< target = function(a, b, c)
        fused,   ///< target = a * b + c
        store,   ///< the row = a
        cut      ///< no value so far is used later
    };
    Kind kind = Kind::number;
    Function function = Function::add;
    std::uint8_t arity = 0; ///< of the function
    std::uint32_t target = 0, a = 0, b = 0, c = 0;
    Row row{};
    double number = 0.0;
};

/// How code is to be laid out.
struct RowCodeOptions {
    int n_register = 16; ///< values to hold at once
    int n_step = 200;    ///< steps from cut to cut, about
    /// Whether a function leaves nothing in vector registers.
    bool (*is_call)(Function) = [](Function) { return false; };
};

/// Code over rows.
struct RowCode {
    std::vector<RowStep> steps;
    std::uint32_t n_work = 0;  ///< rows of `Block::work` in use
    std::uint32_t n_value = 0; ///< values from cut to cut, at most
};

/// Lays a program out: calls stand together, in rounds, where little has to be saved for them; of the values that do
/// not fit into registers those used last are given up, to be loaded again.
///
/// Method: the choice of what to give up is that of @cite belady1966, optimal for straight-line code.
[[nodiscard]] RowCode lay_out(const RowProgram& program, const RowCodeOptions& options);

} // namespace euthymia
