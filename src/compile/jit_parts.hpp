// SPDX-License-Identifier: Apache-2.0
// The functions of one model in machine code, each compiled when it is first wanted.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <span>

#include "euthymia/base/file_store.hpp"
#include "jit_linker.hpp"
#include "jit_machine.hpp"
#include "model_rows.hpp"

namespace euthymia {

/// What can be compiled: first for a vector of lanes, then for one person. What each one is stands in the table of
/// `jit_parts.cpp`.
enum class Part : std::uint8_t {
    lane_setup,
    lane_rates,
    lane_linear,
    lane_roots,
    factor,
    solve,
    output_setup, ///< for `initial` and `observables`, which every person needs
    setup,        ///< for the others
    initial,
    rates,
    jacobian,
    observables,
    watched
};

constexpr std::size_t n_part = static_cast<std::size_t>(Part::watched) + 1;

/// The set-up that a part for one person relies on.
[[nodiscard]] constexpr Part setup_of(Part part) {
    return part == Part::initial || part == Part::observables ? Part::output_setup : Part::setup;
}

/// A function, and how many rows of `Block::work` it wants.
struct CompiledPart {
    RowFunction function = nullptr;
    std::uint32_t n_work = 0;
};

/// May be shared by threads.
class JitParts {
  public:
    JitParts(std::shared_ptr<const Programs> programs, const Machine& machine, const JitOptions& options);

    /// Compiles several at once, on as many threads.
    /// @throws UnsupportedError  if one cannot be compiled.
    void prepare(std::span<const Part> wanted) const;

    /// @throws UnsupportedError  if it cannot be compiled.
    [[nodiscard]] const CompiledPart& operator[](Part part) const;

    [[nodiscard]] const Programs& programs() const { return *programs_; }
    [[nodiscard]] int n_lane() const { return n_lane_; }

    /// Rows of `Block::person`, for lanes and for one person.
    [[nodiscard]] std::size_t n_lane_person() const { return lane_rows_.n_person(); }
    [[nodiscard]] std::size_t n_person() const { return rows_.n_person(); }

  private:
    struct Slot {
        std::once_flag once;
        CompiledPart compiled;
    };

    [[nodiscard]] CompiledPart make(Part part) const;
    [[nodiscard]] std::string object_of(Part part) const;

    std::shared_ptr<const Programs> programs_;
    Machine machine_;
    int n_lane_;
    JitOptions::Effort effort_;
    FileStore store_;
    std::string key_; ///< of all that the code follows from
    ModelRows lane_rows_, rows_;
    mutable Linker linker_;
    mutable std::array<Slot, n_part> slots_;
};

} // namespace euthymia
