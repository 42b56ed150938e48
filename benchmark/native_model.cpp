// SPDX-License-Identifier: Apache-2.0
#include "native_model.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <set>
#include <stdexcept>

#include <dlfcn.h>
#include <fmt/format.h>

#include "c_code.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"

namespace euthymia::benchmark {

namespace {

constexpr const char* compiler = EUTHYMIA_C_COMPILER " -std=c99 -O3 -march=native -fno-math-errno -fPIC -shared";

using SetupFunction = void (*)(const double* p, double* w);
using MomentFunction = void (*)(double t, const double* y, const double* p, const double* w, double* out);

/// A shared object; stays loaded as long as the program runs.
class Library {
  public:
    explicit Library(const std::filesystem::path& file)
        : handle_(dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL)) {
        if (handle_ == nullptr) throw std::runtime_error(dlerror());
    }

    template <typename Pointer>
    [[nodiscard]] Pointer function(const char* name) const {
        void* const address = dlsym(handle_, name);
        if (address == nullptr) throw std::runtime_error(dlerror());
        return reinterpret_cast<Pointer>(address); // NOLINT: what dlsym is for
    }

  private:
    void* handle_;
};

std::filesystem::path build(const std::string& text, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const auto stem = folder / fmt::format("{:016x}", std::hash<std::string>{}(text + compiler));
    const std::filesystem::path library = stem.string() + ".so";
    if (std::filesystem::exists(library)) return library;
    std::ofstream(stem.string() + ".c") << text;
    const std::string command =
        fmt::format("{0} '{1}.c' -o '{1}.tmp' -lm && mv '{1}.tmp' '{1}.so'", compiler, stem.string());
    if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
    return library;
}

struct Functions {
    SetupFunction setup;
    MomentFunction initial, rates, jacobian, observables;
    std::size_t n_setup;
};

class NativeEvaluator final : public Evaluator {
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

/// Writes one model as C.
class ModelWriter {
  public:
    ModelWriter(const Equations& equations, const CompileOptions& options)
        : equations_(equations)
        , folding_(place_constants(equations, options)) {
        code_.place(time_symbol, "t", false);
        for (std::size_t k = 0; k < equations.states.size(); ++k) {
            layout_.states.push_back(equations.states[k].id);
            code_.place(equations.states[k].id, fmt::format("y[{}]", k), false);
        }
        add("initial", equations.states, [](const State& state) { return state.initial; });
        add("rates", equations.states, [](const State& state) { return state.rate; });
        add_jacobian();
        layout_.observables = options.observables;
        add("observables", options.observables, [&](const std::string& id) { return equations.quantities.at(id); });
    }

    std::shared_ptr<const CompiledModel> load(const std::filesystem::path& folder) {
        const Library library(build(code_.text(), folder));
        const auto moment = [&](const char* name) { return library.function<MomentFunction>(name); };
        return std::make_shared<NativeModel>(layout_, pattern_,
                                             Functions{library.function<SetupFunction>("setup"), moment("initial"),
                                                       moment("rates"), moment("jacobian"), moment("observables"),
                                                       code_.n_setup()});
    }

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

    template <typename Items, typename Read>
    void add(const char* name, const Items& items, Read read) {
        std::vector<Expression> results;
        for (const auto& item : items) results.push_back(folding_(read(item)));
        code_.add_function(name, results);
    }

    /// Exact derivatives, column by column; the diagonal is always there.
    void add_jacobian() {
        std::vector<Expression> rates, results;
        std::vector<std::set<std::string>> symbols;
        for (const State& state : equations_.states) {
            rates.push_back(folding_(state.rate));
            symbols.push_back(symbols_of(rates.back()));
        }
        pattern_.n = static_cast<int>(rates.size());
        for (std::size_t j = 0; j < rates.size(); ++j) {
            Differentiator d_dy(equations_.states[j].id);
            for (std::size_t i = 0; i < rates.size(); ++i) {
                if (i != j && !symbols[i].contains(equations_.states[j].id)) continue;
                const Expression derivative = d_dy(rates[i]);
                if (i != j && derivative.is_number(0.0)) continue;
                pattern_.row.push_back(static_cast<int>(i));
                results.push_back(derivative);
            }
            pattern_.column_start.push_back(pattern_.n_nonzero());
        }
        code_.add_function("jacobian", results);
    }

    const Equations& equations_;
    CCode code_;
    Layout layout_;
    SparsityPattern pattern_;
    Substitution folding_;
};

} // namespace

std::shared_ptr<const CompiledModel> compile_natively(const Equations& equations, const CompileOptions& options,
                                                      const std::filesystem::path& folder) {
    return ModelWriter(equations, options).load(folder);
}

} // namespace euthymia::benchmark
