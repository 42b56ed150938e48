// SPDX-License-Identifier: Apache-2.0
#include "euthymia/compile/jit.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "engine_identity.hpp"
#include "euthymia/base/error.hpp"
#include "interpreter.hpp"
#include "jit_evaluators.hpp"
#include "program_bytes.hpp"

namespace euthymia {

namespace {

class JitModel final : public CompiledModel {
  public:
    JitModel(std::shared_ptr<const Programs> programs, const Machine& machine, const JitOptions& options)
        : parts_(std::make_shared<JitParts>(std::move(programs), machine, options))
        , backend_(backend_name({.name = machine.instruction_set, .n_lane = options.n_lane})) {
        parts_->prepare(parts_for_lanes(parts_->programs()));
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

/// A number of lanes that vectors of `machine` hold.
int choose_lanes(const Machine& machine, int wanted) {
    if (wanted == 0) return machine.n_lane;
    for (int n_lane = 2; n_lane <= machine.n_lane; n_lane *= 2) {
        if (wanted == n_lane) return wanted;
    }
    throw UnsupportedError({fmt::format("code for {} people at once was asked for", wanted),
                            fmt::format("{} of this machine", machine.instruction_set),
                            fmt::format("choose a power of 2 from 2 to {}", machine.n_lane)});
}

std::shared_ptr<const CompiledModel> make_model(std::shared_ptr<const Programs> programs, JitOptions options) {
    const Machine machine = this_machine();
    options.n_lane = choose_lanes(machine, options.n_lane);
    return std::make_shared<JitModel>(std::move(programs), machine, options);
}

std::shared_ptr<const CompiledModel> make_model_or_interpret(const std::shared_ptr<const Programs>& programs,
                                                             const JitOptions& options) {
    try {
        return make_model(programs, options);
    } catch (const UnsupportedError&) {
        return interpret(programs);
    }
}

std::string file_name(const JitOptions& options) {
    return options.key + ".programs";
}

std::shared_ptr<const Programs> write_and_keep(const Equations& equations, const CompileOptions& options,
                                               const JitOptions& jit) {
    auto programs = std::make_shared<const Programs>(write_programs(equations, options));
    if (!jit.key.empty()) FileStore(jit.cache).keep(file_name(jit), to_bytes(*programs));
    return programs;
}

} // namespace

VectorUnit vector_unit() {
    try {
        const Machine machine = this_machine();
        return {.name = machine.instruction_set, .n_lane = machine.n_lane};
    } catch (const UnsupportedError&) {
        return {.name = "none", .n_lane = 1};
    }
}

std::string backend_name(const VectorUnit& unit) {
    return fmt::format("jit {} x{}", unit.name, unit.n_lane);
}

std::shared_ptr<const CompiledModel> jit_compile(const Equations& equations, const CompileOptions& options,
                                                 const JitOptions& jit) {
    return make_model(write_and_keep(equations, options, jit), jit);
}

std::shared_ptr<const CompiledModel> compile(const Equations& equations, const CompileOptions& options,
                                             const JitOptions& jit) {
    return make_model_or_interpret(write_and_keep(equations, options, jit), jit);
}

std::string cache_key(std::string_view document, const CompileOptions& options) {
    std::string text = fmt::format("{}\n{}\n", engine_identity(), digest(document));
    for (const auto* names : {&options.parameters, &options.observables, &options.roots}) {
        for (const std::string& name : *names) text += name + '\n';
        text += '\n';
    }
    return digest(text);
}

std::shared_ptr<const CompiledModel> load_compiled(const JitOptions& jit) {
    const auto bytes = FileStore(jit.cache).load(file_name(jit));
    if (!bytes) return nullptr;
    try {
        return make_model_or_interpret(std::make_shared<const Programs>(programs_from_bytes(*bytes)), jit);
    } catch (const std::invalid_argument&) {
        return nullptr; // what is whole need not be programs
    }
}

} // namespace euthymia
