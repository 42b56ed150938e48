// SPDX-License-Identifier: Apache-2.0
// The programs of a model as programs over rows.
#pragma once

#include <initializer_list>
#include <span>

#include "row_code.hpp"

namespace euthymia {

/// Gives every value that outlives one program its row. `Block::person` holds the parameters, in the order of the
/// layout, then what the set-up computes for the programs served.
class ModelRows {
  public:
    /// @param served  The programs to be written besides the set-up; members of `programs`, which must outlive this.
    ModelRows(const Programs& programs, std::initializer_list<const Program*> served);

    [[nodiscard]] std::size_t n_person() const { return n_person_; }

    /// The set-up as far as `wanted` need it, some of the programs served.
    [[nodiscard]] RowProgram setup(std::initializer_list<const Program*> wanted) const;
    /// Results go to `Block::first`.
    [[nodiscard]] RowProgram program(const Program& program) const;
    /// Results go to the rows `places` of `Block::first`.
    [[nodiscard]] RowProgram program(const Program& program, std::span<const int> places) const;
    /// Rates go to `Block::first`, their derivatives by time to `Block::second`, the Jacobian to `Block::work`.
    [[nodiscard]] RowProgram linear() const;

  private:
    void keep(std::uint32_t place);
    [[nodiscard]] RowProgram bind(const Tape& tape) const;

    const Programs& programs_;
    std::vector<RowProgram::Source> sources_; ///< of each register, once the set-up has run
    std::vector<Register> kept_;              ///< registers of the set-up that have rows
    std::size_t n_person_ = 0;
};

} // namespace euthymia
