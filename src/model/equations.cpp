// SPDX-License-Identifier: Apache-2.0
#include "euthymia/model/equations.hpp"

#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "algebraic.hpp"
#include "closure.hpp"
#include "definitions.hpp"
#include "euthymia/base/error.hpp"
#include "events.hpp"
#include "fast.hpp"

namespace euthymia {

namespace {

/// Looks for symbols that nothing defines; what expressions share is looked at once.
class SymbolCheck {
  public:
    explicit SymbolCheck(std::set<std::string> known)
        : known_(std::move(known)) {}

    void operator()(const Expression& expression, const std::string& element) {
        if (!visited_.insert(expression.identity()).second) return;
        if (expression.is_symbol() && !known_.contains(expression.name())) {
            throw InputError({fmt::format("'{}' is used but not defined", expression.name()),
                              fmt::format("element '{}'", element), "define it, or correct its spelling"});
        }
        for (const Expression& argument : expression.arguments()) (*this)(argument, element);
    }

  private:
    std::set<std::string> known_;
    std::unordered_set<const void*> visited_;
};

void check_symbols(const Equations& equations) {
    std::set<std::string> known;
    for (const Constant& constant : equations.constants) known.insert(constant.id);
    SymbolCheck check_initial(known);
    for (const State& state : equations.states) check_initial(state.initial, state.id);
    known.insert(time_symbol);
    for (const State& state : equations.states) known.insert(state.id);
    SymbolCheck check(std::move(known));
    for (const auto& [id, expression] : equations.quantities) check(expression, id);
    for (const State& state : equations.states) check(state.rate, state.id);
}

/// The parts of delayed values, as quantities; their symbols become constants.
void close_delays(const Definitions& definitions, Closure& closure, Equations& equations) {
    for (const DelayCall& call : definitions.delays) {
        DelayedValue delayed{.id = call.symbol,
                             .value = call.symbol + ".value",
                             .before_start = call.symbol + ".before_start",
                             .lag = call.symbol + ".lag"};
        equations.quantities.emplace(delayed.value, closure.closed(call.value));
        equations.quantities.emplace(delayed.before_start, closure.before_start(call.value));
        equations.quantities.emplace(delayed.lag, closure.closed(call.lag));
        equations.constants.push_back({call.symbol, closure.start_value(Expression::symbol(call.symbol))});
        equations.delayed.push_back(std::move(delayed));
    }
}

/// Resolves every symbol down to states, constants and time.
Equations close(const Definitions& definitions) {
    Closure closure(definitions);
    Equations equations;
    equations.constants = definitions.constants;
    close_delays(definitions, closure, equations);
    for (const auto& [id, definition] : definitions.now) equations.quantities.emplace(id, closure.closed(definition));
    for (const OpenState& state : definitions.states) {
        equations.states.push_back({.id = state.id,
                                    .initial = closure.at_start(Expression::symbol(state.id)),
                                    .rate = closure.closed(state.rate),
                                    .is_algebraic = state.is_algebraic});
        equations.quantities.emplace(state.id, Expression::symbol(state.id));
    }
    for (const Constant& constant : equations.constants) {
        equations.quantities.emplace(constant.id, Expression::symbol(constant.id));
    }
    return equations;
}

} // namespace

std::string amount_of(const std::string& species) {
    return "amount(" + species + ")";
}

std::string concentration_of(const std::string& species) {
    return "concentration(" + species + ")";
}

Equations derive_equations(const Model& model) {
    Definitions definitions = define_symbols(model);
    determine_algebraic(model, definitions);
    balance_fast_reactions(model, definitions);
    std::vector<Event> events = define_events(model, definitions);
    Equations equations = close(definitions);
    equations.events = std::move(events);
    add_roots(equations);
    check_symbols(equations);
    return equations;
}

} // namespace euthymia
