// SPDX-License-Identifier: Apache-2.0
#include "jit_evaluators.hpp"

#include <algorithm>
#include <optional>

#include "euthymia/base/aligned_vector.hpp"
#include "shifted_lu.hpp"

namespace euthymia {

namespace {

/// Updates beyond which the elimination is done from lists: compiling it would take longer than it is worth.
constexpr std::size_t n_compiled_update = 20'000;

bool is_elimination_compiled(const Programs& programs) {
    std::size_t n_update = 0;
    for (const LuPlan::Pivot& pivot : programs.lu.pivots) n_update += pivot.updates.size();
    return n_update <= n_compiled_update;
}

class JitEvaluator final : public Evaluator {
  public:
    explicit JitEvaluator(std::shared_ptr<const JitParts> parts)
        : parts_(std::move(parts))
        , person_(parts_->n_person()) {
        JitEvaluator::set_parameters(parts_->programs().layout.defaults);
    }

    void set_parameters(std::span<const double> parameters) override {
        std::copy(parameters.begin(), parameters.end(), person_.begin());
        is_set_up_ = {};
    }

    void initial_state(std::span<double> y) override { run(Part::initial, 0.0, {}, y); }

    void rates(double t, std::span<const double> y, std::span<double> dydt) override { run(Part::rates, t, y, dydt); }

    void jacobian(double t, std::span<const double> y, std::span<double> values) override {
        run(Part::jacobian, t, y, values);
    }

    void observe(double t, std::span<const double> y, std::span<double> values) override {
        run(Part::observables, t, y, values);
    }

    void watch(double t, std::span<const double> y, std::span<double> values) override {
        run(Part::watched, t, y, values);
    }

  private:
    void run(Part part, double t, std::span<const double> y, std::span<double> results) {
        const Part setup = setup_of(part);
        bool& is_set_up = is_set_up_[setup == Part::setup];
        if (!is_set_up) call(setup, t, y, results);
        is_set_up = true;
        call(part, t, y, results);
    }

    void call(Part part, double t, std::span<const double> y, std::span<double> results) {
        const CompiledPart& compiled = (*parts_)[part];
        if (work_.size() < compiled.n_work) work_.resize(compiled.n_work);
        compiled.function(&t, y.data(), results.data(), nullptr, person_.data(), work_.data());
    }

    std::shared_ptr<const JitParts> parts_;
    std::vector<double> person_, work_;
    std::array<bool, 2> is_set_up_{}; ///< for outputs, for the rest
};

class JitLaneEvaluator final : public LaneEvaluator {
  public:
    explicit JitLaneEvaluator(std::shared_ptr<const JitParts> parts)
        : parts_(std::move(parts))
        , width_(static_cast<std::size_t>(parts_->n_lane()))
        , person_(parts_->n_lane_person() * width_) {
        std::uint32_t n_work = 0;
        for (const Part part : parts_for_lanes(programs())) {
            const CompiledPart& compiled = (*parts_)[part];
            functions_[static_cast<std::size_t>(part)] = compiled.function;
            n_work = std::max(n_work, compiled.n_work);
        }
        work_.resize(n_work * width_);
        if (!is_elimination_compiled(programs())) large_.emplace(programs(), n_lane());
        for (int lane = 0; lane < n_lane(); ++lane) {
            JitLaneEvaluator::set_parameters(lane, programs().layout.defaults);
        }
    }

    [[nodiscard]] int n_state() const override { return static_cast<int>(programs().states.size()); }
    [[nodiscard]] int n_lane() const override { return parts_->n_lane(); }
    [[nodiscard]] std::span<const int> algebraic_states() const override { return programs().layout.algebraic; }
    [[nodiscard]] std::span<const int> guarded_states() const override { return programs().layout.guarded; }

    void set_parameters(int lane, std::span<const double> parameters) override {
        for (std::size_t k = 0; k < parameters.size(); ++k) person_[k * width_ + lane] = parameters[k];
        is_set_up_ = false;
    }

    void rates(const double* t, const double* y, double* dydt) override {
        set_up();
        call(Part::lane_rates, t, y, dydt);
    }

    void linearise(const double* t, const double* y, double* dydt, double* dfdt) override {
        set_up();
        call(Part::lane_linear, t, y, dydt, dfdt);
    }

    void roots(const double* t, const double* y, double* values) override {
        set_up();
        call(Part::lane_roots, t, y, values);
    }

    void factor(const double* shift, double* growth) override {
        large_ ? large_->factor(work_.data(), shift, growth) : call(Part::factor, shift, nullptr, growth);
    }

    void solve(double* b) override { large_ ? large_->solve(b) : call(Part::solve, nullptr, nullptr, b); }

  private:
    [[nodiscard]] const Programs& programs() const { return parts_->programs(); }

    void set_up() {
        if (!is_set_up_) call(Part::lane_setup, nullptr, nullptr, nullptr);
        is_set_up_ = true;
    }

    void call(Part part, const double* time, const double* states, double* first, double* second = nullptr) {
        functions_[static_cast<std::size_t>(part)](time, states, first, second, person_.data(), work_.data());
    }

    std::shared_ptr<const JitParts> parts_;
    std::size_t width_;
    std::array<RowFunction, n_part> functions_{};
    AlignedVector<double> person_;
    AlignedVector<double> work_;     ///< begins with the Jacobian
    std::optional<ShiftedLu> large_; ///< for eliminations that are not compiled
    bool is_set_up_ = false;
};

} // namespace

std::unique_ptr<Evaluator> make_jit_evaluator(std::shared_ptr<const JitParts> parts) {
    return std::make_unique<JitEvaluator>(std::move(parts));
}

std::unique_ptr<LaneEvaluator> make_jit_lane_evaluator(std::shared_ptr<const JitParts> parts) {
    return std::make_unique<JitLaneEvaluator>(std::move(parts));
}

std::vector<Part> parts_for_lanes(const Programs& programs) {
    std::vector<Part> parts{Part::lane_linear, Part::lane_rates, Part::lane_setup, Part::lane_roots};
    if (is_elimination_compiled(programs)) {
        parts.push_back(Part::factor);
        parts.push_back(Part::solve);
    }
    return parts;
}

} // namespace euthymia
