// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"
#include "euthymia/expression/gradient.hpp"

namespace euthymia {

namespace {

/// The symbols that must not become negative: in the base of a power that is not a whole one, under a root or a
/// logarithm.
class GuardFinder {
  public:
    void visit(const Expression& part) {
        if (!seen_.insert(part.identity()).second) return;
        if (part.is_call() && needs_sign(part) && !is_never_negative(part.arguments()[0])) guard(part.arguments()[0]);
        for (const Expression& argument : part.arguments()) visit(argument);
    }

    [[nodiscard]] bool is_guarded(const std::string& symbol) const { return guarded_.contains(symbol); }

  private:
    static bool needs_sign(const Expression& call) {
        const Function function = call.function();
        if (function == Function::sqrt || function == Function::ln || function == Function::log10) return true;
        if (function != Function::power) return false;
        const Expression& exponent = call.arguments()[1];
        return !exponent.is_number() || exponent.number() != std::floor(exponent.number());
    }

    /// Whether `part` is at least 0 whatever the signs of its symbols.
    static bool is_never_negative(const Expression& part) {
        if (part.is_number()) return part.number() >= 0.0;
        if (part.is_symbol()) return false;
        const auto& arguments = part.arguments();
        switch (part.function()) {
        case Function::abs:
        case Function::exp:
        case Function::sqrt:
            return true;
        case Function::power:
            return arguments[1].is_number() && std::remainder(arguments[1].number(), 2.0) == 0.0;
        case Function::add:
        case Function::multiply:
            return std::ranges::all_of(arguments, is_never_negative);
        default:
            return false;
        }
    }

    void guard(const Expression& part) {
        if (!below_.insert(part.identity()).second) return;
        if (part.is_symbol()) guarded_.insert(part.name());
        for (const Expression& argument : part.arguments()) guard(argument);
    }

    std::unordered_set<const void*> seen_, below_;
    std::unordered_set<std::string> guarded_;
};

/// Writes the programs of one set of equations.
class ProgramWriter {
  public:
    ProgramWriter(const Equations& equations, const CompileOptions& options)
        : equations_(equations)
        , options_(options)
        , folding_(folded_constants()) {}

    Programs operator()() {
        refuse_unknown_parameters();
        place_symbols();
        fold_rates();
        describe_states();
        differentiate();
        write_all();
        programs_.lu = plan_lu(programs_.pattern);
        programs_.setup = writer_.setup();
        programs_.registers = writer_.initial();
        programs_.stages = writer_.stages();
        return std::move(programs_);
    }

  private:
    [[nodiscard]] bool is_settable(const std::string& id) const {
        return options_.parameters.empty() || settable_.contains(id);
    }

    [[nodiscard]] SymbolMap folded_constants() const {
        SymbolMap folded;
        for (const Constant& constant : equations_.constants) {
            if (!is_settable(constant.id)) folded.emplace(constant.id, constant.value);
        }
        return folded;
    }

    void refuse_unknown_parameters() const {
        std::vector<std::string> known;
        for (const Constant& constant : equations_.constants) known.push_back(constant.id);
        for (const std::string& id : options_.parameters) {
            if (std::find(known.begin(), known.end(), id) != known.end()) continue;
            throw InputError({fmt::format("the model has no parameter '{}'", id), "the list of parameters to set",
                              suggest(id, known, "list the model's parameters with `euthymia trace`")});
        }
    }

    void place_symbols() {
        programs_.time = writer_.place_symbol(time_symbol, Stage::moment);
        for (const State& state : equations_.states) {
            programs_.layout.states.push_back(state.id);
            programs_.states.push_back(writer_.place_symbol(state.id, Stage::moment));
        }
        for (const Constant& constant : equations_.constants) {
            if (!is_settable(constant.id)) continue;
            programs_.layout.parameters.push_back(constant.id);
            programs_.layout.defaults.push_back(constant.value);
            programs_.parameters.push_back(writer_.place_symbol(constant.id, Stage::person));
        }
    }

    void fold_rates() {
        for (const State& state : equations_.states) rates_.push_back(folding_(state.rate));
    }

