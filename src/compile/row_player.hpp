// SPDX-License-Identifier: Apache-2.0
// Laid-out code carried out step by step: what machine code gives, to the last bit, without having to make it.
#pragma once

#include <array>

#include "euthymia/base/aligned_vector.hpp"
#include "lane_function.hpp"
#include "row_code.hpp"

namespace euthymia {

/// The blocks that code works on, each row of as many numbers as there are lanes; those it does not use may be null.
struct RowBlocks {
    const double *time = nullptr, *states = nullptr;
    double *first = nullptr, *second = nullptr, *person = nullptr, *work = nullptr;
};

/// Plays code: some twenty times slower than machine code, and ready a hundred times sooner. May be shared by threads.
class RowPlayer {
  public:
    /// @param code     As `emit_rows` takes it.
    /// @param n_lane   Numbers a row holds: 1, 2, 4 or 8.
    /// @param machine  Whose code is played.
    RowPlayer(RowCode code, int n_lane, const Machine& machine);

    /// Whether it gives the bits of machine code; else (a function of the code is missing here) it cannot play.
    [[nodiscard]] bool is_able() const { return is_able_; }
    [[nodiscard]] const RowCode& code() const { return code_; }

    /// @param values  Scratch, one for each thread; grows as needed.
    void play(const RowBlocks& blocks, AlignedVector<double>& values) const;

  private:
    void find(Function function, const Machine& machine);

    RowCode code_;
    int n_lane_;
    bool has_fma_, is_able_ = true;
    std::array<LaneFunction, static_cast<std::size_t>(Function::select) + 1> functions_{}; ///< those of the code
};

} // namespace euthymia
