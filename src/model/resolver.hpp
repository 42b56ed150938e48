// SPDX-License-Identifier: Apache-2.0
// Symbols that are defined by expressions of other symbols, put together in whatever order they were written.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>

#include "euthymia/expression/calculus.hpp"

namespace euthymia {

/// Replaces every symbol that has a definition by it, down to symbols that have none.
class Resolver {
  public:
    /// What a symbol is defined as; nothing for a symbol that stands for itself. May call the resolver.
    using Define = std::function<std::optional<Expression>(const std::string& symbol)>;

    explicit Resolver(Define define)
        : define_(std::move(define))
        , resolved_({}) {}

    /// @throws InputError  when definitions depend on each other in a circle (names the symbols).
    [[nodiscard]] Expression operator()(const Expression& expression);

  private:
    void resolve(const std::string& symbol);
    [[noreturn]] void refuse_circle() const;

    Define define_;
    Substitution resolved_;
    std::set<std::string> open_;
    std::unordered_set<std::string> done_;
};

} // namespace euthymia