    void describe_states() {
        GuardFinder guards;
        for (const Expression& rate : rates_) guards.visit(rate);
        for (std::size_t i = 0; i < rates_.size(); ++i) {
            const State& state = equations_.states[i];
            if (state.is_algebraic) programs_.layout.algebraic.push_back(static_cast<int>(i));
            if (guards.is_guarded(state.id)) programs_.layout.guarded.push_back(static_cast<int>(i));
        }
    }

    /// Exact derivatives of the rates with respect to each state, column by column, and to the time.
    void differentiate() {
        std::vector<std::string> symbols = programs_.layout.states;
        symbols.emplace_back(time_symbol);
        Gradient gradient(rates_, symbols);
        std::vector<std::map<std::size_t, Expression>> columns(symbols.size());
        for (std::size_t i = 0; i < rates_.size(); ++i) {
            columns[i].emplace(i, 0.0); // the diagonal is always there
            for (const auto& [j, derivative] : gradient(rates_[i])) columns[j].insert_or_assign(i, derivative);
        }
        df_dt_.assign(rates_.size(), 0.0);
        for (const auto& [i, derivative] : columns.back()) df_dt_[i] = derivative;
        columns.pop_back();
        keep_jacobian(columns);
    }

    void keep_jacobian(const std::vector<std::map<std::size_t, Expression>>& columns) {
        SparsityPattern& pattern = programs_.pattern;
        pattern.n = static_cast<int>(columns.size());
        for (const auto& column : columns) {
            for (const auto& [i, derivative] : column) {
                pattern.row.push_back(static_cast<int>(i));
                df_dy_.push_back(derivative);
            }
            pattern.column_start.push_back(pattern.n_nonzero());
        }
    }

    void write_all() {
        std::vector<Expression> initial;
        for (const State& state : equations_.states) initial.push_back(folding_(state.initial));
        programs_.layout.observables = options_.observables;
        programs_.layout.roots = options_.roots;
        programs_.initial = write({initial});
        programs_.rates = write({rates_}, Arithmetic::quick);
        programs_.jacobian = write({df_dy_}, Arithmetic::quick);
        programs_.linear = write({rates_, df_dt_, df_dy_}, Arithmetic::quick);
        programs_.observables = write({quantities(options_.observables, "the list of variables to observe")});
        programs_.watched = write({watched()});
        programs_.roots = write({quantities(options_.roots, "the list of variables whose zeros are sought")});
    }

    Program write(const std::vector<std::vector<Expression>>& results, Arithmetic arithmetic = Arithmetic::exact) {
        Program program;
        writer_.start_tape(arithmetic);
        for (const auto& part : results) {
            for (const Expression& result : part) program.results.push_back(writer_.write(result, program.tape));
        }
        return program;
    }

    /// What is watched, in the order of the observables.
    std::vector<Expression> watched() {
        const std::unordered_set<std::string> wanted(options_.watched.begin(), options_.watched.end());
        std::vector<std::string> names;
        for (std::size_t k = 0; k < options_.observables.size(); ++k) {
            if (!wanted.contains(options_.observables[k])) continue;
            names.push_back(options_.observables[k]);
            programs_.layout.watched.push_back(static_cast<int>(k));
        }
        return quantities(names, "the list of variables to watch");
    }

    std::vector<Expression> quantities(const std::vector<std::string>& names, const char* where) {
        std::vector<Expression> found;
        for (const std::string& name : names) {
            const auto quantity = equations_.quantities.find(name);
            if (quantity == equations_.quantities.end()) refuse_unknown_quantity(name, where);
            found.push_back(folding_(quantity->second));
        }
        return found;
    }

    [[noreturn]] void refuse_unknown_quantity(const std::string& name, const char* where) const {
        std::vector<std::string> known;
        for (const auto& [id, expression] : equations_.quantities) known.push_back(id);
        throw InputError({fmt::format("the model has no variable '{}'", name), where,
                          suggest(name, known, "check the spelling against the model's ids")});
    }

    const Equations& equations_;
    const CompileOptions& options_;
    std::unordered_set<std::string> settable_{options_.parameters.begin(), options_.parameters.end()};
    Substitution folding_;
    TapeWriter writer_;
    Programs programs_;
    std::vector<Expression> rates_, df_dt_, df_dy_;
};

} // namespace

Programs write_programs(const Equations& equations, const CompileOptions& options) {
    return ProgramWriter(equations, options)();
}

} // namespace euthymia
