// SPDX-License-Identifier: Apache-2.0
#include "lane_interpreter.hpp"

#include <algorithm>
#include <cmath>

#include "euthymia/base/aligned_vector.hpp"
#include "euthymia/expression/functions.hpp"
#include "shifted_lu.hpp"

namespace euthymia {

namespace {

/// Registers as rows of lanes: all that an instruction touches stands together.
class RegisterRows {
  public:
    RegisterRows(std::span<const double> initial, int n_lane)
        : n_lane_(static_cast<std::size_t>(n_lane))
        , values_(initial.size() * n_lane_) {
        for (std::size_t k = 0; k < initial.size(); ++k) std::fill_n(row(k), n_lane_, initial[k]);
    }

    [[nodiscard]] double* row(std::size_t place) { return values_.data() + place * n_lane_; }

    void execute(const Tape& tape) {
        for (const Instruction& i : tape) execute(i);
    }

  private:
    void execute(const Instruction& i) {
        switch (i.function) {
        case Function::add:
            return each(i, [](double a, double b) { return a + b; });
        case Function::subtract:
            return each(i, [](double a, double b) { return a - b; });
        case Function::multiply:
            return each(i, [](double a, double b) { return a * b; });
        case Function::divide:
            return each(i, [](double a, double b) { return a / b; });
        case Function::negate:
            return each(i, [](double a, double) { return -a; });
        default:
            return look_up(i);
        }
    }

    template <typename Operation>
    void each(const Instruction& i, Operation operation) {
        double* __restrict target = row(i.target); // its own register, never an argument
        const double* a = row(i.argument[0]);
        const double* b = row(i.argument[1]);
        for (std::size_t l = 0; l < n_lane_; ++l) target[l] = operation(a[l], b[l]);
    }

    void look_up(const Instruction& i) {
        const auto evaluate = traits_of(i.function).evaluate;
        const double *a = row(i.argument[0]), *b = row(i.argument[1]), *c = row(i.argument[2]);
        for (std::size_t l = 0; l < n_lane_; ++l) row(i.target)[l] = evaluate(a[l], b[l], c[l]);
    }

    std::size_t n_lane_;
    AlignedVector<double> values_;
};

class LaneInterpreter final : public LaneEvaluator {
  public:
    LaneInterpreter(std::shared_ptr<const Programs> programs, int n_lane)
        : programs_(std::move(programs))
        , width_(static_cast<std::size_t>(n_lane))
        , person_(programs_->registers)
        , registers_(programs_->registers, n_lane)
        , jacobian_(programs_->pattern.n_nonzero() * width_)
        , lu_(*programs_, n_lane) {
        for (int lane = 0; lane < n_lane; ++lane) LaneInterpreter::set_parameters(lane, programs_->layout.defaults);
    }

    [[nodiscard]] int n_state() const override { return static_cast<int>(programs_->states.size()); }
    [[nodiscard]] int n_lane() const override { return static_cast<int>(width_); }
    [[nodiscard]] std::span<const int> algebraic_states() const override { return programs_->layout.algebraic; }
    [[nodiscard]] std::span<const int> guarded_states() const override { return programs_->layout.guarded; }

    /// Runs the set-up for this lane alone.
    void set_parameters(int lane, std::span<const double> parameters) override {
        for (std::size_t k = 0; k < parameters.size(); ++k) person_[programs_->parameters[k]] = parameters[k];
        euthymia::execute(programs_->setup, person_.data());
        for (const std::uint32_t place : programs_->parameters) registers_.row(place)[lane] = person_[place];
        for (const Instruction& i : programs_->setup) registers_.row(i.target)[lane] = person_[i.target];
    }

    void rates(const double* t, const double* y, double* dydt) override {
        run(programs_->rates, t, y);
        store(programs_->rates.results, dydt);
    }

    void linearise(const double* t, const double* y, double* dydt, double* dfdt) override {
        const std::span<const std::uint32_t> results = programs_->linear.results;
        const std::size_t n = programs_->states.size();
        run(programs_->linear, t, y);
        store(results.first(n), dydt);
        store(results.subspan(n, n), dfdt);
        store(results.subspan(2 * n), jacobian_.data());
    }

    void roots(const double* t, const double* y, double* values) override {
        run(programs_->roots, t, y);
        store(programs_->roots.results, values);
    }

    void factor(const double* shift, double* growth) override { lu_.factor(jacobian_.data(), shift, growth); }

    void solve(double* b) override { lu_.solve(b); }

  private:
    void run(const Program& program, const double* t, const double* y) {
        std::copy_n(t, width_, registers_.row(programs_->time));
        for (std::size_t k = 0; k < programs_->states.size(); ++k) {
            std::copy_n(y + k * width_, width_, registers_.row(programs_->states[k]));
        }
        registers_.execute(program.tape);
    }

    void store(std::span<const std::uint32_t> results, double* values) {
        for (std::size_t k = 0; k < results.size(); ++k) {
            std::copy_n(registers_.row(results[k]), width_, values + k * width_);
        }
    }

    std::shared_ptr<const Programs> programs_;
    std::size_t width_;
    std::vector<double> person_; ///< registers to set one lane up in
    RegisterRows registers_;
    AlignedVector<double> jacobian_; ///< as last linearised
    ShiftedLu lu_;
};

} // namespace

std::unique_ptr<LaneEvaluator> make_lane_interpreter(std::shared_ptr<const Programs> programs, int n_lane) {
    return std::make_unique<LaneInterpreter>(std::move(programs), n_lane);
}

} // namespace euthymia
