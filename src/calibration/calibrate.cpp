// SPDX-License-Identifier: Apache-2.0
#include "euthymia/calibration/calibrate.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "optimise.hpp"

namespace euthymia {

namespace {

constexpr int n_polish = 3;

/// One fit: every evaluation is made through `evaluate`, and is not made again if it is known.
class Fit {
  public:
    Fit(const Objective& objective, const FitOptions& options, EvaluationLog log, const Progress& progress)
        : objective_(objective)
        , options_(options)
        , log_(std::move(log))
        , progress_(progress) {}

    CalibrationResult operator()() {
        std::vector<double> start;
        for (const FitParameter& parameter : objective_.parameters()) start.push_back(parameter.present);
        expected_ = options_.n_evaluation + 2 * static_cast<int>(start.size()) + n_polish + options_.n_ensemble;
        result_.before = evaluate(start, true);
        search(start);
        take_slopes();
        polish();
        result_.best = best();
        result_.posterior = laplace(objective_.targets(), objective_.parameters(), made_, result_.best);
        draw_ensemble();
        describe_targets();
        return std::move(result_);
    }

  private:
    [[nodiscard]] const std::vector<FitParameter>& parameters() const { return objective_.parameters(); }

    [[nodiscard]] const Evaluation& best() const {
        return *std::min_element(made_.begin(), made_.end(),
                                 [](const Evaluation& a, const Evaluation& b) { return a.objective < b.objective; });
    }

    [[nodiscard]] const Evaluation* find(const std::vector<Evaluation>& list, const std::vector<double>& values) const {
        const auto found =
            std::find_if(list.begin(), list.end(), [&](const Evaluation& e) { return e.values == values; });
        return found == list.end() ? nullptr : &*found;
    }

    /// @param must_run  Whether a trial that cannot be run is an error of the documents.
    Evaluation evaluate(const std::vector<double>& values, bool must_run = false) {
        if (const Evaluation* again = find(made_, values)) return *again;
        const Evaluation* known = find(log_.known, values);
        made_.push_back(known != nullptr ? *known : simulate(values, must_run));
        ++result_.n_evaluation;
        tell();
        return made_.back();
    }

    Evaluation simulate(const std::vector<double>& values, bool must_run) {
        const Progress inner = [this](const std::string&, std::size_t, std::size_t) { tell(); };
        Evaluation evaluation = must_run ? objective_(values, inner) : objective_.attempt(values, inner);
        ++result_.n_simulated;
        if (log_.append) log_.append(evaluation);
        return evaluation;
    }

    void tell() const {
        if (!progress_) return;
        const auto total = static_cast<std::size_t>(std::max(expected_, result_.n_evaluation));
        const std::string step = made_.empty() ? "fit" : fmt::format("fit, best {:.4g}", best().objective);
        progress_(step, static_cast<std::size_t>(result_.n_evaluation), total);
    }

    /// Shares of the range on the scale of the search, as CMA-ES sees the numbers.
    [[nodiscard]] double from_share(const FitParameter& parameter, double share) const {
        const double low = to_search(parameter, parameter.low), high = to_search(parameter, parameter.high);
        return from_search(parameter, std::lerp(low, high, share));
    }

    [[nodiscard]] double to_share(const FitParameter& parameter, double value) const {
        const double low = to_search(parameter, parameter.low), high = to_search(parameter, parameter.high);
        return (to_search(parameter, value) - low) / (high - low);
    }

    void search(const std::vector<double>& start) {
        std::vector<double> first;
        for (std::size_t k = 0; k < start.size(); ++k) first.push_back(to_share(parameters()[k], start[k]));
        const auto f = [&](const std::vector<double>& shares) {
            std::vector<double> values = start; // the first point itself, not what is left of it after two logarithms
            for (std::size_t k = 0; k < values.size(); ++k) {
                if (shares[k] != first[k]) values[k] = from_share(parameters()[k], shares[k]);
            }
            return evaluate(values).objective;
        };
        minimise(f, first, options_.n_evaluation, options_.seed);
    }

    /// A step on both sides of every number, so that slopes do not hang on where the search happened to go.
    void take_slopes() {
        const std::vector<double> centre = best().values;
        for (std::size_t k = 0; k < centre.size(); ++k) {
            const double place = to_search(parameters()[k], centre[k]), step = slope_step(parameters()[k]);
            for (const double side : {-1.0, 1.0}) {
                std::vector<double> values = centre;
                values[k] = from_search(parameters()[k], place + side * step);
                std::ignore = evaluate(values);
            }
        }
    }

    void polish() {
        for (int k = 0; k < n_polish; ++k) {
            const Evaluation from = best();
            if (evaluate(newton_step(objective_.targets(), parameters(), made_, from)).objective >= from.objective)
                return;
        }
    }

    void draw_ensemble() {
        std::vector<Evaluation> draws;
        for (const auto& values : draw_values(result_.posterior, parameters(), options_.n_ensemble, options_.seed)) {
            draws.push_back(evaluate(values));
        }
        result_.ensemble = weigh(parameters(), result_.posterior, draws);
        for (std::size_t k = 0; k < parameters().size(); ++k) {
            result_.posterior.numbers[k].ensemble_sd = result_.ensemble.sd_of(k, parameters()[k]);
        }
    }

    void describe_targets() {
        for (std::size_t k = 0; k < objective_.targets().size(); ++k) {
            result_.targets.push_back({.target = objective_.targets()[k],
                                       .before = result_.before.simulated[k],
                                       .after = result_.best.simulated[k]});
        }
    }

    const Objective& objective_;
    const FitOptions& options_;
    EvaluationLog log_;
    const Progress& progress_;
    std::vector<Evaluation> made_;
    int expected_ = 0;
    CalibrationResult result_;
};

} // namespace

CalibrationResult calibrate(const Objective& objective, const FitOptions& options, EvaluationLog log,
                            const Progress& progress) {
    return Fit(objective, options, std::move(log), progress)();
}

} // namespace euthymia
