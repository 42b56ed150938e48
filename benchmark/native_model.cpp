// SPDX-License-Identifier: Apache-2.0
#include "native_model.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "c_code.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"
#include "euthymia/expression/gradient.hpp"
#include "shared_object.hpp"

namespace euthymia::benchmark {

namespace {

using SetupFunction = void (*)(const double* p, double* w);
using MomentFunction = void (*)(double t, const double* y, const double* p, const double* w, double* out);

struct Functions {
    SetupFunction setup;
    MomentFunction initial, rates, jacobian, observables;
    MomentFunction partials, initial_partials; ///< null if nobody wants them
    std::size_t n_setup;
};

class NativeEvaluator final : public GradientEvaluator {
  public:
    NativeEvaluator(const Functions& functions, std::vector<double> parameters)
        : functions_(functions)
        , parameters_(std::move(parameters))
        , shared_(functions.n_setup) {
        functions_.setup(parameters_.data(), shared_.data());
    }

    void set_parameters(std::span<const double> parameters) override {
        std::ranges::copy(parameters, parameters_.begin());
        functions_.setup(parameters_.data(), shared_.data());
    }

    void initial_state(std::span<double> y) override { call(functions_.initial, 0.0, nullptr, y); }
    void rates(double t, std::span<const double> y, std::span<double> dydt) override {
        call(functions_.rates, t, y.data(), dydt);
    }
    void jacobian(double t, std::span<const double> y, std::span<double> values) override {
        call(functions_.jacobian, t, y.data(), values);
    }
    void observe(double t, std::span<const double> y, std::span<double> values) override {
        call(functions_.observables, t, y.data(), values);
    }
    void partials(double t, std::span<const double> y, std::span<double> values) override {
        call(functions_.partials, t, y.data(), values);
    }
    void initial_partials(std::span<double> values) override {
        call(functions_.initial_partials, 0.0, nullptr, values);
    }

  private:
    void call(MomentFunction function, double t, const double* y, std::span<double> out) const {
        function(t, y, parameters_.data(), shared_.data(), out.data());
    }

    Functions functions_;
    std::vector<double> parameters_;
    std::vector<double> shared_; ///< what `setup` computed
};

class NativeModel final : public CompiledModel {
  public:
    NativeModel(Layout layout, SparsityPattern pattern, Functions functions)
        : layout_(std::move(layout))
        , pattern_(std::move(pattern))
        , functions_(functions) {}

    [[nodiscard]] const Layout& layout() const override { return layout_; }
    [[nodiscard]] const SparsityPattern& jacobian_pattern() const override { return pattern_; }
    [[nodiscard]] std::string_view backend() const override { return "native"; }
    [[nodiscard]] std::unique_ptr<Evaluator> evaluator() const override {
        return std::make_unique<NativeEvaluator>(functions_, layout_.defaults);
    }
    [[nodiscard]] std::unique_ptr<LaneEvaluator> lane_evaluator() const override {
        throw UnsupportedError(
            std::vector{Issue{"lanes of a model compiled as C", "benchmark", "use the engine's own code"}});
    }

  private:
    Layout layout_;
    SparsityPattern pattern_;
    Functions functions_;
};

/// Derivatives of functions, column after column.
struct Columns {
    std::vector<int> start{0}, row;
    std::vector<Expression> values;

    /// @param has_diagonal  Whether the diagonal is always there.
    Columns(const std::vector<Expression>& functions, const std::vector<std::string>& symbols, bool has_diagonal) {
        Gradient gradient(functions, symbols);
        std::vector<std::map<std::size_t, Expression>> columns(symbols.size());
        for (std::size_t i = 0; i < functions.size(); ++i) {
            if (has_diagonal) columns[i].emplace(i, 0.0);
            for (const auto& [k, derivative] : gradient(functions[i])) columns[k].insert_or_assign(i, derivative);
        }
        for (const auto& column : columns) {
            for (const auto& [i, derivative] : column) {
                row.push_back(static_cast<int>(i));
                values.push_back(derivative);
            }
            start.push_back(static_cast<int>(row.size()));
        }
    }
};

/// Writes one model as C.
class ModelWriter {
  public:
    ModelWriter(const Equations& equations, const CompileOptions& options)
        : folding_(place_constants(equations, options)) {
        code_.place(time_symbol, "t", false);
        for (std::size_t k = 0; k < equations.states.size(); ++k) {
            const State& state = equations.states[k];
            layout_.states.push_back(state.id);
            code_.place(state.id, fmt::format("y[{}]", k), false);
            initial_.push_back(folding_(state.initial));
            rates_.push_back(folding_(state.rate));
        }
        layout_.observables = options.observables;
        std::vector<Expression> observables;
        for (const std::string& id : options.observables) observables.push_back(folding_(equations.quantities.at(id)));
        code_.add_function("initial", initial_);
        code_.add_function("rates", rates_);
        add_jacobian();
        code_.add_function("observables", observables);
    }

