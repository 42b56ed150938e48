// SPDX-License-Identifier: Apache-2.0
// Exact derivatives, substitution and evaluation of expressions that share parts.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "euthymia/expression/expression.hpp"

namespace euthymia {

/// The expression a symbol stands for.
using SymbolMap = std::unordered_map<std::string, Expression>;

/// Exact partial derivatives with respect to one symbol, as `Gradient` gives them.
class Differentiator {
  public:
    explicit Differentiator(std::string symbol)
        : symbol_(std::move(symbol)) {}

    /// d(expression)/d(symbol).
    [[nodiscard]] Expression operator()(const Expression& expression) const;

  private:
    std::string symbol_;
};

/// Replaces symbols by what `map` says they stand for; symbols it does not know stay. Replacements are taken as they
/// are: they are not searched again.
class Substitution {
  public:
    explicit Substitution(SymbolMap map)
        : map_(std::move(map)) {}

    /// `expression` with the replacements.
    [[nodiscard]] Expression operator()(const Expression& expression);

    /// Adds or replaces one symbol; only symbols not met yet may be set.
    void set(const std::string& symbol, Expression expression) { map_.insert_or_assign(symbol, std::move(expression)); }

  private:
    SymbolMap map_;
    std::unordered_map<const void*, Expression> known_;
    std::vector<Expression> kept_;
};

/// Every symbol in `expression`.
[[nodiscard]] std::set<std::string> symbols_of(const Expression& expression);

/// The value of `expression` where `value_of` gives that of each symbol, in whatever units these are.
[[nodiscard]] double evaluate(const Expression& expression, const std::function<double(const std::string&)>& value_of);

/// The expression in infix notation, as people write it; numbers in shortest form that reads back equal.
[[nodiscard]] std::string to_text(const Expression& expression);

} // namespace euthymia
