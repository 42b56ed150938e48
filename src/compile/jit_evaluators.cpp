// SPDX-License-Identifier: Apache-2.0
#include "jit_evaluators.hpp"

#include <algorithm>
#include <optional>

#include "euthymia/base/aligned_vector.hpp"
#include "shifted_lu.hpp"

namespace euthymia {

namespace {

void call_code(RowFunction function, const RowBlocks& blocks) {
    function(blocks.time, blocks.states, blocks.first, blocks.second, blocks.person, blocks.work);
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
        RowBlocks blocks{.time = &t, .states = y.data(), .first = results.data(), .person = person_.data()};
        if (parts_->has_code(part) || parts_->lose_patience(part)) {
            const CompiledPart& compiled = (*parts_)[part];
            blocks.work = room(compiled.n_work);
            call_code(compiled.function, blocks);
        } else {
            const RowPlayer& player = parts_->player(part);
            blocks.work = room(player.code().n_work);
            player.play(blocks, played_);
        }
    }

    double* room(std::uint32_t n_work) {
        if (work_.size() < n_work) work_.resize(n_work);
        return work_.data();
    }

    std::shared_ptr<const JitParts> parts_;
    std::vector<double> person_, work_;
    AlignedVector<double> played_;    ///< scratch of players
    std::array<bool, 2> is_set_up_{}; ///< for outputs, for the rest
};

class JitLaneEvaluator final : public LaneEvaluator {
  public:
    explicit JitLaneEvaluator(std::shared_ptr<const JitParts> parts)
        : parts_(std::move(parts))
        , width_(static_cast<std::size_t>(parts_->n_lane()))
        , person_(parts_->n_lane_person() * width_)
        , has_code_(parts_->has_code(parts_->lane_parts().front())) {
        has_code_ ? take_code() : take_players();
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
        call(Part::lane_rates, {.time = t, .states = y, .first = dydt});
    }

    void linearise(const double* t, const double* y, double* dydt, double* dfdt) override {
        note_step();
        set_up();
        call(Part::lane_linear, {.time = t, .states = y, .first = dydt, .second = dfdt});
    }

    void roots(const double* t, const double* y, double* values) override {
        note_step();
        set_up();
        call(Part::lane_roots, {.time = t, .states = y, .first = values});
    }

    void factor(const double* shift, double* growth) override {
        large_ ? large_->factor(work_.data(), shift, growth) : call(Part::factor, {.time = shift, .first = growth});
    }

    void solve(double* b) override { large_ ? large_->solve(b) : call(Part::solve, {.first = b}); }

  private:
    [[nodiscard]] const Programs& programs() const { return parts_->programs(); }

    void set_up() {
        if (!is_set_up_) call(Part::lane_setup, {});
        is_set_up_ = true;
    }

    void note_step() {
        if (has_code_ || !parts_->lose_patience(parts_->lane_parts().front())) return;
        has_code_ = true;
        take_code();
    }

    void take_code() {
        for (const Part part : parts_->lane_parts()) {
            const CompiledPart& compiled = (*parts_)[part];
            functions_[static_cast<std::size_t>(part)] = compiled.function;
            make_room(compiled.n_work);
        }
    }

    void take_players() {
        for (const Part part : parts_->lane_parts()) {
            const RowPlayer& player = parts_->player(part);
            players_[static_cast<std::size_t>(part)] = &player;
            make_room(player.code().n_work);
        }
    }

    void make_room(std::uint32_t n_work) { work_.resize(std::max(work_.size(), n_work * width_)); }

    void call(Part part, RowBlocks blocks) {
        const auto k = static_cast<std::size_t>(part);
        blocks.person = person_.data();
        blocks.work = work_.data();
        has_code_ ? call_code(functions_[k], blocks) : players_[k]->play(blocks, played_);
    }

    std::shared_ptr<const JitParts> parts_;
    std::size_t width_;
    std::array<RowFunction, n_part> functions_{};
    std::array<const RowPlayer*, n_part> players_{};
    AlignedVector<double> person_;
    AlignedVector<double> work_;     ///< begins with the Jacobian
    AlignedVector<double> played_;   ///< scratch of players
    std::optional<ShiftedLu> large_; ///< for eliminations that are not compiled
    bool has_code_;
    bool is_set_up_ = false;
};

} // namespace

std::unique_ptr<Evaluator> make_jit_evaluator(std::shared_ptr<const JitParts> parts) {
    return std::make_unique<JitEvaluator>(std::move(parts));
}

std::unique_ptr<LaneEvaluator> make_jit_lane_evaluator(std::shared_ptr<const JitParts> parts) {
    return std::make_unique<JitLaneEvaluator>(std::move(parts));
}

} // namespace euthymia
