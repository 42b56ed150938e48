// SPDX-License-Identifier: Apache-2.0
#include "euthymia/expression/expression.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

#include "euthymia/expression/functions.hpp"

namespace euthymia {

struct Expression::Node {
    enum class Kind : unsigned char { number, symbol, call } kind = Kind::number;
    double value = 0.0;
    std::string name;
    Function function = Function::add;
    std::size_t n_argument = 0;
    std::array<Expression, 3> arguments{none(), none(), none()}; ///< within the node: nodes are many

    static Expression none() { return Expression(nullptr); }
};

namespace {

double fold(const FunctionTraits& traits, std::span<const Expression> arguments) {
    double value[3] = {0.0, 0.0, 0.0};
    for (std::size_t k = 0; k < arguments.size(); ++k) value[k] = arguments[k].number();
    return traits.evaluate(value[0], value[1], value[2]);
}

bool is_negated(const Expression& a) {
    return a.is_call() && a.function() == Function::negate;
}

/// b where a is -b.
Expression negative_of(const Expression& a) {
    return a.arguments()[0];
}

std::optional<Expression> simplify_sum(const Expression& a, const Expression& b) {
    if (a.is_number(0.0)) return b;
    if (b.is_number(0.0)) return a;
    if (is_negated(b)) return a - negative_of(b);
    if (is_negated(a)) return b - negative_of(a);
    return std::nullopt;
}

std::optional<Expression> simplify_difference(const Expression& a, const Expression& b) {
    if (b.is_number(0.0)) return a;
    if (a.is_number(0.0)) return -b;
    if (is_negated(b)) return a + negative_of(b);
    return std::nullopt;
}

std::optional<Expression> simplify_product(const Expression& a, const Expression& b) {
    if (a.is_number(1.0)) return b;
    if (b.is_number(1.0)) return a;
    if (a.is_number(-1.0)) return -b;
    if (b.is_number(-1.0)) return -a;
    return std::nullopt;
}

std::optional<Expression> simplify_power(const Expression& base, const Expression& exponent) {
    if (exponent.is_number(0.0)) return Expression(1.0);
    if (exponent.is_number(1.0)) return base;
    if (exponent.is_number(-1.0)) return 1.0 / base;
    return std::nullopt;
}

/// The simpler equal of `function(a)`, if there is one.
std::optional<Expression> simplify(Function function, std::span<const Expression> a) {
    switch (function) {
    case Function::add:
        return simplify_sum(a[0], a[1]);
    case Function::subtract:
        return simplify_difference(a[0], a[1]);
    case Function::multiply:
        return simplify_product(a[0], a[1]);
    case Function::divide:
        if (a[1].is_number(1.0)) return a[0];
        break;
    case Function::power:
        return simplify_power(a[0], a[1]);
    case Function::negate:
        if (is_negated(a[0])) return negative_of(a[0]);
        break;
    case Function::select:
        if (a[0].is_number()) return a[0].is_number(0.0) ? a[2] : a[1];
        break;
    default:
        break;
    }
    return std::nullopt;
}

} // namespace

Expression::Expression()
    : Expression(0.0) {}

Expression::Expression(double number)
    : node_(std::make_shared<const Node>(Node{.kind = Node::Kind::number, .value = number, .name = {}})) {}

Expression Expression::symbol(std::string name) {
    return Expression(std::make_shared<const Node>(Node{.kind = Node::Kind::symbol, .name = std::move(name)}));
}

Expression Expression::apply(Function function, std::span<const Expression> arguments) {
    const FunctionTraits& traits = traits_of(function);
    assert(arguments.size() == traits.arity);
    if (std::all_of(arguments.begin(), arguments.end(), [](const Expression& a) { return a.is_number(); })) {
        return fold(traits, arguments);
    }
    if (auto simpler = simplify(function, arguments)) return *simpler;
    Node node{.kind = Node::Kind::call, .name = {}, .function = function, .n_argument = arguments.size()};
    std::copy(arguments.begin(), arguments.end(), node.arguments.begin());
    return Expression(std::make_shared<const Node>(std::move(node)));
}

Expression Expression::apply(Function function, std::initializer_list<Expression> arguments) {
    return apply(function, std::span(arguments.begin(), arguments.size()));
}

bool Expression::is_number() const {
    return node_->kind == Node::Kind::number;
}

bool Expression::is_number(double value) const {
    return is_number() && node_->value == value;
}

bool Expression::is_symbol() const {
    return node_->kind == Node::Kind::symbol;
}

double Expression::number() const {
    assert(is_number());
    return node_->value;
}

const std::string& Expression::name() const {
    assert(is_symbol());
    return node_->name;
}

Function Expression::function() const {
    assert(is_call());
    return node_->function;
}

std::span<const Expression> Expression::arguments() const {
    return std::span(node_->arguments).first(node_->n_argument);
}

Expression operator+(const Expression& a, const Expression& b) {
    return Expression::apply(Function::add, {a, b});
}

Expression operator-(const Expression& a, const Expression& b) {
    return Expression::apply(Function::subtract, {a, b});
}

Expression operator*(const Expression& a, const Expression& b) {
    return Expression::apply(Function::multiply, {a, b});
}

Expression operator/(const Expression& a, const Expression& b) {
    return Expression::apply(Function::divide, {a, b});
}

Expression operator-(const Expression& a) {
    return Expression::apply(Function::negate, {a});
}

Expression pow(const Expression& base, const Expression& exponent) {
    return Expression::apply(Function::power, {base, exponent});
}

Expression select(const Expression& condition, const Expression& yes, const Expression& no) {
    return Expression::apply(Function::select, {condition, yes, no});
}

} // namespace euthymia
