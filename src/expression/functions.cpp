// SPDX-License-Identifier: Apache-2.0
#include "euthymia/expression/functions.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

namespace euthymia {

namespace {

using Arguments = std::span<const Expression>;

Expression call(Function function, const Expression& a) {
    return Expression::apply(function, {a});
}

Expression square(const Expression& a) {
    return a * a;
}

Expression less(const Expression& a, const Expression& b) {
    return Expression::apply(Function::less, {a, b});
}

double truth(bool is_true) {
    return is_true ? 1.0 : 0.0;
}

double minimum(double a, double b) {
    return std::isnan(a) || std::isnan(b) ? a + b : std::min(a, b);
}

/// SBML defines it for whole numbers alone, and they change by jumps: where it is defined it has no slope. Between them
/// it goes on as the gamma function does, so that a number that is whole but for rounding does no harm.
double factorial(double a) {
    return std::tgamma(a + 1.0);
}

double maximum(double a, double b) {
    return std::isnan(a) || std::isnan(b) ? a + b : std::max(a, b);
}

/// d(a^b)/da = b a^(b-1);  d(a^b)/db = a^b ln a.
///
/// Where a^(b-1) is not cheap it is a^b / a, which needs no power but a^b, save where a is 0. It is lost where a^b
/// leaves the range of numbers before a^(b-1) does: where it is below 1e-308 / a or above 1e308 / a.
Expression power_partial(Arguments x, std::size_t k) {
    const Expression& a = x[0];
    const Expression& b = x[1];
    const Expression is_zero = Expression::apply(Function::equal, {a, 0.0});
    if (k == 1) return select(is_zero, 0.0, pow(a, b) * call(Function::ln, a));
    if (b.is_number() && is_cheap_power(b.number() - 1.0)) return b * pow(a, b - 1.0);
    return select(is_zero, b * pow(0.0, b - 1.0), b * (pow(a, b) / a));
}

/// d(a/b)/da = 1/b;  d(a/b)/db = -(a/b) (1/b), where both factors are known already.
Expression divide_partial(Arguments x, std::size_t k) {
    return k == 0 ? 1.0 / x[1] : -(x[0] / x[1] * (1.0 / x[1]));
}

constexpr auto no_partial = nullptr;

using F = Function;

// clang-format off
const std::array table{
    FunctionTraits{F::add, "+", 2, [](double a, double b, double) { return a + b; },
                   [](Arguments, std::size_t) -> Expression { return 1.0; }},
    FunctionTraits{F::subtract, "-", 2, [](double a, double b, double) { return a - b; },
                   [](Arguments, std::size_t k) -> Expression { return k == 0 ? 1.0 : -1.0; }},
    FunctionTraits{F::multiply, "*", 2, [](double a, double b, double) { return a * b; },
                   [](Arguments x, std::size_t k) { return x[1 - k]; }},
    FunctionTraits{F::divide, "/", 2, [](double a, double b, double) { return a / b; }, divide_partial},
    FunctionTraits{F::power, "^", 2, [](double a, double b, double) { return std::pow(a, b); }, power_partial},
    FunctionTraits{F::negate, "-", 1, [](double a, double, double) { return -a; },
                   [](Arguments, std::size_t) -> Expression { return -1.0; }},
    FunctionTraits{F::exp, "exp", 1, [](double a, double, double) { return std::exp(a); },
                   [](Arguments x, std::size_t) { return call(F::exp, x[0]); }},
    FunctionTraits{F::ln, "ln", 1, [](double a, double, double) { return std::log(a); },
                   [](Arguments x, std::size_t) { return 1.0 / x[0]; }},
    FunctionTraits{F::log10, "log10", 1, [](double a, double, double) { return std::log10(a); },
                   [](Arguments x, std::size_t) { return 1.0 / std::numbers::ln10 / x[0]; }},
    FunctionTraits{F::sqrt, "sqrt", 1, [](double a, double, double) { return std::sqrt(a); },
                   [](Arguments x, std::size_t) { return 0.5 / call(F::sqrt, x[0]); }},
    FunctionTraits{F::abs, "abs", 1, [](double a, double, double) { return std::abs(a); },
                   [](Arguments x, std::size_t) { return select(less(x[0], 0.0), -1.0, 1.0); }},
    FunctionTraits{F::floor, "floor", 1, [](double a, double, double) { return std::floor(a); }, no_partial},
    FunctionTraits{F::ceil, "ceil", 1, [](double a, double, double) { return std::ceil(a); }, no_partial},
    FunctionTraits{F::factorial, "factorial", 1, [](double a, double, double) { return factorial(a); }, no_partial},
    FunctionTraits{F::sin, "sin", 1, [](double a, double, double) { return std::sin(a); },
                   [](Arguments x, std::size_t) { return call(F::cos, x[0]); }},
    FunctionTraits{F::cos, "cos", 1, [](double a, double, double) { return std::cos(a); },
                   [](Arguments x, std::size_t) { return -call(F::sin, x[0]); }},
    FunctionTraits{F::tan, "tan", 1, [](double a, double, double) { return std::tan(a); },
                   [](Arguments x, std::size_t) { return 1.0 + square(call(F::tan, x[0])); }},
    FunctionTraits{F::asin, "asin", 1, [](double a, double, double) { return std::asin(a); },
                   [](Arguments x, std::size_t) { return 1.0 / call(F::sqrt, 1.0 - square(x[0])); }},
    FunctionTraits{F::acos, "acos", 1, [](double a, double, double) { return std::acos(a); },
                   [](Arguments x, std::size_t) { return -1.0 / call(F::sqrt, 1.0 - square(x[0])); }},
    FunctionTraits{F::atan, "atan", 1, [](double a, double, double) { return std::atan(a); },
                   [](Arguments x, std::size_t) { return 1.0 / (1.0 + square(x[0])); }},
    FunctionTraits{F::sinh, "sinh", 1, [](double a, double, double) { return std::sinh(a); },
                   [](Arguments x, std::size_t) { return call(F::cosh, x[0]); }},
    FunctionTraits{F::cosh, "cosh", 1, [](double a, double, double) { return std::cosh(a); },
                   [](Arguments x, std::size_t) { return call(F::sinh, x[0]); }},
    FunctionTraits{F::tanh, "tanh", 1, [](double a, double, double) { return std::tanh(a); },
                   [](Arguments x, std::size_t) { return 1.0 - square(call(F::tanh, x[0])); }},
    FunctionTraits{F::asinh, "asinh", 1, [](double a, double, double) { return std::asinh(a); },
                   [](Arguments x, std::size_t) { return 1.0 / call(F::sqrt, square(x[0]) + 1.0); }},
    FunctionTraits{F::acosh, "acosh", 1, [](double a, double, double) { return std::acosh(a); },
                   [](Arguments x, std::size_t) { return 1.0 / call(F::sqrt, square(x[0]) - 1.0); }},
    FunctionTraits{F::atanh, "atanh", 1, [](double a, double, double) { return std::atanh(a); },
                   [](Arguments x, std::size_t) { return 1.0 / (1.0 - square(x[0])); }},
    FunctionTraits{F::min, "min", 2, [](double a, double b, double) { return minimum(a, b); }, no_partial},
    FunctionTraits{F::max, "max", 2, [](double a, double b, double) { return maximum(a, b); }, no_partial},
    FunctionTraits{F::quotient, "quotient", 2, [](double a, double b, double) { return std::trunc(a / b); }, no_partial},
    FunctionTraits{F::remainder, "rem", 2, [](double a, double b, double) { return std::fmod(a, b); },
                   [](Arguments x, std::size_t k) { return k == 0 ? Expression(1.0) : -Expression::apply(F::quotient, {x[0], x[1]}); }},
    FunctionTraits{F::less, "<", 2, [](double a, double b, double) { return truth(a < b); }, no_partial},
    FunctionTraits{F::less_equal, "<=", 2, [](double a, double b, double) { return truth(a <= b); }, no_partial},
    FunctionTraits{F::equal, "==", 2, [](double a, double b, double) { return truth(a == b); }, no_partial},
    FunctionTraits{F::not_equal, "!=", 2, [](double a, double b, double) { return truth(a != b); }, no_partial},
    FunctionTraits{F::both, "and", 2, [](double a, double b, double) { return truth(a != 0.0 && b != 0.0); }, no_partial},
    FunctionTraits{F::either, "or", 2, [](double a, double b, double) { return truth(a != 0.0 || b != 0.0); }, no_partial},
    FunctionTraits{F::exclusive, "xor", 2, [](double a, double b, double) { return truth((a != 0.0) != (b != 0.0)); }, no_partial},
    FunctionTraits{F::negation, "not", 1, [](double a, double, double) { return truth(a == 0.0); }, no_partial},
    FunctionTraits{F::select, "select", 3, [](double a, double b, double c) { return a != 0.0 ? b : c; }, no_partial},
};
// clang-format on

} // namespace

const FunctionTraits& traits_of(Function function) {
    const FunctionTraits& traits = table[static_cast<std::size_t>(function)];
    assert(traits.function == function);
    return traits;
}

bool is_cheap_power(double exponent) {
    const double quarters = 4.0 * exponent;
    if (quarters != std::trunc(quarters) || exponent == 0.0) return false;
    return std::abs(exponent) <= (exponent == std::trunc(exponent) ? 64.0 : 8.0);
}

} // namespace euthymia
