// SPDX-License-Identifier: Apache-2.0
#include "solve.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "euthymia/expression/calculus.hpp"
#include "roots.hpp"

namespace euthymia {

namespace {

/// A linear system: sum over j of coefficient[j] * unknown j + rest = 0.
struct Row {
    std::vector<Expression> coefficient;
    Expression rest;
};

/// True if `expression` holds one of `symbols`.
bool holds(const Expression& expression, const std::set<std::string>& symbols) {
    const auto held = symbols_of(expression);
    return std::any_of(held.begin(), held.end(), [&](const std::string& symbol) { return symbols.contains(symbol); });
}

/// True if `expression` jumps where one of `symbols` says; its derivatives do not show that.
bool jumps_with(const Expression& expression, const std::set<std::string>& symbols) {
    const auto jumps = jumps_of(expression);
    return std::any_of(jumps.begin(), jumps.end(), [&](const Expression& jump) { return holds(jump, symbols); });
}

std::optional<std::vector<Row>> linear_rows(const std::vector<Unknown>& block) {
    std::set<std::string> unknowns;
    SymbolMap at_zero;
    for (const Unknown& unknown : block) {
        unknowns.insert(unknown.symbol);
        at_zero.emplace(unknown.symbol, 0.0);
    }
    Substitution without(std::move(at_zero));
    std::vector<Row> rows;
    for (const Unknown& equation : block) {
        if (jumps_with(equation.residual, unknowns)) return std::nullopt;
        Row& row = rows.emplace_back();
        row.rest = without(equation.residual);
        for (const Unknown& unknown : block) {
            const Expression slope = Differentiator(unknown.symbol)(equation.residual);
            if (holds(slope, unknowns)) return std::nullopt;
            row.coefficient.push_back(slope);
        }
    }
    return rows;
}

/// row -= factor * pivot, from column `from` on
void eliminate(Row& row, const Row& pivot, std::size_t from) {
    if (row.coefficient[from].is_number(0.0)) return;
    const Expression factor = row.coefficient[from] / pivot.coefficient[from];
    for (std::size_t j = from; j < row.coefficient.size(); ++j) {
        if (!pivot.coefficient[j].is_number(0.0)) {
            row.coefficient[j] = row.coefficient[j] - factor * pivot.coefficient[j];
        }
    }
    row.rest = row.rest - factor * pivot.rest;
}

/// Brings the row with the largest pivot by estimate to place `k`; false if every pivot is 0.
bool choose_pivot(std::vector<Row>& rows, std::size_t k, const Estimate& estimate) {
    std::size_t best = k;
    double largest = 0.0;
    for (std::size_t i = k; i < rows.size(); ++i) {
        const double size = std::abs(estimate(rows[i].coefficient[k]));
        if (size > largest) {
            largest = size;
            best = i;
        }
    }
    std::swap(rows[k], rows[best]);
    return largest > 0.0;
}

/// Substitutes backwards in triangular rows.
std::vector<Expression> solve_triangle(const std::vector<Row>& rows) {
    std::vector<Expression> value(rows.size());
    for (std::size_t k = rows.size(); k-- > 0;) {
        Expression sum = rows[k].rest;
        for (std::size_t j = k + 1; j < rows.size(); ++j) {
            if (!rows[k].coefficient[j].is_number(0.0)) sum = sum + rows[k].coefficient[j] * value[j];
        }
        value[k] = -sum / rows[k].coefficient[k];
    }
    return value;
}

Expression call(Function function, std::vector<Expression> arguments) {
    return Expression::apply(function, std::move(arguments));
}

/// The root of a x^2 + b x + c with falling slope, -(b + w) / 2a with w^2 = b^2 - 4ac, in the one of its two forms that
/// does not cancel. The form not taken is kept finite, as are then its derivatives.
Expression falling_root(const Expression& a, const Expression& b, const Expression& c) {
    const Expression width = call(Function::sqrt, {b * b - 4.0 * a * c});
    const Expression is_falling = call(Function::less_equal, {b, 0.0});
    return select(is_falling, 2.0 * c / select(is_falling, width - b, 1.0),
                  -(b + width) / select(is_falling, 1.0, 2.0 * a));
}

} // namespace

std::optional<std::vector<Expression>> solve_linear(const std::vector<Unknown>& block, const Estimate& estimate) {
    auto rows = linear_rows(block);
    if (!rows) return std::nullopt;
    for (std::size_t k = 0; k < block.size(); ++k) {
        if (!choose_pivot(*rows, k, estimate)) return std::nullopt;
        for (std::size_t i = k + 1; i < block.size(); ++i) eliminate((*rows)[i], (*rows)[k], k);
    }
    return solve_triangle(*rows);
}

std::optional<Expression> solve_stable_rest(const Unknown& unknown) {
    Differentiator derivative(unknown.symbol);
    const Expression slope = derivative(unknown.residual);
    const Expression bend = derivative(slope);
    if (holds(bend, {unknown.symbol}) || jumps_with(unknown.residual, {unknown.symbol})) return std::nullopt;
    Substitution at_zero({{unknown.symbol, 0.0}});
    const Expression b = at_zero(slope), c = at_zero(unknown.residual);
    if (bend.is_number(0.0)) return -c / b;
    return falling_root(bend / 2.0, b, c);
}

} // namespace euthymia
