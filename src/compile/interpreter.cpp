// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/compile/compiled_model.hpp"
#include "euthymia/expression/calculus.hpp"
#include "tape.hpp"

namespace euthymia {

namespace {

using Places = std::vector<std::uint32_t>;

/// A tape and the registers its results stand in.
struct Program {
    Tape tape;
    Places results;
};

/// All the interpreter needs of a model; shared by its evaluators.
struct Programs {
    Layout layout;
    SparsityPattern pattern;
    std::uint32_t time = 0;
    Places states, parameters;
    Tape setup;
    Program initial, rates, jacobian, observables;
    std::vector<double> registers; ///< initial contents
};

class InterpretedEvaluator final : public Evaluator {
  public:
    explicit InterpretedEvaluator(std::shared_ptr<const Programs> programs)
        : programs_(std::move(programs))
        , registers_(programs_->registers) {
        set_parameters(programs_->layout.defaults);
    }

    void set_parameters(std::span<const double> parameters) override {
        for (std::size_t k = 0; k < parameters.size(); ++k) registers_[programs_->parameters[k]] = parameters[k];
        execute(programs_->setup, registers_.data());
    }

    void initial_state(std::span<double> y) override { run(programs_->initial, y); }

    void rates(double t, std::span<const double> y, std::span<double> dydt) override {
        load(t, y);
        run(programs_->rates, dydt);
    }

    void jacobian(double t, std::span<const double> y, std::span<double> values) override {
        load(t, y);
        run(programs_->jacobian, values);
    }

    void observe(double t, std::span<const double> y, std::span<double> values) override {
        load(t, y);
        run(programs_->observables, values);
    }

  private:
    void load(double t, std::span<const double> y) {
        registers_[programs_->time] = t;
        for (std::size_t k = 0; k < y.size(); ++k) registers_[programs_->states[k]] = y[k];
    }

    void run(const Program& program, std::span<double> out) {
        execute(program.tape, registers_.data());
        for (std::size_t k = 0; k < out.size(); ++k) out[k] = registers_[program.results[k]];
    }

    std::shared_ptr<const Programs> programs_;
    std::vector<double> registers_;
};

class InterpretedModel final : public CompiledModel {
  public:
    explicit InterpretedModel(Programs programs)
        : programs_(std::make_shared<const Programs>(std::move(programs))) {}

    [[nodiscard]] const Layout& layout() const override { return programs_->layout; }
    [[nodiscard]] const SparsityPattern& jacobian_pattern() const override { return programs_->pattern; }
    [[nodiscard]] std::unique_ptr<Evaluator> evaluator() const override {
        return std::make_unique<InterpretedEvaluator>(programs_);
    }

  private:
    std::shared_ptr<const Programs> programs_;
};

/// Writes the programs of one set of equations.
class Writer {
  public:
    Writer(const Equations& equations, const CompileOptions& options)
        : equations_(equations)
        , options_(options)
        , folding_(folded_constants()) {}

    Programs operator()() {
        place_symbols();
        write_initial();
        write_rates();
        write_jacobian();
        write_observables();
        programs_.setup = writer_.setup();
        programs_.registers = writer_.initial();
        return std::move(programs_);
    }

  private:
    [[nodiscard]] bool is_settable(const std::string& id) const {
        return options_.parameters.empty() ||
               std::find(options_.parameters.begin(), options_.parameters.end(), id) != options_.parameters.end();
    }

    [[nodiscard]] SymbolMap folded_constants() const {
        SymbolMap folded;
        for (const Constant& constant : equations_.constants) {
            if (!is_settable(constant.id)) folded.emplace(constant.id, constant.value);
        }
        return folded;
    }

    void place_symbols() {
        using Stage = TapeWriter::Stage;
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
        refuse_unknown_parameters();
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

    void append(Program& program, const Expression& expression) {
        program.results.push_back(writer_.write(folding_(expression), program.tape));
    }

    void write_initial() {
        writer_.start_tape();
        for (const State& state : equations_.states) append(programs_.initial, state.initial);
    }

    void write_rates() {
        writer_.start_tape();
        for (const State& state : equations_.states) append(programs_.rates, state.rate);
    }

    /// Column by column, exact derivatives of the rates that depend on the column's state.
    void write_jacobian() {
        writer_.start_tape();
        std::vector<Expression> rates;
        std::vector<std::set<std::string>> depends;
        for (const State& state : equations_.states) {
            rates.push_back(folding_(state.rate));
            depends.push_back(symbols_of(rates.back()));
        }
        SparsityPattern& pattern = programs_.pattern;
        pattern.n = static_cast<int>(rates.size());
        for (std::size_t j = 0; j < rates.size(); ++j) {
            Differentiator d_dy(equations_.states[j].id);
            for (std::size_t i = 0; i < rates.size(); ++i) {
                const bool is_diagonal = i == j;
                if (!is_diagonal && !depends[i].contains(equations_.states[j].id)) continue;
                const Expression derivative = d_dy(rates[i]);
                if (!is_diagonal && derivative.is_number(0.0)) continue;
                pattern.row.push_back(static_cast<int>(i));
                append(programs_.jacobian, derivative);
            }
            pattern.column_start.push_back(pattern.n_nonzero());
        }
    }

    void write_observables() {
        writer_.start_tape();
        programs_.layout.observables = options_.observables;
        for (const std::string& name : options_.observables) {
            const auto found = equations_.quantities.find(name);
            if (found == equations_.quantities.end()) refuse_unknown_observable(name);
            append(programs_.observables, found->second);
        }
    }

    [[noreturn]] void refuse_unknown_observable(const std::string& name) const {
        std::vector<std::string> known;
        for (const auto& [id, expression] : equations_.quantities) known.push_back(id);
        throw InputError({fmt::format("the model has no variable '{}'", name), "the list of variables to observe",
                          suggest(name, known, "check the spelling against the model's ids")});
    }

    const Equations& equations_;
    const CompileOptions& options_;
    Substitution folding_;
    TapeWriter writer_;
    Programs programs_;
};

} // namespace

std::shared_ptr<const CompiledModel> interpret(const Equations& equations, const CompileOptions& options) {
    return std::make_shared<InterpretedModel>(Writer(equations, options)());
}

} // namespace euthymia
