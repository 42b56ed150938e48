// SPDX-License-Identifier: Apache-2.0
#include "jit_parts.hpp"

#include <algorithm>
#include <cstring>
#include <future>

#include <fmt/format.h>

#include "euthymia/base/digest.hpp"
#include "euthymia/base/engine_identity.hpp"
#include "euthymia/base/error.hpp"
#include "jit_functions.hpp"
#include "jit_object.hpp"
#include "program_bytes.hpp"

namespace euthymia {

namespace {

/// The part of the vector registers that the plan may fill; instructions and numbers need the others.
constexpr double planned_share = 2.0 / 3.0;

/// Steps in a function: a few hundred keep LLVM's work in proportion to the length of the code; more need fewer loads.
constexpr int n_step = 800;

std::string key_of(const Programs& programs, const Machine& machine, int n_lane, JitOptions::Effort effort) {
    return digest(fmt::format("{} {} {} {} {} {}", engine_identity(), machine.cpu, machine.features, n_lane,
                              static_cast<int>(effort), to_bytes(programs)));
}

std::string pack(std::uint32_t n_work, const std::string& object) {
    std::string bytes(sizeof n_work, '\0');
    std::memcpy(bytes.data(), &n_work, sizeof n_work);
    return bytes + object;
}

/// Does it for all, on as many threads; whether it succeeds for every one.
template <typename Action>
bool all_at_once(std::span<const Part> parts, Action action) {
    std::vector<std::future<bool>> others;
    for (const Part part : parts.subspan(1)) {
        others.push_back(std::async(std::launch::async, [&action, part] { return action(part); }));
    }
    bool is_success = action(parts.front());
    for (std::future<bool>& other : others) is_success = other.get() && is_success;
    return is_success;
}

} // namespace

JitParts::JitParts(std::shared_ptr<const Programs> programs, const Machine& machine, const JitOptions& options)
    : programs_(std::move(programs))
    , machine_(machine)
    , n_lane_(options.n_lane)
    , effort_(options.effort)
    , patience_(options.patience)
    , store_(options.cache)
    , key_(options.cache.empty() ? "" : key_of(*programs_, machine, n_lane_, effort_))
    , lane_rows_(*programs_, {&programs_->rates, &programs_->linear, &programs_->roots})
    , rows_(*programs_, {&programs_->initial, &programs_->rates, &programs_->jacobian, &programs_->observables,
                         &programs_->watched})
    , lane_parts_(parts_for_lanes(*programs_)) {
    for (std::size_t k = 0; k < n_part; ++k) groups_[k].parts = {static_cast<Part>(k)};
    group_of(lane_parts_.front()).parts = lane_parts_;
}

JitParts::Group& JitParts::group_of(Part part) const {
    const Part first = traits_of(part).is_for_lanes ? lane_parts_.front() : part;
    return groups_[static_cast<std::size_t>(first)];
}

bool JitParts::has_code(Part part) const {
    Group& group = group_of(part);
    std::call_once(group.is_begun, [&] { begin(group); });
    return group.has_code;
}

void JitParts::begin(Group& group) const {
    const auto is_kept = [this](Part part) { return find(part); };
    const auto is_playable = [this](Part part) { return player(part).is_able(); };
    if (patience_ <= 0) return make(group);
    if (all_at_once(group.parts, is_kept) || !all_at_once(group.parts, is_playable)) make(group);
}

void JitParts::make(Group& group) const {
    all_at_once(group.parts, [this](Part part) { return (*this)[part].function != nullptr; });
    group.has_code = true;
}

bool JitParts::lose_patience(Part part) const {
    Group& group = group_of(part);
    if (group.has_code) return true;
    if (group.n_played < patience_ && group.n_played++ < patience_) return false;
    std::call_once(group.is_made, [&] {
        try {
            make(group);
        } catch (const UnsupportedError&) { // the same bits, only slower
        }
    });
    return group.has_code;
}

const CompiledPart& JitParts::operator[](Part part) const {
    Slot& slot = slot_of(part);
    std::call_once(slot.is_compiled, [&] { slot.compiled = load_or_compile(part); });
    return slot.compiled;
}

const RowPlayer& JitParts::player(Part part) const {
    Slot& slot = slot_of(part);
    std::call_once(slot.is_planned, [&] {
        const PartTraits& traits = traits_of(part);
        const RowProgram program = traits.program(*programs_, traits.is_for_lanes ? lane_rows_ : rows_);
        RowCode code = lay_out(program, {.n_register = static_cast<int>(planned_share * machine_.n_register),
                                         .n_step = n_step,
                                         .is_call = is_emitted_as_call});
        slot.player.emplace(std::move(code), traits.is_for_lanes ? n_lane_ : 1, machine_);
    });
    return *slot.player;
}

/// Whether the code of a part is kept; if so it is linked.
bool JitParts::find(Part part) const {
    const auto kept = store_.load(file_of(part));
    if (!kept) return false;
    Slot& slot = slot_of(part);
    std::call_once(slot.is_compiled, [&] { slot.compiled = link(part, *kept); });
    return true;
}

CompiledPart JitParts::load_or_compile(Part part) const {
    if (const auto kept = store_.load(file_of(part))) return link(part, *kept);
    const std::string packed = object_of(part);
    store_.keep(file_of(part), packed);
    return link(part, packed);
}

CompiledPart JitParts::link(Part part, const std::string& packed) const {
    CompiledPart compiled;
    std::memcpy(&compiled.n_work, packed.data(), sizeof compiled.n_work);
    compiled.function = linker_.link(packed.substr(sizeof compiled.n_work), traits_of(part).name);
    return compiled;
}

/// The object file of a part, after the number of its work rows.
std::string JitParts::object_of(Part part) const {
    const PartTraits& traits = traits_of(part);
    const RowCode& code = player(part).code();
    return pack(code.n_work, compile_object(code, traits.name, traits.is_for_lanes ? n_lane_ : 1, machine_, effort_));
}

std::string JitParts::file_of(Part part) const {
    return fmt::format("{}-{}", key_, traits_of(part).name);
}

} // namespace euthymia
