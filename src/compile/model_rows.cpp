// SPDX-License-Identifier: Apache-2.0
#include "model_rows.hpp"

#include "lu_program.hpp"

namespace euthymia {

namespace {

Row row_of(Block block, std::size_t index) {
    return {block, static_cast<std::uint32_t>(index)};
}

/// Calls `visit` with every register that a program reads or gives.
template <typename Visit>
void each_register(const Program& program, Visit visit) {
    for (const Instruction& i : program.tape) {
        for (const Register r : arguments_of(i)) visit(r);
    }
    for (const Register place : program.results) visit(place);
}

} // namespace

ModelRows::ModelRows(const Programs& programs, std::initializer_list<const Program*> served)
    : programs_(programs)
    , sources_(programs.registers.size()) {
    for (std::size_t r = 0; r < sources_.size(); ++r) {
        if (programs.stages[r] == Stage::fixed) sources_[r].number = programs.registers[r];
    }
    sources_[programs.time].row = row_of(Block::time, 0);
    for (std::size_t k = 0; k < programs.states.size(); ++k)
        sources_[programs.states[k]].row = row_of(Block::states, k);
    for (const std::uint32_t place : programs.parameters) sources_[place].row = row_of(Block::person, n_person_++);
    for (const Program* program : served) {
        each_register(*program, [this](Register r) { keep(r); });
    }
}

/// Gives what the set-up computes into `place` a row.
void ModelRows::keep(std::uint32_t place) {
    if (programs_.stages[place] != Stage::person || sources_[place].row) return;
    sources_[place].row = row_of(Block::person, n_person_++);
    kept_.push_back(place);
}

RowProgram ModelRows::bind(const Tape& tape) const {
    return {.tape = tape, .sources = sources_, .results = {}, .spare = WorkRows(programs_).spare};
}

RowProgram ModelRows::setup(std::initializer_list<const Program*> wanted) const {
    std::vector<bool> is_wanted(sources_.size());
    for (const Program* program : wanted) {
        each_register(*program, [&](Register r) { is_wanted[r] = true; });
    }
    RowProgram bound = bind(programs_.setup);
    for (const std::uint32_t place : kept_) {
        if (is_wanted[place]) bound.results.push_back({place, *sources_[place].row});
        bound.sources[place].row.reset();
    }
    return bound;
}

RowProgram ModelRows::program(const Program& program) const {
    RowProgram bound = bind(program.tape);
    for (std::size_t k = 0; k < program.results.size(); ++k) {
        bound.results.push_back({program.results[k], row_of(Block::first, k)});
    }
    return bound;
}

RowProgram ModelRows::program(const Program& program, std::span<const int> places) const {
    RowProgram bound = bind(program.tape);
    for (std::size_t k = 0; k < program.results.size(); ++k) {
        bound.results.push_back({program.results[k], row_of(Block::first, static_cast<std::size_t>(places[k]))});
    }
    return bound;
}

RowProgram ModelRows::linear() const {
    RowProgram bound = program(programs_.linear);
    const std::size_t n = programs_.states.size();
    const WorkRows work(programs_);
    for (std::size_t k = n; k < bound.results.size(); ++k) {
        bound.results[k].row =
            k < 2 * n ? row_of(Block::second, k - n) : row_of(Block::work, work.jacobian + k - 2 * n);
    }
    return bound;
}

} // namespace euthymia