    /// @return where df/dp may be non-zero.
    ParameterPattern add_partials(const std::vector<std::string>& parameters) {
        Columns df_dp(rates_, parameters, false);
        std::vector<Expression> all = jacobian_;
        all.insert(all.end(), df_dp.values.begin(), df_dp.values.end());
        code_.add_function("partials", all);
        Gradient gradient(initial_, parameters);
        std::vector<Expression> initial(parameters.size() * initial_.size(), 0.0);
        for (std::size_t i = 0; i < initial_.size(); ++i) {
            for (const auto& [k, derivative] : gradient(initial_[i])) initial[k * initial_.size() + i] = derivative;
        }
        code_.add_function("initial_partials", initial);
        has_partials_ = true;
        return {df_dp.start, df_dp.row};
    }

    [[nodiscard]] Functions load(const std::filesystem::path& folder) const {
        const SharedObject object(code_.text(), folder);
        const auto moment = [&](const char* name) { return object.function<MomentFunction>(name); };
        return {object.function<SetupFunction>("setup"),
                moment("initial"),
                moment("rates"),
                moment("jacobian"),
                moment("observables"),
                has_partials_ ? moment("partials") : nullptr,
                has_partials_ ? moment("initial_partials") : nullptr,
                code_.n_setup()};
    }

    [[nodiscard]] const Layout& layout() const { return layout_; }
    [[nodiscard]] const SparsityPattern& pattern() const { return pattern_; }

  private:
    SymbolMap place_constants(const Equations& equations, const CompileOptions& options) {
        SymbolMap folded;
        for (const Constant& constant : equations.constants) {
            if (!std::ranges::count(options.parameters, constant.id)) {
                folded.emplace(constant.id, constant.value);
                continue;
            }
            code_.place(constant.id, fmt::format("p[{}]", layout_.parameters.size()), true);
            layout_.parameters.push_back(constant.id);
            layout_.defaults.push_back(constant.value);
        }
        return folded;
    }

    void add_jacobian() {
        Columns df_dy(rates_, layout_.states, true);
        pattern_ = {static_cast<int>(rates_.size()), df_dy.start, df_dy.row};
        jacobian_ = std::move(df_dy.values);
        code_.add_function("jacobian", jacobian_);
    }

    CCode code_;
    Layout layout_;
    SparsityPattern pattern_;
    Substitution folding_;
    std::vector<Expression> initial_, rates_, jacobian_;
    bool has_partials_ = false;
};

} // namespace

std::shared_ptr<const CompiledModel> compile_natively(const Equations& equations, const CompileOptions& options,
                                                      const std::filesystem::path& folder) {
    const ModelWriter writer(equations, options);
    return std::make_shared<NativeModel>(writer.layout(), writer.pattern(), writer.load(folder));
}

GradientModel compile_gradient(const Equations& equations, const CompileOptions& options,
                               const std::vector<std::string>& parameters, const std::filesystem::path& folder) {
    ModelWriter writer(equations, options);
    ParameterPattern pattern = writer.add_partials(parameters);
    const Functions functions = writer.load(folder);
    return {std::make_shared<NativeModel>(writer.layout(), writer.pattern(), functions), std::move(pattern),
            std::make_unique<NativeEvaluator>(functions, writer.layout().defaults)};
}

} // namespace euthymia::benchmark
