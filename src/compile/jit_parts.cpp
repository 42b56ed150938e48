// SPDX-License-Identifier: Apache-2.0
#include "jit_parts.hpp"

#include <cstring>
#include <future>

#include <fmt/format.h>

#include "euthymia/base/digest.hpp"
#include "euthymia/base/engine_identity.hpp"
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

/// One row of the table of parts.
struct PartTraits {
    Part part;
    const char* name; ///< of the function in its object file
    bool is_for_lanes;
    RowProgram (*program)(const Programs& programs, const ModelRows& rows); ///< rows for lanes, or for one person
};

template <Program Programs::*member>
RowProgram results_of(const Programs& programs, const ModelRows& rows) {
    return rows.program(programs.*member);
}

RowProgram lane_setup_of(const Programs& programs, const ModelRows& rows) {
    return rows.setup({&programs.rates, &programs.linear, &programs.roots});
}

RowProgram output_setup_of(const Programs& programs, const ModelRows& rows) {
    return rows.setup({&programs.initial, &programs.observables});
}

RowProgram setup_of(const Programs& programs, const ModelRows& rows) {
    return rows.setup({&programs.rates, &programs.jacobian, &programs.watched});
}

RowProgram linear_of(const Programs&, const ModelRows& rows) {
    return rows.linear();
}

RowProgram watched_of(const Programs& programs, const ModelRows& rows) {
    return rows.program(programs.watched, programs.layout.watched);
}

RowProgram factor_of(const Programs& programs, const ModelRows&) {
    return factor_program(programs);
}

RowProgram solve_of(const Programs& programs, const ModelRows&) {
    return solve_program(programs);
}

constexpr std::array table{
    PartTraits{Part::lane_setup, "lane_setup", true, lane_setup_of},
    PartTraits{Part::lane_rates, "lane_rates", true, results_of<&Programs::rates>},
    PartTraits{Part::lane_linear, "lane_linear", true, linear_of},
    PartTraits{Part::lane_roots, "lane_roots", true, results_of<&Programs::roots>},
    PartTraits{Part::factor, "factor", true, factor_of},
    PartTraits{Part::solve, "solve", true, solve_of},
    PartTraits{Part::output_setup, "output_setup", false, output_setup_of},
    PartTraits{Part::setup, "setup", false, setup_of},
    PartTraits{Part::initial, "initial", false, results_of<&Programs::initial>},
    PartTraits{Part::rates, "rates", false, results_of<&Programs::rates>},
    PartTraits{Part::jacobian, "jacobian", false, results_of<&Programs::jacobian>},
    PartTraits{Part::observables, "observables", false, results_of<&Programs::observables>},
    PartTraits{Part::watched, "watched", false, watched_of},
};

constexpr bool is_in_order() {
    for (std::size_t k = 0; k < table.size(); ++k) {
        if (table[k].part != static_cast<Part>(k)) return false;
    }
    return table.size() == n_part;
}
static_assert(is_in_order());

const PartTraits& traits_of(Part part) {
    return table[static_cast<std::size_t>(part)];
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
    , rows_(*programs_, {&programs_->initial, &programs_->rates, &programs_->jacobian, &programs_->observables,
                         &programs_->watched}) {}

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
    const char* name = traits_of(part).name;
    const std::string file = fmt::format("{}-{}", key_, name);
    std::string packed;
    if (auto kept = store_.load(file)) {
        packed = std::move(*kept);
    } else {
        packed = object_of(part);
        store_.keep(file, packed);
    }
    CompiledPart compiled;
    std::memcpy(&compiled.n_work, packed.data(), sizeof compiled.n_work);
    compiled.function = linker_.link(packed.substr(sizeof compiled.n_work), name);
    return compiled;
}

/// The object file of a part, after the number of its work rows.
std::string JitParts::object_of(Part part) const {
    const PartTraits& traits = traits_of(part);
    const RowProgram program = traits.program(*programs_, traits.is_for_lanes ? lane_rows_ : rows_);
    const RowCode code = lay_out(program, {.n_register = static_cast<int>(planned_share * machine_.n_register),
                                           .n_step = n_step,
                                           .is_call = is_emitted_as_call});
    return pack(code.n_work, compile_object(code, traits.name, traits.is_for_lanes ? n_lane_ : 1, machine_, effort_));
}

} // namespace euthymia
