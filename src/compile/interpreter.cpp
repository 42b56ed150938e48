// SPDX-License-Identifier: Apache-2.0
#include "interpreter.hpp"

#include <fmt/format.h>

#include "lane_interpreter.hpp"

namespace euthymia {

namespace {

class InterpretedEvaluator final : public Evaluator {
  public:
    explicit InterpretedEvaluator(std::shared_ptr<const Programs> programs)
        : programs_(std::move(programs))
        , registers_(programs_->registers) {
        set_parameters(programs_->layout.defaults);
    }

    void set_parameters(std::span<const double> parameters) override {
        for (std::size_t k = 0; k < parameters.size(); ++k) registers_[programs_->parameters[k]] = parameters[k];
        execute(programs_->setup, registers_.data());
    }

    void initial_state(std::span<double> y) override { run(programs_->initial, y); }

    void rates(double t, std::span<const double> y, std::span<double> dydt) override {
        load(t, y);
        run(programs_->rates, dydt);
    }

    void jacobian(double t, std::span<const double> y, std::span<double> values) override {
        load(t, y);
        run(programs_->jacobian, values);
    }

    void observe(double t, std::span<const double> y, std::span<double> values) override {
        load(t, y);
        run(programs_->observables, values);
    }

    void watch(double t, std::span<const double> y, std::span<double> values) override {
        load(t, y);
        execute(programs_->watched.tape, registers_.data());
        const std::vector<int>& places = programs_->layout.watched;
        for (std::size_t k = 0; k < places.size(); ++k) values[places[k]] = registers_[programs_->watched.results[k]];
    }

  private:
    void load(double t, std::span<const double> y) {
        registers_[programs_->time] = t;
        for (std::size_t k = 0; k < y.size(); ++k) registers_[programs_->states[k]] = y[k];
    }

    void run(const Program& program, std::span<double> out) {
        execute(program.tape, registers_.data());
        for (std::size_t k = 0; k < out.size(); ++k) out[k] = registers_[program.results[k]];
    }

    std::shared_ptr<const Programs> programs_;
    std::vector<double> registers_;
};

class InterpretedModel final : public CompiledModel {
  public:
    explicit InterpretedModel(std::shared_ptr<const Programs> programs)
        : programs_(std::move(programs))
        , backend_(fmt::format("interpreter x{}", n_interpreter_lane)) {}

    [[nodiscard]] const Layout& layout() const override { return programs_->layout; }
    [[nodiscard]] const SparsityPattern& jacobian_pattern() const override { return programs_->pattern; }
    [[nodiscard]] std::string_view backend() const override { return backend_; }
    [[nodiscard]] std::unique_ptr<Evaluator> evaluator() const override {
        return std::make_unique<InterpretedEvaluator>(programs_);
    }
    [[nodiscard]] std::unique_ptr<LaneEvaluator> lane_evaluator() const override {
        return make_lane_interpreter(programs_, n_interpreter_lane);
    }

  private:
    std::shared_ptr<const Programs> programs_;
    std::string backend_;
};

} // namespace

std::shared_ptr<const CompiledModel> interpret(std::shared_ptr<const Programs> programs) {
    return std::make_shared<InterpretedModel>(std::move(programs));
}

std::shared_ptr<const CompiledModel> interpret(const Equations& equations, const CompileOptions& options) {
    return interpret(std::make_shared<const Programs>(write_programs(equations, options)));
}

} // namespace euthymia
