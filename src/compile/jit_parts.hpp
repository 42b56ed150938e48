// SPDX-License-Identifier: Apache-2.0
// The functions of one model, each in machine code from when that is worth its making, played before.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "euthymia/base/file_store.hpp"
#include "jit_linker.hpp"
#include "jit_machine.hpp"
#include "part_table.hpp"
#include "row_player.hpp"

namespace euthymia {

/// A function, and how many rows of `Block::work` it wants.
struct CompiledPart {
    RowFunction function = nullptr;
    std::uint32_t n_work = 0;
};

/// Code is made for the parts of lanes together, for each of the others by itself. May be shared by threads.
class JitParts {
  public:
    JitParts(std::shared_ptr<const Programs> programs, const Machine& machine, const JitOptions& options);

    /// Whether `part` is to be called in code: it is made at the first question if there is no patience, or if the part
    /// cannot be played, and taken if it is kept on disk.
    /// @throws UnsupportedError  if a part that has to be compiled cannot be.
    [[nodiscard]] bool has_code(Part part) const;

    /// To be asked where there is no code, before `part` is played (of lanes: once a step). When patience is at its end
    /// code is made, while all who ask wait; whether there is code now. What cannot be compiled is played on.
    [[nodiscard]] bool lose_patience(Part part) const;

    /// @throws UnsupportedError  if it cannot be compiled.
    [[nodiscard]] const CompiledPart& operator[](Part part) const;

    /// Plays what the code of a part is made from.
    [[nodiscard]] const RowPlayer& player(Part part) const;

    [[nodiscard]] const Programs& programs() const { return *programs_; }
    [[nodiscard]] int n_lane() const { return n_lane_; }
    /// The parts that a lane evaluator calls.
    [[nodiscard]] std::span<const Part> lane_parts() const { return lane_parts_; }

    /// Rows of `Block::person`, for lanes and for one person.
    [[nodiscard]] std::size_t n_lane_person() const { return lane_rows_.n_person(); }
    [[nodiscard]] std::size_t n_person() const { return rows_.n_person(); }

  private:
    struct Slot {
        std::once_flag is_planned, is_compiled;
        std::optional<RowPlayer> player;
        CompiledPart compiled;
    };

    /// Parts whose code is made at one time.
    struct Group {
        std::vector<Part> parts;
        std::once_flag is_begun, is_made;
        std::atomic<int> n_played = 0;
        std::atomic<bool> has_code = false;
    };

    [[nodiscard]] Slot& slot_of(Part part) const { return slots_[static_cast<std::size_t>(part)]; }
    [[nodiscard]] Group& group_of(Part part) const;
    void begin(Group& group) const;
    void make(Group& group) const;
    [[nodiscard]] bool find(Part part) const;
    [[nodiscard]] CompiledPart load_or_compile(Part part) const;
    [[nodiscard]] CompiledPart link(Part part, const std::string& packed) const;
    [[nodiscard]] std::string object_of(Part part) const;
    [[nodiscard]] std::string file_of(Part part) const;

    std::shared_ptr<const Programs> programs_;
    Machine machine_;
    int n_lane_;
    JitOptions::Effort effort_;
    int patience_;
    FileStore store_;
    std::string key_; ///< of all that the code follows from
    ModelRows lane_rows_, rows_;
    std::vector<Part> lane_parts_;
    mutable Linker linker_;
    mutable std::array<Slot, n_part> slots_;
    mutable std::array<Group, n_part> groups_; ///< of lanes at the first of their parts, of others at theirs
};

} // namespace euthymia
