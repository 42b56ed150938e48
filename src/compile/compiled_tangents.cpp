// SPDX-License-Identifier: Apache-2.0
#include "euthymia/compile/compiled_tangents.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "euthymia/base/aligned_vector.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/model/tangents.hpp"

namespace euthymia {

namespace {

/// Derived quantities as the roots of a compiled model, for lanes, or as its observables, for one person.
struct CompiledQuantities {
    std::shared_ptr<const CompiledModel> model;
    TangentPattern pattern;
};

CompiledQuantities for_lanes(DerivedQuantities derived, const CompileOptions& options, const JitOptions& jit) {
    return {
        compile(derived.equations, {.parameters = options.parameters, .observables = {}, .roots = derived.names}, jit),
        std::move(derived.pattern)};
}

CompiledQuantities for_one(DerivedQuantities derived, const CompileOptions& options, const JitOptions& jit) {
    return {
        compile(derived.equations, {.parameters = options.parameters, .observables = derived.names, .roots = {}}, jit),
        std::move(derived.pattern)};
}

struct TangentParts {
    CompiledQuantities slopes, curvature, observed, initial;
    int n_state = 0, n_tangent = 0;
};

class CompiledLaneTangents final : public LaneTangentEvaluator {
  public:
    explicit CompiledLaneTangents(std::shared_ptr<const TangentParts> parts)
        : parts_(std::move(parts))
        , slopes_(parts_->slopes.model->lane_evaluator())
        , curvature_(parts_->curvature.model->lane_evaluator())
        , moved_(static_cast<std::size_t>(curvature_->n_state()) * width()) {}

    [[nodiscard]] int n_tangent() const override { return parts_->n_tangent; }
    [[nodiscard]] const TangentPattern& slope_pattern() const override { return parts_->slopes.pattern; }
    [[nodiscard]] const TangentPattern& curvature_pattern() const override { return parts_->curvature.pattern; }

    void set_parameters(int lane, std::span<const double> parameters) override {
        slopes_->set_parameters(lane, parameters);
        curvature_->set_parameters(lane, parameters);
    }

    void slopes(const double* t, const double* y, double* values) override { slopes_->roots(t, y, values); }

    void curvature(const double* t, const double* y, const double* u, const double* tau, double* values) override {
        const std::size_t n = static_cast<std::size_t>(parts_->n_state) * width();
        std::copy_n(y, n, moved_.data());
        std::copy_n(u, n, moved_.data() + n);
        std::copy_n(tau, width(), moved_.data() + 2 * n);
        curvature_->roots(t, moved_.data(), values);
    }

  private:
    [[nodiscard]] std::size_t width() const { return static_cast<std::size_t>(curvature_->n_lane()); }

    std::shared_ptr<const TangentParts> parts_;
    std::unique_ptr<LaneEvaluator> slopes_, curvature_;
    AlignedVector<double> moved_; ///< y, u and tau
};

class CompiledTangentEvaluator final : public TangentEvaluator {
  public:
    explicit CompiledTangentEvaluator(std::shared_ptr<const TangentParts> parts)
        : parts_(std::move(parts))
        , initial_(parts_->initial.model->evaluator())
        , observed_(parts_->observed.model->evaluator())
        , initial_values_(static_cast<std::size_t>(parts_->initial.pattern.n_value()))
        , observed_values_(static_cast<std::size_t>(parts_->observed.pattern.n_value())) {}

    void set_parameters(std::span<const double> parameters) override {
        initial_->set_parameters(parameters);
        observed_->set_parameters(parameters);
    }

    void initial(std::span<double> tangents) override {
        const TangentPattern& pattern = parts_->initial.pattern;
        std::ranges::fill(tangents, 0.0);
        initial_->observe(0.0, {}, initial_values_);
        for (int k = 0; k < parts_->n_tangent; ++k) {
            for (int e = pattern.tangent_start[k]; e < pattern.tangent_start[k + 1]; ++e) {
                tangents[static_cast<std::size_t>(k * parts_->n_state + pattern.row[e])] = initial_values_[e];
            }
        }
    }

