// SPDX-License-Identifier: Apache-2.0
#include "euthymia/model/tangents.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"
#include "euthymia/expression/gradient.hpp"

namespace euthymia {

namespace {

using Row = std::map<std::size_t, Expression>; ///< derivatives of one expression by index of the symbol

/// A symbol no model has: SBML ids hold no spaces.
std::string direction_of(const std::string& symbol) {
    return "direction of " + symbol;
}

void refuse_unsupported(const Equations& equations) {
    const auto refuse = [](const std::string& what, const std::string& where) {
        throw UnsupportedError({fmt::format("sensitivities of a model with {} are not supported", what), where,
                                "compare runs with slightly different values instead"});
    };
    if (!equations.delayed.empty()) refuse("delays", fmt::format("'{}'", equations.delayed.front().value));
    for (const State& state : equations.states) {
        if (state.is_algebraic) refuse("algebraic equations", fmt::format("'{}'", state.id));
    }
}

/// Writes the derivatives of rows of expressions by states and by directions as quantities.
class TangentWriter {
  public:
    TangentWriter(const Equations& equations, const std::vector<std::string>& directions)
        : equations_(equations)
        , directions_(directions) {
        for (const State& state : equations.states) {
            states_.push_back(state.id);
            rates_.push_back(state.rate);
        }
        for (const std::string& id : directions) check(id);
    }

    [[nodiscard]] DerivedQuantities slopes() const {
        return derivatives_of(rates_, states_, directions_, [this](const Expression& slope) { return moves(slope); });
    }

    [[nodiscard]] DerivedQuantities curvature() const {
        std::vector<std::string> states = states_;
        for (const std::string& id : states_) states.push_back(direction_of(id));
        states.push_back(direction_of(time_symbol));
        return derivatives_of(changes(), states, directions_);
    }

    [[nodiscard]] DerivedQuantities observed(const std::vector<std::string>& names) const {
        std::vector<Expression> rows;
        for (const std::string& name : names) rows.push_back(equations_.quantities.at(name));
        std::vector<std::string> directions = directions_;
        if (!equations_.events.empty()) directions.emplace_back(time_symbol); // when roots are zero depends on it
        return derivatives_of(rows, states_, directions);
    }

    [[nodiscard]] DerivedQuantities initial() const {
        std::vector<Expression> rows;
        for (const State& state : equations_.states)
            rows.push_back(is_direction(state.id) ? symbol(state.id) : state.initial);
        return derivatives_of(rows, {}, directions_);
    }

  private:
    using Choice = std::function<bool(const Expression&)>;

    static Expression symbol(const std::string& id) { return Expression::symbol(id); }

    /// It is not the same at all times.
    [[nodiscard]] bool moves(const Expression& slope) const {
        const std::set<std::string> symbols = symbols_of(slope);
        return symbols.contains(time_symbol) ||
               std::ranges::any_of(states_, [&](const std::string& id) { return symbols.contains(id); });
    }

    void check(const std::string& id) const {
        std::vector<std::string> known = states_;
        for (const Constant& constant : equations_.constants) known.push_back(constant.id);
        if (std::ranges::find(known, id) != known.end()) return;
        throw InputError({fmt::format("the model has no constant or state '{}' to vary", id), "sensitivities",
                          suggest(id, known, "use an id of the model")});
    }

    [[nodiscard]] bool is_direction(const std::string& id) const {
        return std::ranges::find(directions_, id) != directions_.end();
    }

    /// (df/dy) u + tau df/dt
    [[nodiscard]] std::vector<Expression> changes() const {
        std::vector<std::string> symbols = states_;
        symbols.emplace_back(time_symbol);
        Gradient gradient(rates_, symbols);
        std::vector<Expression> changes;
        for (const Expression& rate : rates_) {
            Expression& change = changes.emplace_back(0.0);
            for (const auto& [k, slope] : gradient(rate)) change = change + slope * symbol(direction_of(symbols[k]));
        }
        return changes;
    }

    /// Of `rows`, by those of `states` that are states of the model, as far as `is_wanted`, and by `directions`.
    [[nodiscard]] DerivedQuantities derivatives_of(
        const std::vector<Expression>& rows, const std::vector<std::string>& states,
        const std::vector<std::string>& directions,
        const Choice& is_wanted = [](const Expression&) { return true; }) const {
        const std::size_t n_state = std::min(states.size(), states_.size());
        std::vector<std::string> symbols(states.begin(), states.begin() + static_cast<std::ptrdiff_t>(n_state));
        std::vector<std::optional<std::size_t>> place_of_direction;
        const bool is_at_start = states.empty();
        for (const std::string& id : directions) {
            const bool is_state = std::ranges::find(states_, id) != states_.end();
            place_of_direction.push_back(is_state && !is_at_start ? std::nullopt : std::optional(symbols.size()));
            if (place_of_direction.back()) symbols.push_back(id);
        }
        Gradient gradient(rows, symbols);
        std::vector<Row> derivatives;
        for (const Expression& row : rows) derivatives.push_back(gradient(row));
        DerivedQuantities derived{.equations = still(states), .names = {}, .pattern = {}};
        for (const Row& row : derivatives) add_states(row, n_state, is_wanted, derived);
        for (const auto& place : place_of_direction) add_direction(derivatives, place, derived);
        return derived;
    }

    /// The constants of the model, and states that stay.
    [[nodiscard]] Equations still(const std::vector<std::string>& states) const {
        Equations equations;
        equations.constants = equations_.constants;
        for (const std::string& id : states) equations.states.push_back({.id = id, .initial = 0.0, .rate = 0.0});
        return equations;
    }

    static void add(const Expression& derivative, DerivedQuantities& derived) {
        derived.names.push_back(fmt::format("derivative {}", derived.names.size()));
        derived.equations.quantities.emplace(derived.names.back(), derivative);
    }

    static void add_states(const Row& row, std::size_t n_state, const Choice& is_wanted, DerivedQuantities& derived) {
        for (const auto& [k, derivative] : row) {
            if (k >= n_state) break;
            if (!is_wanted(derivative)) continue;
            add(derivative, derived);
            derived.pattern.column.push_back(static_cast<int>(k));
        }
        derived.pattern.row_start.push_back(static_cast<int>(derived.pattern.column.size()));
    }

    static void add_direction(const std::vector<Row>& rows, std::optional<std::size_t> place,
                              DerivedQuantities& derived) {
        for (std::size_t i = 0; place && i < rows.size(); ++i) {
            const auto found = rows[i].find(*place);
            if (found == rows[i].end()) continue;
            add(found->second, derived);
            derived.pattern.row.push_back(static_cast<int>(i));
        }
        derived.pattern.tangent_start.push_back(static_cast<int>(derived.pattern.row.size()));
    }

    const Equations& equations_;
    const std::vector<std::string>& directions_;
    std::vector<std::string> states_;
    std::vector<Expression> rates_;
};

} // namespace

TangentEquations derive_tangents(const Equations& equations, const std::vector<std::string>& observed,
                                 const std::vector<std::string>& directions) {
    refuse_unsupported(equations);
    const TangentWriter writer(equations, directions);
    return {.slopes = writer.slopes(),
            .curvature = writer.curvature(),
            .observed = writer.observed(observed),
            .initial = writer.initial()};
}

} // namespace euthymia
