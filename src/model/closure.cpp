// SPDX-License-Identifier: Apache-2.0
#include "closure.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "names.hpp"
#include "solve.hpp"

namespace euthymia {

namespace {

std::optional<Expression> find(const SymbolMap& map, const std::string& symbol) {
    const auto found = map.find(symbol);
    return found == map.end() ? std::nullopt : std::optional(found->second);
}

Expression at_time(const Expression& expression, const Expression& time) {
    return Substitution({{time_symbol, time}})(expression);
}

} // namespace

Closure::Closure(const Definitions& definitions)
    : definitions_(definitions)
    , now_([this](const std::string& symbol) { return define_now(symbol); })
    , closed_([this](const std::string& symbol) { return define_closed(symbol); })
    , start_([this](const std::string& symbol) { return define_start(symbol); })
    , before_([this](const std::string& symbol) { return define_before(symbol); }) {
    for (const OpenState& state : definitions.states) states_.insert(state.id);
}

Expression Closure::rate_of(const Expression& resolved) const {
    // dX/dt = @X/@t + sum over states s of @X/@s * ds/dt
    Expression sum = Differentiator(time_symbol)(resolved);
    for (const std::string& symbol : symbols_of(resolved)) {
        if (const DelayCall* call = find_delay(symbol); call != nullptr) {
            throw UnsupportedError({"the rate of change of a delayed value is not supported", to_text(call->value),
                                    "take rateOf of a variable that does not depend on delay"});
        }
        if (!states_.contains(symbol)) continue;
        const Expression partial = Differentiator(symbol)(resolved);
        if (!partial.is_number(0.0)) sum = sum + partial * Expression::symbol(rate_of_state(symbol));
    }
    return sum;
}

double Closure::start_value(const Expression& expression) {
    constexpr double open = std::numeric_limits<double>::quiet_NaN();
    return evaluate(start_(expression), [&](const std::string& id) {
        const auto found = std::find_if(definitions_.constants.begin(), definitions_.constants.end(),
                                        [&](const Constant& constant) { return constant.id == id; });
        return found == definitions_.constants.end() ? open : found->value;
    });
}

Closure::Defined Closure::define_now(const std::string& symbol) {
    if (auto known = find(definitions_.now, symbol)) return known;
    if (const auto id = argument_of(symbol, "rateOf")) return rate_of(now_(Expression::symbol(*id)));
    if (const auto state = argument_of(symbol, "rate")) return define_state_rate(*state);
    return std::nullopt;
}

Closure::Defined Closure::define_closed(const std::string& symbol) {
    if (const auto id = argument_of(symbol, "initial")) return start_(Expression::symbol(*id));
    return define_now(symbol);
}

Closure::Defined Closure::define_start(const std::string& symbol) {
    if (symbol == time_symbol) return 0.0;
    if (auto known = find(definitions_.start, symbol)) return known;
    if (const auto id = argument_of(symbol, "initial")) return Expression::symbol(*id);
    if (argument_of(symbol, "rateOf")) return now_(Expression::symbol(symbol));
    if (const DelayCall* call = find_delay(symbol)) return at_time(before_(call->value), -start_(call->lag));
    return find(definitions_.now, symbol);
}

Closure::Defined Closure::define_before(const std::string& symbol) {
    if (auto known = find(definitions_.start, symbol)) return known;
    if (const auto id = argument_of(symbol, "initial")) return Expression::symbol(*id);
    if (const auto id = argument_of(symbol, "rateOf")) {
        return Differentiator(time_symbol)(before_(Expression::symbol(*id)));
    }
    if (const DelayCall* call = find_delay(symbol)) {
        return at_time(before_(call->value), Expression::symbol(time_symbol) - before_(call->lag));
    }
    return find(definitions_.now, symbol);
}

Expression Closure::define_state_rate(const std::string& id) {
    const OpenState* state = definitions_.find_state(id);
    if (!state->is_algebraic) return state->rate;
    if (algebraic_rates_.empty()) solve_algebraic_rates();
    return algebraic_rates_.at(id);
}

/// 0 = g(z, y, t) holds at all times, so 0 = @g/@t + @g/@y dy/dt + @g/@z dz/dt, which is linear in dz/dt.
void Closure::solve_algebraic_rates() {
    std::vector<Unknown> unknowns;
    for (const OpenState& state : definitions_.states) {
        if (state.is_algebraic) unknowns.push_back({rate_of_state(state.id), rate_of(now_(state.rate))});
    }
    for (const auto& block : blocks_of(std::move(unknowns))) {
        const auto rates = solve_linear(block, [this](const Expression& e) { return start_value(e); });
        if (!rates) {
            throw UnsupportedError({"the rate of change of a variable of algebraic rules cannot be solved for",
                                    fmt::format("element '{}'", block.front().symbol),
                                    "use rateOf of another variable"});
        }
        for (std::size_t k = 0; k < block.size(); ++k) {
            algebraic_rates_.emplace(*argument_of(block[k].symbol, "rate"), rates->at(k));
        }
    }
}

const DelayCall* Closure::find_delay(const std::string& symbol) const {
    const auto& calls = definitions_.delays;
    const auto found =
        std::find_if(calls.begin(), calls.end(), [&](const DelayCall& call) { return call.symbol == symbol; });
    return found == calls.end() ? nullptr : &*found;
}

} // namespace euthymia
