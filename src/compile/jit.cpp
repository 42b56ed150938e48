// SPDX-License-Identifier: Apache-2.0
#include "euthymia/compile/jit.hpp"

#include <optional>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "interpreter.hpp"
#include "jit_evaluators.hpp"

namespace euthymia {

namespace {

class JitModel final : public CompiledModel {
  public:
    JitModel(std::shared_ptr<const Programs> programs, const Machine& machine, const JitOptions& options)
        : parts_(std::make_shared<JitParts>(std::move(programs), machine, options))
        , backend_(backend_name({.name = machine.instruction_set, .n_lane = options.n_lane})) {
        (void)parts_->has_code(parts_->lane_parts().front()); // if it has to be made, now
    }

    [[nodiscard]] const Layout& layout() const override { return parts_->programs().layout; }
    [[nodiscard]] const SparsityPattern& jacobian_pattern() const override { return parts_->programs().pattern; }
    [[nodiscard]] std::string_view backend() const override { return backend_; }
    [[nodiscard]] std::unique_ptr<Evaluator> evaluator() const override { return make_jit_evaluator(parts_); }
    [[nodiscard]] std::unique_ptr<LaneEvaluator> lane_evaluator() const override {
        return make_jit_lane_evaluator(parts_);
    }

  private:
    std::shared_ptr<const JitParts> parts_;
    std::string backend_;
};

[[noreturn]] void refuse_lanes(int wanted, const std::string& where, int most) {
    throw UnsupportedError({fmt::format("code for {} people at once was asked for", wanted), where,
                            fmt::format("choose a power of 2 from 2 to {}", most)});
}

void refuse_lanes_of_no_vector(int wanted) {
    constexpr int most = 8;
    if (wanted != 0 && wanted != 2 && wanted != 4 && wanted != most) refuse_lanes(wanted, "JitOptions::n_lane", most);
}

/// With a number of lanes that vectors of `machine` hold.
JitOptions with_lanes(JitOptions jit, const Machine& machine) {
    const int most = machine.n_lane;
    if (jit.n_lane > most) refuse_lanes(jit.n_lane, machine.instruction_set + " of this machine", most);
    if (jit.n_lane == 0) jit.n_lane = most;
    return jit;
}

/// The machine to compile for, if there can be code for it.
std::optional<Machine> machine_for_code() {
    try {
        return this_machine();
    } catch (const UnsupportedError&) {
        return std::nullopt;
    }
}

} // namespace

VectorUnit vector_unit() {
    const std::optional<Machine> machine = machine_for_code();
    if (!machine) return {.name = "none", .n_lane = 1};
    return {.name = machine->instruction_set, .n_lane = machine->n_lane};
}

std::string backend_name(const VectorUnit& unit) {
    return fmt::format("jit {} x{}", unit.name, unit.n_lane);
}

std::shared_ptr<const CompiledModel> jit_compile(const Equations& equations, const CompileOptions& options,
                                                 const JitOptions& jit) {
    refuse_lanes_of_no_vector(jit.n_lane);
    const Machine machine = this_machine();
    const JitOptions chosen = with_lanes(jit, machine);
    return std::make_shared<JitModel>(std::make_shared<const Programs>(write_programs(equations, options)), machine,
                                      chosen);
}

std::shared_ptr<const CompiledModel> compile(const Equations& equations, const CompileOptions& options,
                                             const JitOptions& jit) {
    refuse_lanes_of_no_vector(jit.n_lane);
    const std::optional<Machine> machine = machine_for_code();
    const auto programs = std::make_shared<const Programs>(write_programs(equations, options));
    if (!machine) return interpret(programs);
    const JitOptions chosen = with_lanes(jit, *machine);
    try {
        return std::make_shared<JitModel>(programs, *machine, chosen);
    } catch (const UnsupportedError&) {
        return interpret(programs); // LLVM can neither emit nor link it
    }
}

} // namespace euthymia
