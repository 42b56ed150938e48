// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "euthymia/expression/calculus.hpp"
#include "euthymia/expression/functions.hpp"

namespace euthymia {

namespace {

/// How tightly an expression binds: what stands under a tighter operator needs brackets.
int tightness(const Expression& expression) {
    if (!expression.is_call()) return expression.is_number() && expression.number() < 0.0 ? 3 : 9;
    switch (expression.function()) {
    case Function::either:
    case Function::exclusive:
    case Function::both:
        return 0;
    case Function::less:
    case Function::less_equal:
    case Function::equal:
    case Function::not_equal:
        return 1;
    case Function::add:
    case Function::subtract:
        return 2;
    case Function::negate:
        return 3;
    case Function::multiply:
    case Function::divide:
        return 4;
    case Function::power:
        return 5;
    default:
        return 9;
    }
}

std::string bracketed(const Expression& expression, int needed) {
    const std::string text = to_text(expression);
    return tightness(expression) < needed ? "(" + text + ")" : text;
}

std::string infix(const Expression& call, std::string_view sign) {
    const int own = tightness(call);
    const bool is_power = call.function() == Function::power;
    const std::string left = bracketed(call.arguments()[0], own + (is_power ? 1 : 0));
    const std::string right = bracketed(call.arguments()[1], own + (is_power ? 0 : 1));
    return fmt::format(fmt::runtime(is_power ? "{}{}{}" : "{} {} {}"), left, sign, right);
}

std::string prefix(const Expression& call, std::string_view name) {
    std::string list;
    for (const Expression& argument : call.arguments()) {
        list += (list.empty() ? "" : ", ") + to_text(argument);
    }
    return fmt::format("{}({})", name, list);
}

} // namespace

std::string to_text(const Expression& expression) {
    if (expression.is_number()) return fmt::format("{}", expression.number());
    if (expression.is_symbol()) return expression.name();
    const FunctionTraits& traits = traits_of(expression.function());
    if (expression.function() == Function::negate) return "-" + bracketed(expression.arguments()[0], 4);
    return tightness(expression) < 9 ? infix(expression, traits.name) : prefix(expression, traits.name);
}

} // namespace euthymia
