// SPDX-License-Identifier: Apache-2.0
#include "euthymia/expression/gradient.hpp"

#include <algorithm>

#include "euthymia/expression/functions.hpp"

namespace euthymia {

Gradient::Gradient(std::span<const Expression> expressions, std::span<const std::string> symbols) {
    for (std::size_t k = 0; k < symbols.size(); ++k) index_.emplace(symbols[k], k);
    for (const Expression& expression : expressions) count_uses(expression);
}

void Gradient::count_uses(const Expression& part) {
    if (n_use_[part.identity()]++ > 0) return;
    kept_.push_back(part);
    for (const Expression& argument : part.arguments()) count_uses(argument);
}

std::map<std::size_t, Expression> Gradient::operator()(const Expression& expression) {
    std::map<std::size_t, Expression> derivatives;
    for (const auto& [symbol, partial] : partials_of(expression)) derivatives.emplace(symbol, partial.whole());
    return derivatives;
}

bool Gradient::varies(const Expression& part) {
    if (part.is_number()) return false;
    if (part.is_symbol()) return index_.contains(part.name());
    if (const auto found = varies_.find(part.identity()); found != varies_.end()) return found->second;
    const std::span<const Expression> x = part.arguments();
    const bool answer = std::any_of(x.begin(), x.end(), [this](const Expression& x_k) { return varies(x_k); });
    varies_.emplace(part.identity(), answer);
    kept_.push_back(part);
    return answer;
}

Gradient::Product Gradient::times(const Product& product, const Expression& factor) {
    if (factor.is_call() && factor.function() == Function::negate) {
        return times({-product.constant, product.varying}, factor.arguments()[0]);
    }
    if (varies(factor)) return {product.constant, product.varying * factor};
    return {product.constant * factor, product.varying};
}

Gradient::Product Gradient::times(const Product& product, const Product& factor) {
    return {product.constant * factor.constant, product.varying * factor.varying};
}

void Gradient::add(Partials& sums, std::size_t symbol, const Product& term) {
    const auto [place, is_new] = sums.emplace(symbol, term);
    Product& sum = place->second;
    if (!is_new) {
        const bool is_constant = sum.varying.is_number(1.0) && term.varying.is_number(1.0);
        sum = is_constant ? Product{sum.constant + term.constant, 1.0} : Product{1.0, sum.whole() + term.whole()};
    }
    if (sum.constant.is_number(0.0)) sums.erase(place);
}

const Gradient::Partials& Gradient::partials_of(const Expression& part) {
    if (const auto found = known_.find(part.identity()); found != known_.end()) return found->second;
    Partials sums;
    if (part.is_symbol()) spread(part, {}, sums);
    if (part.is_call()) spread_call(part, {}, sums);
    kept_.push_back(part);
    return known_.emplace(part.identity(), std::move(sums)).first->second;
}

/// Adds weight * d(part)/d(symbol) to the sum of each symbol.
void Gradient::spread(const Expression& part, const Product& weight, Partials& sums) {
    if (!varies(part)) return;
    if (part.is_symbol()) return add(sums, index_.at(part.name()), weight);
    if (n_use_[part.identity()] == 1) return spread_call(part, weight, sums);
    for (const auto& [symbol, partial] : partials_of(part)) add(sums, symbol, times(weight, partial));
}

/// d f(a, b, ...)/dx = sum over k of df/da_k * da_k/dx
void Gradient::spread_call(const Expression& call, const Product& weight, Partials& sums) {
    const std::span<const Expression> x = call.arguments();
    const auto less = [](const Expression& a, const Expression& b) {
        return Expression::apply(Function::less, {a, b});
    };
    const FunctionTraits& traits = traits_of(call.function());
    if (call.function() == Function::select) return spread_choice(x[0], x[1], x[2], weight, sums);
    if (call.function() == Function::min) return spread_choice(less(x[1], x[0]), x[1], x[0], weight, sums);
    if (call.function() == Function::max) return spread_choice(less(x[0], x[1]), x[1], x[0], weight, sums);
    if (traits.partial == nullptr) return;
    for (std::size_t k = 0; k < traits.arity; ++k) {
        if (varies(x[k])) spread(x[k], times(weight, traits.partial(x, k)), sums);
    }
}

/// Chooses among derivatives instead of multiplying them by 1 and 0: the one not chosen may be infinite.
void Gradient::spread_choice(const Expression& condition, const Expression& yes, const Expression& no,
                             const Product& weight, Partials& sums) {
    const Partials& by_yes = partials_of(yes);
    const Partials& by_no = partials_of(no);
    for (const auto& [symbol, partial] : by_yes) {
        if (const auto other = by_no.find(symbol); other != by_no.end()) {
            add(sums, symbol, times(weight, select(condition, partial.whole(), other->second.whole())));
        } else {
            const Product term = times(weight, partial);
            add(sums, symbol, {term.constant, select(condition, term.varying, 0.0)});
        }
    }
    for (const auto& [symbol, partial] : by_no) {
        if (by_yes.contains(symbol)) continue;
        const Product term = times(weight, partial);
        add(sums, symbol, {term.constant, select(condition, 0.0, term.varying)});
    }
}

} // namespace euthymia