    void observe(double t, std::span<const double> y, std::span<const double> tangents,
                 std::span<double> derivatives) override {
        const TangentPattern& pattern = parts_->observed.pattern;
        observed_->observe(t, y, observed_values_);
        std::ranges::fill(derivatives, 0.0);
        const auto n_tangent = static_cast<std::size_t>(parts_->n_tangent);
        for (std::size_t k = 0; k < n_tangent; ++k) {
            const std::span<const double> s = tangents.subspan(k * y.size(), y.size());
            for (std::size_t i = 0; i + 1 < pattern.row_start.size(); ++i) {
                double& sum = derivatives[i * n_tangent + k];
                for (int e = pattern.row_start[i]; e < pattern.row_start[i + 1]; ++e) {
                    sum += observed_values_[e] * s[pattern.column[e]];
                }
            }
            for (int e = pattern.tangent_start[k]; e < pattern.tangent_start[k + 1]; ++e) {
                derivatives[static_cast<std::size_t>(pattern.row[e]) * n_tangent + k] +=
                    observed_values_[pattern.n_by_state() + e];
            }
        }
    }

    void drift(double t, std::span<const double> y, std::span<const double> dydt, std::span<double> changes) override {
        const TangentPattern& pattern = parts_->observed.pattern;
        observed_->observe(t, y, observed_values_);
        for (std::size_t i = 0; i < changes.size(); ++i) {
            changes[i] = 0.0;
            for (int e = pattern.row_start[i]; e < pattern.row_start[i + 1]; ++e) {
                changes[i] += observed_values_[e] * dydt[pattern.column[e]];
            }
        }
        const auto by_time = static_cast<std::size_t>(parts_->n_tangent);
        if (by_time + 1 >= pattern.tangent_start.size()) return;
        for (int e = pattern.tangent_start[by_time]; e < pattern.tangent_start[by_time + 1]; ++e) {
            changes[pattern.row[e]] += observed_values_[pattern.n_by_state() + e];
        }
    }

  private:
    std::shared_ptr<const TangentParts> parts_;
    std::unique_ptr<Evaluator> initial_, observed_;
    std::vector<double> initial_values_, observed_values_;
};

class Tangents final : public CompiledTangents {
  public:
    explicit Tangents(TangentParts parts)
        : parts_(std::make_shared<const TangentParts>(std::move(parts))) {}

    [[nodiscard]] int n_tangent() const override { return parts_->n_tangent; }
    [[nodiscard]] std::unique_ptr<TangentEvaluator> evaluator() const override {
        return std::make_unique<CompiledTangentEvaluator>(parts_);
    }
    [[nodiscard]] std::unique_ptr<LaneTangentEvaluator> lane_evaluator() const override {
        return std::make_unique<CompiledLaneTangents>(parts_);
    }

  private:
    std::shared_ptr<const TangentParts> parts_;
};

/// What is folded into the code cannot be varied.
void refuse_folded(const Equations& equations, const CompileOptions& options,
                   const std::vector<std::string>& directions) {
    for (const std::string& id : directions) {
        const bool is_constant =
            std::ranges::any_of(equations.constants, [&](const Constant& constant) { return constant.id == id; });
        if (!is_constant || options.parameters.empty() || std::ranges::count(options.parameters, id) > 0) continue;
        throw InputError({fmt::format("'{}' cannot be varied: it is not among the parameters to set", id),
                          "sensitivities", "add it to the parameters to set"});
    }
}

} // namespace

std::shared_ptr<const CompiledTangents> compile_tangents(const Equations& equations, const CompileOptions& options,
                                                         const std::vector<std::string>& directions,
                                                         const JitOptions& jit) {
    refuse_folded(equations, options, directions);
    TangentEquations derived = derive_tangents(equations, options.observables, directions);
    return std::make_shared<Tangents>(TangentParts{.slopes = for_lanes(std::move(derived.slopes), options, jit),
                                                   .curvature = for_lanes(std::move(derived.curvature), options, jit),
                                                   .observed = for_one(std::move(derived.observed), options, jit),
                                                   .initial = for_one(std::move(derived.initial), options, jit),
                                                   .n_state = static_cast<int>(equations.states.size()),
                                                   .n_tangent = static_cast<int>(directions.size())});
}

} // namespace euthymia
