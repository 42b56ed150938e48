// SPDX-License-Identifier: Apache-2.0
// Immutable mathematical expressions. They know their value and their derivative, nothing of models, solvers or machine
// code.
#pragma once

#include <initializer_list>
#include <memory>
#include <span>
#include <string>

namespace euthymia {

/// What a node applies to its arguments; what each one is stands in the table of `functions.hpp`.
enum class Function : unsigned char {
    add,
    subtract,
    multiply,
    divide,
    power,
    negate,
    exp,
    ln,
    log10,
    sqrt,
    abs,
    floor,
    ceil,
    factorial,
    sin,
    cos,
    tan,
    asin,
    acos,
    atan,
    sinh,
    cosh,
    tanh,
    asinh,
    acosh,
    atanh,
    min,
    max,
    quotient,
    remainder,
    less,
    less_equal,
    equal,
    not_equal,
    both,
    either,
    exclusive,
    negation,
    select
};

/// A number, a symbol, or a function of expressions. Cheap to copy: copies share one node.
///
/// Truth is 1 and falsehood 0. Building folds constants and drops neutral elements (`x + 0`, `1 * x`, `x ^ 1`), which
/// never changes a value but the sign of a zero: `x + 0` becomes x and `0 - x` becomes -x, though -0 + 0 and 0 - 0 are
/// +0.
class Expression {
  public:
    /// The number 0.
    Expression();
    Expression(double number); // NOLINT(google-explicit-constructor): formulas read like formulas

    [[nodiscard]] static Expression symbol(std::string name);

    /// `function` applied to `arguments`, simplified; the count must be the function's arity.
    [[nodiscard]] static Expression apply(Function function, std::span<const Expression> arguments);
    [[nodiscard]] static Expression apply(Function function, std::initializer_list<Expression> arguments);

    [[nodiscard]] bool is_number() const;
    [[nodiscard]] bool is_number(double value) const;
    [[nodiscard]] bool is_symbol() const;
    [[nodiscard]] bool is_call() const { return !is_number() && !is_symbol(); }

    /// Only for a number.
    [[nodiscard]] double number() const;
    /// Only for a symbol.
    [[nodiscard]] const std::string& name() const;
    /// Only for a call.
    [[nodiscard]] Function function() const;
    /// Empty for a number and a symbol.
    [[nodiscard]] std::span<const Expression> arguments() const;

    /// Equal for copies of one node; a key for memory of what was already visited.
    [[nodiscard]] const void* identity() const { return node_.get(); }

  private:
    struct Node;
    explicit Expression(std::shared_ptr<const Node> node)
        : node_(std::move(node)) {}

    std::shared_ptr<const Node> node_;
};

[[nodiscard]] Expression operator+(const Expression& a, const Expression& b);
[[nodiscard]] Expression operator-(const Expression& a, const Expression& b);
[[nodiscard]] Expression operator*(const Expression& a, const Expression& b);
[[nodiscard]] Expression operator/(const Expression& a, const Expression& b);
[[nodiscard]] Expression operator-(const Expression& a);
[[nodiscard]] Expression pow(const Expression& base, const Expression& exponent);
/// `yes` where `condition` is not 0, else `no`.
[[nodiscard]] Expression select(const Expression& condition, const Expression& yes, const Expression& no);

} // namespace euthymia
