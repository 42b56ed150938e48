// SPDX-License-Identifier: Apache-2.0
#include "jit_parts.hpp"

#include <cstring>
#include <future>

#include <fmt/format.h>

#include "engine_identity.hpp"
#include "jit_functions.hpp"
#include "jit_object.hpp"
#include "lu_program.hpp"
#include "program_bytes.hpp"

namespace euthymia {

namespace {

/// The part of the vector registers that the plan may fill; instructions and numbers need the others.
constexpr double planned_share = 2.0 / 3.0;

/// Steps in a function: a few hundred keep LLVM's work in proportion to the length of the code; more need fewer loads.
constexpr int n_step = 800;

constexpr std::array<const char*, n_part> names{"lane_setup", "lane_rates", "lane_linear", "lane_roots",
                                                "factor",     "solve",      "setup",       "initial",
                                                "rates",      "jacobian",   "observables"};

const char* name_of(Part part) {
    return names[static_cast<std::size_t>(part)];
}

bool is_for_lanes(Part part) {
    return part <= Part::solve;
}

std::string key_of(const Programs& programs, const Machine& machine, int n_lane, JitOptions::Effort effort) {
    return digest(fmt::format("{} {} {} {} {} {}", engine_identity(), machine.cpu, machine.features, n_lane,
                              static_cast<int>(effort), to_bytes(programs)));
}

std::string pack(std::uint32_t n_work, const std::string& object) {
    std::string bytes(sizeof n_work, '\0');
    std::memcpy(bytes.data(), &n_work, sizeof n_work);
    return bytes + object;
}

} // namespace

JitParts::JitParts(std::shared_ptr<const Programs> programs, const Machine& machine, const JitOptions& options)
    : programs_(std::move(programs))
    , machine_(machine)
    , n_lane_(options.n_lane)
    , effort_(options.effort)
    , store_(options.cache)
    , key_(options.cache.empty() ? "" : key_of(*programs_, machine, n_lane_, effort_))
    , lane_rows_(*programs_, {&programs_->rates, &programs_->linear, &programs_->roots})
    , rows_(*programs_, {&programs_->initial, &programs_->rates, &programs_->jacobian, &programs_->observables}) {}

void JitParts::prepare(std::span<const Part> wanted) const {
    std::vector<std::future<void>> others;
    for (const Part part : wanted) {
        others.push_back(std::async(std::launch::async, [this, part] { (void)(*this)[part]; }));
    }
    for (std::future<void>& other : others) other.get();
}

const CompiledPart& JitParts::operator[](Part part) const {
    Slot& slot = slots_[static_cast<std::size_t>(part)];
    std::call_once(slot.once, [&] { slot.compiled = make(part); });
    return slot.compiled;
}

CompiledPart JitParts::make(Part part) const {
    const std::string file = fmt::format("{}-{}.o", key_, name_of(part));
    std::string packed;
    if (auto kept = store_.load(file)) {
        packed = std::move(*kept);
    } else {
        packed = object_of(part);
        store_.keep(file, packed);
    }
    CompiledPart compiled;
    std::memcpy(&compiled.n_work, packed.data(), sizeof compiled.n_work);
    compiled.function = linker_.link(packed.substr(sizeof compiled.n_work), name_of(part));
    return compiled;
}

/// The object file of a part, after the number of its work rows.
std::string JitParts::object_of(Part part) const {
    const RowCode code = lay_out(program_of(part), {.n_register = static_cast<int>(planned_share * machine_.n_register),
                                                    .n_step = n_step,
                                                    .is_call = is_emitted_as_call});
    return pack(code.n_work, compile_object(code, name_of(part), is_for_lanes(part) ? n_lane_ : 1, machine_, effort_));
}

RowProgram JitParts::program_of(Part part) const {
    switch (part) {
    case Part::lane_setup:
        return lane_rows_.setup();
    case Part::lane_rates:
        return lane_rows_.program(programs_->rates);
    case Part::lane_linear:
        return lane_rows_.linear();
    case Part::lane_roots:
        return lane_rows_.program(programs_->roots);
    case Part::factor:
        return factor_program(*programs_);
    case Part::solve:
        return solve_program(*programs_);
    case Part::setup:
        return rows_.setup();
    case Part::initial:
        return rows_.program(programs_->initial);
    case Part::rates:
        return rows_.program(programs_->rates);
    case Part::jacobian:
        return rows_.program(programs_->jacobian);
    case Part::observables:
        return rows_.program(programs_->observables);
    }
    return {};
}

} // namespace euthymia
