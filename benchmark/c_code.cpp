// SPDX-License-Identifier: Apache-2.0
#include "c_code.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "euthymia/expression/functions.hpp"

namespace euthymia::benchmark {

namespace {

/// How each function is written; {0}, {1}, {2} stand for its arguments.
const char* form_of(Function function) {
    // clang-format off
    switch (function) {
    case Function::add: return "{0} + {1}";
    case Function::subtract: return "{0} - {1}";
    case Function::multiply: return "{0} * {1}";
    case Function::divide: return "{0} / {1}";
    case Function::power: return "pow(guarded({0}), {1})";
    case Function::negate: return "-{0}";
    case Function::exp: return "exp({0})";
    case Function::ln: return "log({0})";
    case Function::log10: return "log10({0})";
    case Function::sqrt: return "sqrt(guarded({0}))";
    case Function::abs: return "fabs({0})";
    case Function::floor: return "floor({0})";
    case Function::ceil: return "ceil({0})";
    case Function::factorial: return "tgamma({0} + 1.0)";
    case Function::sin: return "sin({0})";
    case Function::cos: return "cos({0})";
    case Function::tan: return "tan({0})";
    case Function::asin: return "asin({0})";
    case Function::acos: return "acos({0})";
    case Function::atan: return "atan({0})";
    case Function::sinh: return "sinh({0})";
    case Function::cosh: return "cosh({0})";
    case Function::tanh: return "tanh({0})";
    case Function::asinh: return "asinh({0})";
    case Function::acosh: return "acosh({0})";
    case Function::atanh: return "atanh({0})";
    case Function::min: return "{0} < {1} ? {0} : {1}";
    case Function::max: return "{0} > {1} ? {0} : {1}";
    case Function::quotient: return "trunc({0} / {1})";
    case Function::remainder: return "fmod({0}, {1})";
    case Function::less: return "{0} < {1} ? 1.0 : 0.0";
    case Function::less_equal: return "{0} <= {1} ? 1.0 : 0.0";
    case Function::equal: return "{0} == {1} ? 1.0 : 0.0";
    case Function::not_equal: return "{0} != {1} ? 1.0 : 0.0";
    case Function::both: return "{0} != 0.0 && {1} != 0.0 ? 1.0 : 0.0";
    case Function::either: return "{0} != 0.0 || {1} != 0.0 ? 1.0 : 0.0";
    case Function::exclusive: return "({0} != 0.0) != ({1} != 0.0) ? 1.0 : 0.0";
    case Function::negation: return "{0} == 0.0 ? 1.0 : 0.0";
    case Function::select: return "{0} != 0.0 ? {1} : {2}";
    }
    // clang-format on
    return "";
}

std::string number_text(double value) {
    if (std::isnan(value)) return "NAN";
    if (std::isinf(value)) return value > 0.0 ? "INFINITY" : "(-INFINITY)";
    std::string text = fmt::format("{:.17g}", value);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return value < 0.0 ? "(" + text + ")" : text;
}

/// A state that rounding has made negative is read as 0 under a root or a broken power, as in the engine.
constexpr const char* prelude = R"(#include <math.h>

static inline double guarded(double x) { return x < 0.0 ? 0.0 : x; }

void setup(const double* p, double* w) {
)";

} // namespace

void CCode::place(const std::string& symbol, const std::string& text, bool is_person) {
    symbols_.emplace(symbol, leaf(text, is_person ? Stage::person : Stage::moment));
}

void CCode::add_function(const std::string& name, const std::vector<Expression>& results) {
    std::vector<std::size_t> ids;
    for (const Expression& result : results) ids.push_back(node_of(result));
    functions_.emplace_back(name, std::move(ids));
}

std::size_t CCode::leaf(const std::string& text, Stage stage) {
    const auto [place, is_new] = leaves_.emplace(text, nodes_.size());
    if (is_new) nodes_.push_back({text, {}, stage, true, 0});
    return place->second;
}

std::size_t CCode::node_of(const Expression& expression) {
    if (expression.is_number()) return leaf(number_text(expression.number()), Stage::fixed);
    if (expression.is_symbol()) return symbols_.at(expression.name());
    if (const auto found = known_.find(expression.identity()); found != known_.end()) return found->second;
    const std::size_t id = call(expression);
    known_.emplace(expression.identity(), id);
    kept_.push_back(expression);
    return id;
}

std::size_t CCode::call(const Expression& expression) {
    std::vector<std::size_t> arguments;
    for (const Expression& argument : expression.arguments()) arguments.push_back(node_of(argument));
    if (expression.function() == Function::power) {
        return power(arguments[0], arguments[1], expression.arguments()[1]);
    }
    if (expression.function() == Function::divide) {
        return quotient(arguments[0], arguments[1], expression.arguments()[1]);
    }
    Key key{static_cast<std::size_t>(expression.function()) + 1, 0, 0, 0};
    std::vector<std::string> names(3);
    for (std::size_t k = 0; k < arguments.size(); ++k) {
        key[k + 1] = arguments[k] + 1;
        names[k] = fmt::format("\x01{}\x02", arguments[k]);
    }
    return make(key, arguments,
                fmt::format(fmt::runtime(form_of(expression.function())), names[0], names[1], names[2]));
}

std::size_t CCode::multiply(std::size_t a, std::size_t b) {
    return make({static_cast<std::size_t>(Function::multiply) + 1, a + 1, b + 1, 0}, {a, b},
                fmt::format("\x01{}\x02 * \x01{}\x02", a, b));
}

std::size_t CCode::root(std::size_t a) {
    return make({static_cast<std::size_t>(Function::sqrt) + 1, a + 1, 0, 0}, {a},
                fmt::format("sqrt(guarded(\x01{}\x02))", a));
}

std::size_t CCode::power(std::size_t base, std::size_t exponent, const Expression& wanted) {
    if (wanted.is_number() && is_cheap_power(wanted.number())) return products(base, wanted.number());
    if (wanted.is_number() && wanted.number() != std::trunc(wanted.number())) return exponential(base, exponent);
    return make({static_cast<std::size_t>(Function::power) + 1, base + 1, exponent + 1, 0}, {base, exponent},
                fmt::format("pow(guarded(\x01{}\x02), \x01{}\x02)", base, exponent));
}

/// As the engine does: exp(b ln a), the logarithm shared by all powers of a.
std::size_t CCode::exponential(std::size_t base, std::size_t exponent) {
    const std::size_t logarithm = make({static_cast<std::size_t>(Function::ln) + 1, base + 1, 1, 0}, {base},
                                       fmt::format("log(guarded(\x01{}\x02))", base));
    const std::size_t product = multiply(exponent, logarithm);
    return make({static_cast<std::size_t>(Function::exp) + 1, product + 1, 0, 0}, {product},
                fmt::format("exp(\x01{}\x02)", product));
}

/// As the engine does: a product with the reciprocal of what is known before the moment.
std::size_t CCode::quotient(std::size_t a, std::size_t b, const Expression& divisor) {
    const auto divide = [this](std::size_t x, std::size_t y) {
        return make({static_cast<std::size_t>(Function::divide) + 1, x + 1, y + 1, 0}, {x, y},
                    fmt::format("\x01{}\x02 / \x01{}\x02", x, y));
    };
    if (nodes_[a].stage != Stage::moment || nodes_[b].stage == Stage::moment) return divide(a, b);
    if (divisor.is_number()) return multiply(a, leaf(number_text(1.0 / divisor.number()), Stage::fixed));
    return multiply(a, divide(leaf("1.0", Stage::fixed), b));
}

/// As the engine does: x^(n + q/4) = x^n * sqrt(x)^[q > 1] * sqrt(sqrt(x))^[q odd], and 1 over that if negative.
std::size_t CCode::products(std::size_t base, double exponent) {
    const auto quarters = static_cast<int>(4.0 * std::abs(exponent));
    std::vector<std::size_t> factors;
    if (quarters >= 4) factors.push_back(whole_power(base, quarters / 4));
    if (quarters % 4 > 1) factors.push_back(root(base));
    if (quarters % 2 == 1) factors.push_back(root(root(base)));
    std::size_t product = factors.back();
    factors.pop_back();
    for (const std::size_t factor : factors) product = multiply(factor, product);
    if (exponent > 0.0) return product;
    const std::size_t one = leaf("1.0", Stage::fixed);
    return make({static_cast<std::size_t>(Function::divide) + 1, one + 1, product + 1, 0}, {one, product},
                fmt::format("\x01{}\x02 / \x01{}\x02", one, product));
}

/// By squaring: x^(2n) = (x^n)^2, x^(2n + 1) = x (x^n)^2.
std::size_t CCode::whole_power(std::size_t base, int exponent) {
    if (exponent == 1) return base;
    const std::size_t half = whole_power(base, exponent / 2);
    const std::size_t square = multiply(half, half);
    return exponent % 2 == 0 ? square : multiply(square, base);
}

std::size_t CCode::make(const Key& key, std::vector<std::size_t> arguments, std::string text) {
    const auto [place, is_new] = calls_.emplace(key, nodes_.size());
    if (!is_new) return place->second;
    Stage stage = Stage::fixed;
    for (const std::size_t argument : arguments) stage = std::max(stage, nodes_[argument].stage);
    const std::size_t slot = stage == Stage::moment ? 0 : n_setup_++;
    nodes_.push_back({std::move(text), std::move(arguments), stage, false, slot});
    return place->second;
}

std::string CCode::name_of(std::size_t id, bool is_setup) const {
    const Node& node = nodes_[id];
    if (node.is_leaf) return node.text;
    if (node.stage == Stage::moment || is_setup) return fmt::format("v{}", id);
    return fmt::format("w[{}]", node.slot);
}

std::string CCode::definition(std::size_t id, bool is_setup) const {
    const std::string& text = nodes_[id].text;
    std::string out;
    for (std::size_t k = 0; k < text.size(); ++k) {
        if (text[k] != '\x01') {
            out += text[k];
            continue;
        }
        const std::size_t end = text.find('\x02', k);
        out += name_of(std::stoul(text.substr(k + 1, end - k - 1)), is_setup);
        k = end;
    }
    return fmt::format("    const double v{} = {};\n", id, out);
}

/// Inner nodes of stage `moment` below `results`, arguments before what uses them.
std::vector<std::size_t> CCode::needed_for(const std::vector<std::size_t>& results) const {
    std::set<std::size_t> needed;
    std::vector<std::size_t> open = results;
    while (!open.empty()) {
        const std::size_t id = open.back();
        open.pop_back();
        if (nodes_[id].is_leaf || nodes_[id].stage != Stage::moment || !needed.insert(id).second) continue;
        open.insert(open.end(), nodes_[id].arguments.begin(), nodes_[id].arguments.end());
    }
    return {needed.begin(), needed.end()};
}

std::string CCode::text() const {
    std::string out = prelude;
    for (std::size_t id = 0; id < nodes_.size(); ++id) {
        if (nodes_[id].is_leaf || nodes_[id].stage == Stage::moment) continue;
        out += definition(id, true) + fmt::format("    w[{}] = v{};\n", nodes_[id].slot, id);
    }
    out += "}\n";
    for (const auto& [name, results] : functions_) {
        out += fmt::format("\nvoid {}(double t, const double* restrict y, const double* restrict p, "
                           "const double* restrict w, double* restrict out) {{\n",
                           name);
        for (const std::size_t id : needed_for(results)) out += definition(id, false);
        for (std::size_t k = 0; k < results.size(); ++k) {
            out += fmt::format("    out[{}] = {};\n", k, name_of(results[k], false));
        }
        out += "}\n";
    }
    return out;
}

} // namespace euthymia::benchmark
