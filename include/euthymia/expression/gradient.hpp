// SPDX-License-Identifier: Apache-2.0
// Exact derivatives of many expressions that share parts, with respect to many symbols at once.
#pragma once

#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "euthymia/expression/expression.hpp"

namespace euthymia {

/// The partial derivatives of expressions with respect to `symbols`.
///
/// At a kink (`abs`, `min`, `max`, a step) the derivative is that of one side.
///
/// Method: a part that several others use is differentiated once; between such parts one walk from the whole to its
/// arguments (reverse mode) serves all symbols. Factors free of the symbols are multiplied among themselves first, so
/// that who evaluates often need not multiply them again.
class Gradient {
  public:
    /// @param expressions  All that will be asked for.
    /// @param symbols      With respect to which; their order numbers the derivatives.
    Gradient(std::span<const Expression> expressions, std::span<const std::string> symbols);

    /// Derivatives of one of the expressions, by the index of the symbol; those that are 0 everywhere are left out.
    [[nodiscard]] std::map<std::size_t, Expression> operator()(const Expression& expression);

  private:
    /// constant * varying; the first is free of the symbols.
    struct Product {
        Expression constant = 1.0, varying = 1.0;

        [[nodiscard]] Expression whole() const { return constant * varying; }
    };
    using Partials = std::map<std::size_t, Product>;

    void count_uses(const Expression& part);
    [[nodiscard]] bool varies(const Expression& part);
    [[nodiscard]] Product times(const Product& product, const Expression& factor);
    [[nodiscard]] static Product times(const Product& product, const Product& factor);
    static void add(Partials& sums, std::size_t symbol, const Product& term);

    const Partials& partials_of(const Expression& part);
    void spread(const Expression& part, const Product& weight, Partials& sums);
    void spread_call(const Expression& call, const Product& weight, Partials& sums);
    void spread_choice(const Expression& condition, const Expression& yes, const Expression& no, const Product& weight,
                       Partials& sums);

    std::unordered_map<std::string, std::size_t> index_; ///< of each symbol
    std::unordered_map<const void*, int> n_use_;
    std::unordered_map<const void*, bool> varies_;
    std::unordered_map<const void*, Partials> known_;
    std::vector<Expression> kept_; ///< keeps the keys alive
};

} // namespace euthymia
