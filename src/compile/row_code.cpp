// SPDX-License-Identifier: Apache-2.0
#include "row_code.hpp"

#include <algorithm>
#include <limits>

#include "row_operations.hpp"

namespace euthymia {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// For every register the operations that read it, ascending, and how far that list has been gone through.
class Uses {
  public:
    Uses(const std::vector<Operation>& operations, std::size_t n_register)
        : start_(n_register + 1) {
        for (const Operation& operation : operations) each(operation, [&](std::uint32_t r) { ++start_[r + 1]; });
        for (std::size_t r = 0; r < n_register; ++r) start_[r + 1] += start_[r];
        next_.assign(start_.begin(), start_.end() - 1);
        when_.resize(start_.back());
        for (std::uint32_t k = 0; k < operations.size(); ++k) {
            each(operations[k], [&](std::uint32_t r) { when_[next_[r]++] = k; });
        }
        next_.assign(start_.begin(), start_.end() - 1);
    }

    /// The next operation that reads the register, `none` if there is none.
    [[nodiscard]] std::uint32_t next(std::uint32_t r) const {
        return next_[r] < start_[r + 1] ? when_[next_[r]] : none;
    }

    /// Operation `k` is done.
    void pass(std::uint32_t r, std::uint32_t k) {
        while (next(r) <= k && next(r) != none) ++next_[r];
    }

  private:
    template <typename Visit>
    static void each(const Operation& operation, Visit visit) {
        for (const Register r : arguments_of(operation)) visit(r);
    }

    std::vector<std::uint32_t> start_, next_, when_;
};

class Layouter {
  public:
    Layouter(const RowProgram& program, const RowCodeOptions& options)
        : program_(program)
        , options_(options)
        , operations_(operations_of(program, options.is_call))
        , uses_(operations_, program.sources.size())
        , value_(program.sources.size(), none)
        , home_(program.sources.size())
        , results_(program.sources.size()) {
        for (std::size_t r = 0; r < home_.size(); ++r) home_[r] = program.sources[r].row;
        for (const auto& [place, row] : program.results) results_[place].push_back(row);
        code_.n_work = program.spare;
    }

    RowCode operator()() {
        for (std::uint32_t k = 0; k < operations_.size(); ++k) {
            carry_out(operations_[k], k);
            if (code_.steps.size() - last_cut_ >= static_cast<std::size_t>(options_.n_step)) cut();
        }
        copy_sources();
        count_values();
        return std::move(code_);
    }

  private:
    [[nodiscard]] bool is_call(const Operation& operation) const {
        return !operation.is_fused && options_.is_call(operation.function);
    }

    void carry_out(const Operation& operation, std::uint32_t k) {
        const std::span<const Register> arguments = arguments_of(operation);
        const bool leaves_nothing = is_call(operation);
        if (leaves_nothing) give_up_all();
        std::array<std::uint32_t, 3> value{};
        std::ranges::transform(arguments, value.begin(), [this](Register r) { return bring(r); });
        for (const Register r : arguments) pass(r, k);
        const std::uint32_t target = n_value_++;
        code_.steps.push_back({.kind = operation.is_fused ? RowStep::Kind::fused : RowStep::Kind::compute,
                               .function = operation.function,
                               .arity = static_cast<std::uint8_t>(arguments.size()),
                               .target = target,
                               .a = value[0],
                               .b = value[1],
                               .c = value[2]});
        if (leaves_nothing) give_up_all(); // its arguments, which stand in memory too
        take_in(operation.target, target);
    }

    /// The value of register `r`, loaded if need be.
    std::uint32_t bring(std::uint32_t r) {
        if (value_[r] != none) return value_[r];
        const std::uint32_t value = n_value_++;
        if (const auto number = program_.sources[r].number) {
            code_.steps.push_back({.kind = RowStep::Kind::number, .target = value, .number = *number});
            return value;
        }
        code_.steps.push_back({.kind = RowStep::Kind::load, .target = value, .row = *home_[r]});
        hold(r, value);
        return value;
    }

    void hold(std::uint32_t r, std::uint32_t value) {
        value_[r] = value;
        held_.push_back(r);
    }

    void take_in(std::uint32_t r, std::uint32_t value) {
        for (const Row& row : results_[r]) {
            code_.steps.push_back({.kind = RowStep::Kind::store, .a = value, .row = row});
            home_[r] = row;
        }
        if (uses_.next(r) != none) hold(r, value);
        while (held_.size() > static_cast<std::size_t>(options_.n_register)) give_up(last_needed());
    }

    void pass(std::uint32_t r, std::uint32_t k) {
        uses_.pass(r, k);
        if (uses_.next(r) != none) return;
        if (value_[r] != none) std::erase(held_, r);
        value_[r] = none;
        release(r);
    }

    [[nodiscard]] std::uint32_t last_needed() const {
        return *std::max_element(held_.begin(), held_.end(),
                                 [this](auto a, auto b) { return uses_.next(a) < uses_.next(b); });
    }

    /// Out of the registers; into memory, unless it stands there.
    void give_up(std::uint32_t r) {
        if (!home_[r]) {
            home_[r] = Row{Block::work, new_spare()};
            code_.steps.push_back({.kind = RowStep::Kind::store, .a = value_[r], .row = *home_[r]});
        }
        value_[r] = none;
        std::erase(held_, r);
    }

    void give_up_all() {
        while (!held_.empty()) give_up(held_.back());
    }

    void cut() {
        give_up_all();
        code_.steps.push_back({.kind = RowStep::Kind::cut});
        last_cut_ = code_.steps.size();
        count_values();
        n_value_ = 0;
    }

    void count_values() { code_.n_value = std::max(code_.n_value, n_value_); }

    std::uint32_t new_spare() {
        if (spare_.empty()) return code_.n_work++;
        const std::uint32_t row = spare_.back();
        spare_.pop_back();
        return row;
    }

    /// Its room may be used for another.
    void release(std::uint32_t r) {
        if (home_[r] && home_[r]->block == Block::work && home_[r]->index >= program_.spare) {
            spare_.push_back(home_[r]->index);
            home_[r].reset();
        }
    }

    /// Results that are sources themselves.
    void copy_sources() {
        for (const auto& [place, row] : program_.results) {
            if (!program_.sources[place].row && !program_.sources[place].number) continue;
            const std::uint32_t value = bring(place);
            code_.steps.push_back({.kind = RowStep::Kind::store, .a = value, .row = row});
        }
    }

    const RowProgram& program_;
    const RowCodeOptions& options_;
    std::vector<Operation> operations_;
    Uses uses_;
    RowCode code_;
    std::vector<std::uint32_t> value_;      ///< of registers that are held
    std::vector<std::optional<Row>> home_;  ///< of registers that stand in memory
    std::vector<std::vector<Row>> results_; ///< of each register
    std::vector<std::uint32_t> held_, spare_;
    std::uint32_t n_value_ = 0;
    std::size_t last_cut_ = 0;
};

} // namespace

RowCode lay_out(const RowProgram& program, const RowCodeOptions& options) {
    return Layouter(program, options)();
}

} // namespace euthymia
