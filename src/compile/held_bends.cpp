// SPDX-License-Identifier: Apache-2.0
#include "euthymia/compile/held_bends.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "euthymia/expression/calculus.hpp"
#include "euthymia/expression/functions.hpp"

namespace euthymia {

namespace {

/// `positive` where gap > 0, else `other`.
struct Choice {
    Expression gap, positive, other;
};

Expression absolute(const Expression& x) {
    return Expression::apply(Function::abs, {x});
}

/// How large the terms are that an expression is the sum of, a state at least as large as `least`.
class TermSize {
  public:
    explicit TermSize(SymbolMap least)
        : least_(std::move(least)) {}

    Expression operator()(const Expression& part) {
        if (part.is_number()) return absolute(part);
        if (part.is_symbol()) return of_symbol(part);
        if (const auto found = known_.find(part.identity()); found != known_.end()) return found->second;
        const Expression size = of_call(part);
        known_.emplace(part.identity(), size);
        kept_.push_back(part);
        return size;
    }

  private:
    [[nodiscard]] Expression of_symbol(const Expression& symbol) const {
        const auto least = least_.find(symbol.name());
        return least == least_.end() ? absolute(symbol) : absolute(symbol) + least->second;
    }

    Expression of_call(const Expression& call) {
        const std::span<const Expression> x = call.arguments();
        switch (call.function()) {
        case Function::add:
        case Function::subtract:
        case Function::min:
        case Function::max:
            return (*this)(x[0]) + (*this)(x[1]);
        case Function::negate:
        case Function::abs:
            return (*this)(x[0]);
        case Function::power:
            return is_positive(x[1]) ? pow((*this)(x[0]), x[1]) : absolute(call);
        case Function::multiply:
            return (*this)(x[0]) * (*this)(x[1]);
        case Function::divide:
            return (*this)(x[0]) / absolute(x[1]);
        default:
            return absolute(call);
        }
    }

    static bool is_positive(const Expression& exponent) { return exponent.is_number() && exponent.number() > 0.0; }

    SymbolMap least_;
    std::unordered_map<const void*, Expression> known_;
    std::vector<Expression> kept_; ///< whose identities are known
};

/// Where one of two arguments is chosen, which. At a tie a comparison goes with `other`, as it does by itself.
std::optional<Choice> choice_of(const Expression& call) {
    const std::span<const Expression> x = call.arguments();
    switch (call.function()) {
    case Function::abs:
        return Choice{x[0], x[0], -x[0]};
    case Function::max:
        return Choice{x[0] - x[1], x[0], x[1]};
    case Function::min:
        return Choice{x[1] - x[0], x[0], x[1]};
    case Function::select:
        break;
    default:
        return std::nullopt;
    }
    if (!x[0].is_call()) return std::nullopt;
    const std::span<const Expression> compared = x[0].arguments();
    if (x[0].function() == Function::less) return Choice{compared[1] - compared[0], x[1], x[2]};
    if (x[0].function() == Function::less_equal) return Choice{compared[0] - compared[1], x[2], x[1]};
    return std::nullopt;
}

/// Its value ends where an argument changes sign, or goes beyond a limit.
bool has_narrow_domain(const Expression& call) {
    switch (call.function()) {
    case Function::sqrt:
    case Function::ln:
    case Function::log10:
    case Function::asin:
    case Function::acos:
    case Function::acosh:
    case Function::atanh:
    case Function::factorial:
        return true;
    case Function::power: {
        const Expression& exponent = call.arguments()[1];
        return !exponent.is_number() || exponent.number() != std::trunc(exponent.number());
    }
    default:
        return false;
    }
}

class BendHolder {
  public:
    explicit BendHolder(const Equations& equations)
        : held_{.equations = equations, .sides = {}, .gap_equations = {}, .gaps = {}} {
        for (const State& state : equations.states) moving_.insert(state.id);
        moving_.insert(time_symbol);
    }

    HeldBends operator()() {
        for (State& state : held_.equations.states) state.rate = hold(state.rate);
        for (const State& state : held_.equations.states) {
            held_.gap_equations.states.push_back({.id = state.id, .initial = 0.0, .rate = 0.0});
        }
        held_.gap_equations.constants = held_.equations.constants;
        return std::move(held_);
    }

  private:
    Expression hold(const Expression& part) {
        if (!part.is_call() || has_narrow_domain(part)) return part;
        if (const auto found = known_.find(part.identity()); found != known_.end()) return found->second;
        Expression smooth = hold_call(part);
        known_.emplace(part.identity(), smooth);
        kept_.push_back(part);
        return smooth;
    }

    Expression hold_call(const Expression& call) {
        if (const auto choice = choice_of(call); choice && moves(choice->gap)) {
            const Expression side = side_of(choice->gap);
            return select(side, hold(choice->positive), hold(choice->other));
        }
        std::vector<Expression> arguments;
        for (const Expression& argument : call.arguments()) arguments.push_back(hold(argument));
        return Expression::apply(call.function(), arguments);
    }

    [[nodiscard]] bool moves(const Expression& gap) const {
        return std::ranges::any_of(symbols_of(gap), [this](const auto& symbol) { return moving_.contains(symbol); });
    }

    /// A new side. SBML ids hold no spaces.
    Expression side_of(const Expression& gap) {
        held_.sides.push_back(fmt::format("side of bend {}", held_.sides.size()));
        held_.equations.constants.push_back({held_.sides.back(), 0.0});
        held_.gaps.push_back(fmt::format("gap of bend {}", held_.gaps.size()));
        held_.gap_equations.quantities.emplace(held_.gaps.back(), gap);
        return Expression::symbol(held_.sides.back());
    }

    HeldBends held_;
    std::set<std::string> moving_; ///< states and time
    std::unordered_map<const void*, Expression> known_;
    std::vector<Expression> kept_; ///< whose identities are known
};

} // namespace

HeldBends hold_bends(const Equations& equations) {
    return BendHolder(equations)();
}

void blur_gaps(HeldBends& held, double relative, std::span<const double> absolute_sizes) {
    SymbolMap least;
    const std::vector<State>& states = held.equations.states;
    for (std::size_t k = 0; k < states.size(); ++k) least.emplace(states[k].id, absolute_sizes[k] / relative);
    TermSize size_of(std::move(least));
    for (auto& [name, gap] : held.gap_equations.quantities) {
        gap = select(Expression::apply(Function::less, {absolute(gap), relative * size_of(gap)}), 0.0, gap);
    }
}

} // namespace euthymia
