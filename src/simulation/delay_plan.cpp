// SPDX-License-Identifier: Apache-2.0
#include "delay_plan.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"
#include "places.hpp"

namespace euthymia {

namespace {

using Symbols = std::set<std::string>;

Symbols symbols_of_quantity(const Equations& equations, const std::string& name) {
    const auto found = equations.quantities.find(name);
    return found == equations.quantities.end() ? Symbols{} : symbols_of(found->second);
}

class Binder {
  public:
    Binder(const Equations& equations, const Layout& layout)
        : equations_(equations)
        , layout_(layout)
        , observables_(layout.observables)
        , parameters_(layout.parameters)
        , states_(layout.states) {}

    [[nodiscard]] DelayPlan operator()() const {
        DelayPlan plan{
            .rows = {}, .states = {}, .n_state = layout_.states.size(), .n_observable = layout_.observables.size()};
        for (const DelayedValue& delayed : equations_.delayed) plan.rows.push_back(row(delayed));
        mark_rates(plan);
        plan.states = past_states();
        return plan;
    }

  private:
    [[nodiscard]] DelayPlan::Row row(const DelayedValue& delayed) const {
        DelayPlan::Row row{.parameter = place(parameters_, delayed, delayed.id, layout_.parameters),
                           .value = place(observables_, delayed, delayed.value, layout_.observables),
                           .before_start = place(observables_, delayed, delayed.before_start, layout_.observables),
                           .lag = place(observables_, delayed, delayed.lag, layout_.observables),
                           .is_lag_constant = is_constant(delayed.lag),
                           .is_in_rates = false,
                           .within = {}};
        const Symbols within = symbols_of_quantity(equations_, delayed.value);
        for (std::size_t k = 0; &equations_.delayed[k] != &delayed; ++k) {
            if (within.contains(equations_.delayed[k].id)) row.within.push_back(k);
        }
        return row;
    }

    [[nodiscard]] static std::size_t place(const Places& places, const DelayedValue& delayed, const std::string& name,
                                           const std::vector<std::string>& known) {
        if (const auto found = places.find(name)) return *found;
        throw InputError({fmt::format("the compiled model has no '{}'", name),
                          fmt::format("delayed value '{}'", delayed.id),
                          suggest(name, known, "compile it with the rest")});
    }

    [[nodiscard]] bool is_constant(const std::string& quantity) const {
        const auto varies = [this](const std::string& symbol) {
            const auto is_it = [&](const DelayedValue& delayed) { return delayed.id == symbol; };
            return symbol == time_symbol || states_.find(symbol) || std::ranges::any_of(equations_.delayed, is_it);
        };
        return std::ranges::none_of(symbols_of_quantity(equations_, quantity), varies);
    }

    /// A value is felt by the integrator if a rate holds it, or a felt value that comes later.
    void mark_rates(DelayPlan& plan) const {
        Symbols felt;
        for (const State& state : equations_.states) felt.merge(symbols_of(state.rate));
        for (std::size_t k = plan.rows.size(); k-- > 0;) {
            const DelayedValue& delayed = equations_.delayed[k];
            plan.rows[k].is_in_rates = felt.contains(delayed.id);
            if (!plan.rows[k].is_in_rates) continue;
            felt.merge(symbols_of_quantity(equations_, delayed.value));
            felt.merge(symbols_of_quantity(equations_, delayed.lag));
        }
    }

    [[nodiscard]] std::vector<std::size_t> past_states() const {
        Symbols symbols;
        for (const DelayedValue& delayed : equations_.delayed) {
            symbols.merge(symbols_of_quantity(equations_, delayed.value));
            symbols.merge(symbols_of_quantity(equations_, delayed.lag));
        }
        std::vector<std::size_t> places;
        for (const std::string& symbol : symbols) {
            if (const auto found = states_.find(symbol)) places.push_back(*found);
        }
        std::ranges::sort(places);
        return places;
    }

    const Equations& equations_;
    const Layout& layout_;
    Places observables_, parameters_, states_;
};

} // namespace

void want_delays(const Equations& equations, CompileOptions& options) {
    std::vector<std::string> parameters, observables;
    for (const DelayedValue& delayed : equations.delayed) {
        parameters.push_back(delayed.id);
        observables.insert(observables.end(), {delayed.value, delayed.before_start, delayed.lag});
    }
    append_new(options.observables, observables);
    if (!options.parameters.empty()) append_new(options.parameters, parameters); // none: all may be set
}

DelayPlan bind_delays(const Equations& equations, const Layout& layout) {
    return Binder(equations, layout)();
}

} // namespace euthymia
