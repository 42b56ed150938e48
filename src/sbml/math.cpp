// SPDX-License-Identifier: Apache-2.0
#include "math.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <fmt/format.h>
#include <sbml/SBMLTypes.h>

#include "euthymia/expression/calculus.hpp"

namespace euthymia::sbml {

namespace {

using Arguments = std::vector<Expression>;
using Builder = Expression (*)(const Arguments&);

/// The value of the csymbol avogadro as the SBML specification prints it, not the SI's of 2019.
constexpr double sbml_avogadro = 6.02214179e23;

template <Function function>
Expression unary(const Arguments& x) {
    return Expression::apply(function, {x.at(0)});
}

/// 1 / f(x)
template <Function function>
Expression reciprocal(const Arguments& x) {
    return 1.0 / unary<function>(x);
}

/// f(1 / x)
template <Function function>
Expression of_reciprocal(const Arguments& x) {
    return Expression::apply(function, {1.0 / x.at(0)});
}

template <Function function>
Expression binary(const Arguments& x) {
    return Expression::apply(function, {x.at(0), x.at(1)});
}

/// f(f(a, b), c) ...; `neutral` without arguments.
template <Function function, int neutral>
Expression fold(const Arguments& x) {
    if (x.empty()) return static_cast<double>(neutral);
    Expression result = x[0];
    for (std::size_t k = 1; k < x.size(); ++k) result = Expression::apply(function, {result, x[k]});
    return result;
}

/// A logical fold: even of one argument the value is a truth, 0 or 1.
template <Function function, int neutral>
Expression logical(const Arguments& x) {
    if (x.size() == 1) return Expression::apply(Function::not_equal, {x[0], 0.0});
    return fold<function, neutral>(x);
}

/// a < b < c is (a < b) and (b < c).
template <Function function, bool is_swapped>
Expression chain(const Arguments& x) {
    Expression result = 1.0;
    for (std::size_t k = 0; k + 1 < x.size(); ++k) {
        const Expression link = Expression::apply(function, {x[k + (is_swapped ? 1 : 0)], x[k + (is_swapped ? 0 : 1)]});
        result = k == 0 ? link : Expression::apply(Function::both, {result, link});
    }
    return result;
}

Expression minus(const Arguments& x) {
    return x.size() == 1 ? -x[0] : x.at(0) - x.at(1);
}

/// log of x[1] to the base x[0]
Expression logarithm(const Arguments& x) {
    if (x.size() == 1 || x[0].is_number(10.0)) return Expression::apply(Function::log10, {x.back()});
    return Expression::apply(Function::ln, {x[1]}) / Expression::apply(Function::ln, {x[0]});
}

bool is_odd(const Expression& degree) {
    return degree.is_number() && std::abs(std::fmod(degree.number(), 2.0)) == 1.0;
}

/// The root of x[1] of degree x[0]. Of a negative number there is one if the degree is odd, which is seen only of a
/// degree that is a number; any other is taken for even.
Expression root(const Arguments& x) {
    if (x.size() == 1 || x.at(0).is_number(2.0)) return Expression::apply(Function::sqrt, {x.back()});
    if (!is_odd(x[0])) return pow(x[1], 1.0 / x[0]);
    const Expression size = pow(Expression::apply(Function::abs, {x[1]}), 1.0 / x[0]);
    return select(Expression::apply(Function::less, {x[1], 0.0}), -size, size);
}

/// a -> b is (not a) or b.
Expression implies(const Arguments& x) {
    return Expression::apply(Function::either, {Expression::apply(Function::negation, {x.at(0)}), x.at(1)});
}

/// piecewise(value, condition, value, condition, ..., otherwise)
Expression piecewise(const Arguments& x) {
    const bool has_otherwise = x.size() % 2 == 1;
    Expression result = has_otherwise ? x.back() : Expression(std::numeric_limits<double>::quiet_NaN());
    for (std::size_t k = x.size() / 2; k-- > 0;) result = select(x[2 * k + 1], x[2 * k], result);
    return result;
}

const std::map<int, Builder>& builders() {
    using F = Function;
    static const std::map<int, Builder> table{
        {AST_PLUS, fold<F::add, 0>},
        {AST_TIMES, fold<F::multiply, 1>},
        {AST_MINUS, minus},
        {AST_DIVIDE, binary<F::divide>},
        {AST_POWER, binary<F::power>},
        {AST_FUNCTION_POWER, binary<F::power>},
        {AST_FUNCTION_ROOT, root},
        {AST_FUNCTION_EXP, unary<F::exp>},
        {AST_FUNCTION_LN, unary<F::ln>},
        {AST_FUNCTION_LOG, logarithm},
        {AST_FUNCTION_ABS, unary<F::abs>},
        {AST_FUNCTION_FLOOR, unary<F::floor>},
        {AST_FUNCTION_CEILING, unary<F::ceil>},
        {AST_FUNCTION_FACTORIAL, unary<F::factorial>},
        {AST_FUNCTION_MIN, fold<F::min, 0>},
        {AST_FUNCTION_MAX, fold<F::max, 0>},
        {AST_FUNCTION_QUOTIENT, binary<F::quotient>},
        {AST_FUNCTION_REM, binary<F::remainder>},
        {AST_FUNCTION_SIN, unary<F::sin>},
        {AST_FUNCTION_COS, unary<F::cos>},
        {AST_FUNCTION_TAN, unary<F::tan>},
        {AST_FUNCTION_SEC, reciprocal<F::cos>},
        {AST_FUNCTION_CSC, reciprocal<F::sin>},
        {AST_FUNCTION_COT, reciprocal<F::tan>},
        {AST_FUNCTION_SINH, unary<F::sinh>},
        {AST_FUNCTION_COSH, unary<F::cosh>},
        {AST_FUNCTION_TANH, unary<F::tanh>},
        {AST_FUNCTION_SECH, reciprocal<F::cosh>},
        {AST_FUNCTION_CSCH, reciprocal<F::sinh>},
        {AST_FUNCTION_COTH, reciprocal<F::tanh>},
        {AST_FUNCTION_ARCSIN, unary<F::asin>},
        {AST_FUNCTION_ARCCOS, unary<F::acos>},
        {AST_FUNCTION_ARCTAN, unary<F::atan>},
        {AST_FUNCTION_ARCSEC, of_reciprocal<F::acos>},
        {AST_FUNCTION_ARCCSC, of_reciprocal<F::asin>},
        {AST_FUNCTION_ARCCOT, of_reciprocal<F::atan>},
        {AST_FUNCTION_ARCSINH, unary<F::asinh>},
        {AST_FUNCTION_ARCCOSH, unary<F::acosh>},
        {AST_FUNCTION_ARCTANH, unary<F::atanh>},
        {AST_FUNCTION_ARCSECH, of_reciprocal<F::acosh>},
        {AST_FUNCTION_ARCCSCH, of_reciprocal<F::asinh>},
        {AST_FUNCTION_ARCCOTH, of_reciprocal<F::atanh>},
        {AST_RELATIONAL_LT, chain<F::less, false>},
        {AST_RELATIONAL_GT, chain<F::less, true>},
        {AST_RELATIONAL_LEQ, chain<F::less_equal, false>},
        {AST_RELATIONAL_GEQ, chain<F::less_equal, true>},
        {AST_RELATIONAL_EQ, chain<F::equal, false>},
        {AST_RELATIONAL_NEQ, chain<F::not_equal, false>},
        {AST_LOGICAL_AND, logical<F::both, 1>},
        {AST_LOGICAL_OR, logical<F::either, 0>},
        {AST_LOGICAL_XOR, logical<F::exclusive, 0>},
        {AST_LOGICAL_NOT, unary<F::negation>},
        {AST_LOGICAL_IMPLIES, implies},
        {AST_FUNCTION_PIECEWISE, piecewise},
    };
    return table;
}

[[noreturn]] void refuse(const ::ASTNode& node, const std::string& element) {
    const char* name = node.getName();
    throw UnsupportedError({fmt::format("the function '{}' is not supported", name == nullptr ? "?" : name), element,
                            "express it with states and rules"});
}

/// A number, a constant or a csymbol; the tree's leaves.
Expression leaf(const ::ASTNode& node, const std::map<std::string, Expression>& local, const std::string& element) {
    switch (node.getType()) {
    case AST_INTEGER:
    case AST_REAL:
    case AST_REAL_E:
    case AST_RATIONAL:
        return node.getValue();
    case AST_NAME_TIME:
        return Expression::symbol(time_symbol);
    case AST_NAME_AVOGADRO:
        return sbml_avogadro;
    case AST_CONSTANT_PI:
        return std::numbers::pi;
    case AST_CONSTANT_E:
        return std::numbers::e;
    case AST_CONSTANT_TRUE:
        return 1.0;
    case AST_CONSTANT_FALSE:
        return 0.0;
    case AST_NAME: {
        const auto found = local.find(node.getName());
        return found == local.end() ? Expression::symbol(node.getName()) : found->second;
    }
    default:
        refuse(node, element);
    }
}

} // namespace

Expression MathReader::read(const ::ASTNode& math, const std::string& element, const Symbols& local) {
    if (math.getType() == AST_FUNCTION) return expand(math, element, local);
    const auto builder = builders().find(math.getType());
    const bool is_csymbol = math.getType() == AST_FUNCTION_DELAY || math.getType() == AST_FUNCTION_RATE_OF;
    if (builder == builders().end() && !is_csymbol) return leaf(math, local, element);
    Arguments arguments;
    for (unsigned k = 0; k < math.getNumChildren(); ++k) arguments.push_back(read(*math.getChild(k), element, local));
    if (!is_csymbol) return builder->second(arguments);
    if (arguments.size() != (math.getType() == AST_FUNCTION_DELAY ? 2 : 1)) refuse(math, element);
    return math.getType() == AST_FUNCTION_DELAY ? delay(arguments[0], arguments[1]) : rate(arguments[0], element);
}

Expression MathReader::expand(const ::ASTNode& call, const std::string& element, const Symbols& local) {
    const ::FunctionDefinition* definition = model_.getFunctionDefinition(call.getName());
    if (definition == nullptr) refuse(call, element);
    if (definition->getBody() == nullptr) return std::numeric_limits<double>::quiet_NaN(); // left undefined
    if (definition->getNumArguments() != call.getNumChildren()) {
        throw InputError({fmt::format("the function '{}' takes {} arguments, not {}", call.getName(),
                                      definition->getNumArguments(), call.getNumChildren()),
                          element, "correct the call"});
    }
    Symbols bound;
    for (unsigned k = 0; k < call.getNumChildren(); ++k) {
        bound.emplace(definition->getArgument(k)->getName(), read(*call.getChild(k), element, local));
    }
    return read(*definition->getBody(), fmt::format("function definition '{}'", call.getName()), bound);
}

Expression MathReader::delay(const Expression& value, const Expression& lag) {
    std::string text = to_text(value) + " by " + to_text(lag);
    const auto [known, is_new] = known_delays_.emplace(std::move(text), fmt::format("delay({})", delays_.size() + 1));
    if (is_new) delays_.push_back({known->second, value, lag});
    return Expression::symbol(known->second);
}

Expression MathReader::rate(const Expression& variable, const std::string& element) {
    if (variable.is_number()) return 0.0; // a local name that stands for a number
    if (variable.is_symbol()) return Expression::symbol(rate_of(variable.name()));
    throw InputError({"rateOf is asked of an expression", element, "give it the id of a variable"});
}

} // namespace euthymia::sbml
