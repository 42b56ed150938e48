// SPDX-License-Identifier: Apache-2.0
#include "lu_program.hpp"

#include <algorithm>

#include "row_builder.hpp"

namespace euthymia {

namespace {

constexpr Register none = ~Register{0};

/// a * b + c
Register add_product(RowBuilder& builder, Register a, Register b, Register c) {
    return builder.compute(Function::add, c, builder.compute(Function::multiply, a, b));
}

/// The larger of two; NaN if `b` is.
Register larger(RowBuilder& builder, Register a, Register b) {
    return builder.compute(Function::select, builder.compute(Function::less, b, a), a, b);
}

/// Entry by entry, each finished before the next is begun (Crout's order): no entry is stored twice.
class FactorWriter {
  public:
    explicit FactorWriter(const Programs& programs)
        : plan_(programs.lu)
        , rows_(programs)
        , entry_(plan_.n_value, none)
        , contributions_(plan_.n_value)
        , is_algebraic_(plan_.n)
        , shift_(builder_.row({Block::time, 0}))
        , largest_(builder_.number(0.0))
        , fault_(builder_.number(0.0)) {
        for (const int state : programs.layout.algebraic) is_algebraic_[state] = true;
        for (std::size_t k = 0; k < plan_.from_matrix.size(); ++k) {
            entry_[plan_.from_matrix[k]] = builder_.row({Block::work, rows_.jacobian + static_cast<std::uint32_t>(k)});
        }
        for (const LuPlan::Pivot& pivot : plan_.pivots) {
            for (const LuPlan::Update& update : pivot.updates) contributions_[update.target].push_back(&update);
        }
    }

    RowProgram operator()() {
        for (const LuPlan::Pivot& pivot : plan_.pivots) eliminate(pivot);
        builder_.store(builder_.compute(Function::add, largest_, fault_), {Block::first, 0});
        RowProgram program = builder_.finish();
        program.spare = rows_.spare;
        program.fuses = true;
        return program;
    }

  private:
    void eliminate(const LuPlan::Pivot& pivot) {
        if (!is_algebraic_[pivot.row]) {
            entry_[pivot.place] = builder_.compute(Function::subtract, entry_[pivot.place], shift_);
        }
        const Register before = entry_[pivot.place];
        sum_up(pivot.place);
        const Register reciprocal = builder_.compute(Function::divide, builder_.number(-1.0), entry_[pivot.place]);
        entry_[pivot.place] = reciprocal;
        store(pivot.place);
        note_growth(pivot, before, reciprocal);
        for (const auto& [column, place] : pivot.right) {
            sum_up(place);
            store(place);
        }
        for (const auto& [row, place] : pivot.below) {
            sum_up(place);
            entry_[place] = builder_.compute(Function::multiply, entry_[place], reciprocal);
            store(place);
        }
    }

    void sum_up(int place) {
        for (const LuPlan::Update* update : contributions_[place]) {
            const Register left = entry_[update->left], right = entry_[update->right];
            entry_[place] = entry_[place] == none ? builder_.compute(Function::multiply, left, right)
                                                  : add_product(builder_, left, right, entry_[place]);
        }
    }

    void store(int place) {
        builder_.store(entry_[place], {Block::work, rows_.factors + static_cast<std::uint32_t>(place)});
    }

    /// What is no number is caught in a sum of its own, as comparisons lose it.
    void note_growth(const LuPlan::Pivot& pivot, Register before, Register reciprocal) {
        Register scale = builder_.compute(Function::abs, before);
        if (!is_algebraic_[pivot.row]) scale = larger(builder_, shift_, scale);
        const Register ratio = builder_.compute(Function::abs, builder_.compute(Function::multiply, scale, reciprocal));
        largest_ = larger(builder_, largest_, ratio);
        fault_ = add_product(builder_, ratio, builder_.number(0.0), fault_);
    }

    const LuPlan& plan_;
    WorkRows rows_;
    RowBuilder builder_;
    std::vector<Register> entry_; ///< at each place of the block
    std::vector<std::vector<const LuPlan::Update*>> contributions_;
    std::vector<bool> is_algebraic_;
    Register shift_, largest_, fault_;
};

/// Row by row, in the order of elimination and back.
class SolveWriter {
  public:
    explicit SolveWriter(const Programs& programs)
        : plan_(programs.lu)
        , rows_(programs)
        , below_(plan_.n)
        , position_(plan_.n) {
        for (int i = 0; i < plan_.n; ++i) x_.push_back(builder_.row({Block::first, static_cast<std::uint32_t>(i)}));
        for (std::size_t k = 0; k < plan_.pivots.size(); ++k) {
            const LuPlan::Pivot& pivot = plan_.pivots[k];
            position_[pivot.row] = k;
            for (const auto& [row, place] : pivot.below) below_[row].push_back({pivot.row, place});
        }
    }

    RowProgram operator()() {
        for (const LuPlan::Pivot& pivot : plan_.pivots) add_products(pivot.row, below_[pivot.row]);
        for (std::size_t k = plan_.pivots.size(); k-- > 0;) substitute_back(plan_.pivots[k]);
        RowProgram program = builder_.finish();
        program.spare = rows_.spare;
        program.fuses = true;
        return program;
    }

  private:
    void add_products(int row, const std::vector<LuPlan::Entry>& entries) {
        for (const auto& [other, place] : entries) {
            x_[row] = add_product(builder_, factor(place), x_[other], x_[row]);
        }
    }

    /// What was found last comes last into the sum, as it is waited for.
    void substitute_back(const LuPlan::Pivot& pivot) {
        std::vector<LuPlan::Entry> right = pivot.right;
        std::sort(right.begin(), right.end(),
                  [this](const auto& a, const auto& b) { return position_[a.index] > position_[b.index]; });
        add_products(pivot.row, right);
        x_[pivot.row] = builder_.compute(Function::multiply, x_[pivot.row], factor(pivot.place));
        builder_.store(x_[pivot.row], {Block::first, static_cast<std::uint32_t>(pivot.row)});
    }

    Register factor(int place) {
        return builder_.row({Block::work, rows_.factors + static_cast<std::uint32_t>(place)});
    }

    const LuPlan& plan_;
    WorkRows rows_;
    RowBuilder builder_;
    std::vector<std::vector<LuPlan::Entry>> below_; ///< entries of L of each row, in the order of elimination
    std::vector<std::size_t> position_;             ///< of each row in the order of elimination
    std::vector<Register> x_;
};

} // namespace

RowProgram factor_program(const Programs& programs) {
    return FactorWriter(programs)();
}

RowProgram solve_program(const Programs& programs) {
    return SolveWriter(programs)();
}

} // namespace euthymia
