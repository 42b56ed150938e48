// SPDX-License-Identifier: Apache-2.0
#include "euthymia/expression/calculus.hpp"

#include <unordered_set>

#include "euthymia/expression/functions.hpp"
#include "euthymia/expression/gradient.hpp"

namespace euthymia {

Expression Differentiator::operator()(const Expression& expression) const {
    const auto derivatives = Gradient({&expression, 1}, {&symbol_, 1})(expression);
    return derivatives.empty() ? Expression(0.0) : derivatives.begin()->second;
}

Expression Substitution::operator()(const Expression& expression) {
    if (expression.is_number()) return expression;
    if (expression.is_symbol()) {
        const auto found = map_.find(expression.name());
        return found == map_.end() ? expression : found->second;
    }
    if (const auto found = known_.find(expression.identity()); found != known_.end()) return found->second;
    std::vector<Expression> arguments;
    for (const Expression& argument : expression.arguments()) arguments.push_back((*this)(argument));
    Expression replaced = Expression::apply(expression.function(), arguments);
    known_.emplace(expression.identity(), replaced);
    kept_.push_back(expression);
    return replaced;
}

namespace {

void collect_symbols(const Expression& part, std::set<std::string>& symbols, std::unordered_set<const void*>& visited) {
    if (part.is_number()) return;
    if (part.is_symbol()) {
        symbols.insert(part.name());
    } else if (visited.insert(part.identity()).second) {
        for (const Expression& argument : part.arguments()) collect_symbols(argument, symbols, visited);
    }
}

} // namespace

std::set<std::string> symbols_of(const Expression& expression) {
    std::set<std::string> symbols;
    std::unordered_set<const void*> visited;
    collect_symbols(expression, symbols, visited);
    return symbols;
}

double evaluate(const Expression& expression, const std::function<double(const std::string&)>& value_of) {
    std::unordered_map<const void*, double> known;
    const std::function<double(const Expression&)> visit = [&](const Expression& part) -> double {
        if (part.is_number()) return part.number();
        if (part.is_symbol()) return value_of(part.name());
        if (const auto found = known.find(part.identity()); found != known.end()) return found->second;
        double argument[3] = {0.0, 0.0, 0.0};
        for (std::size_t k = 0; k < part.arguments().size(); ++k) argument[k] = visit(part.arguments()[k]);
        const double value = traits_of(part.function()).evaluate(argument[0], argument[1], argument[2]);
        known.emplace(part.identity(), value);
        return value;
    };
    return visit(expression);
}

} // namespace euthymia
