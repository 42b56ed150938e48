// SPDX-License-Identifier: Apache-2.0
#include "euthymia/calibration/objective.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "targets.hpp"

namespace euthymia {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double most_failed = 0.01; ///< share of people who may fail, as everywhere

/// One replicate in which every arm is as large as the pool deals out everybody to every arm: simulated numbers are
/// then of the whole pool, without the noise of replicates.
TrialDesign with_whole_pool(TrialDesign design, int n_pool) {
    for (ArmDesign& arm : design.arms) arm.n = n_pool;
    design.strata.clear(); // would deal some people twice to one arm, and others not at all
    design.block_size = 0;
    return design;
}

std::string words_of(const Error& error) {
    return error.issues().empty() ? std::string(error.what()) : error.issues().front().what;
}

/// Too many failed people make numbers of those who are left.
void refuse_failures(const TrialResult& result) {
    const auto n_failed = static_cast<double>(result.failures.size());
    if (n_failed <= most_failed * result.n_simulated) return;
    throw NumericalError({fmt::format("{} of {} simulated people failed", n_failed, result.n_simulated),
                          result.design.title, "narrow the bounds of the numbers"});
}

double misfit_of(const std::vector<Target>& targets, const std::vector<double>& simulated) {
    double sum = 0.0;
    for (std::size_t k = 0; k < targets.size(); ++k) {
        const double residual = targets[k].residual(simulated[k]);
        sum += targets[k].weight * huber(std::isfinite(residual) ? residual : residual_of_failure);
    }
    return sum;
}

} // namespace

Objective::Objective(std::vector<TrialDesign> designs, Biology biology, std::vector<FitParameter> parameters,
                     TrialOptions options)
    : biology_(std::move(biology))
    , parameters_(std::move(parameters))
    , options_(std::move(options)) {
    options_.n_replicate = 1;
    options_.is_terse = true; // visits are all that rows read
    for (TrialDesign& design : designs) {
        TrialDesign stripped = calibration_rows_only(std::move(design));
        if (stripped.published.empty()) continue;
        const auto targets = targets_of(stripped, biology_.scales);
        targets_.insert(targets_.end(), targets.begin(), targets.end());
        designs_.push_back(with_whole_pool(std::move(stripped), options_.n_pool));
    }
    if (targets_.empty()) {
        throw InputError({"there is nothing to fit to", "key 'trials'",
                          "name trials that have published rows with 'split: calibration'"});
    }
}

std::vector<double> Objective::simulate(const TrialDesign& design, const Biology& biology,
                                        const Progress& progress) const {
    const TrialResult result = run_trial(design, biology, options_, progress);
    refuse_failures(result);
    std::vector<double> simulated;
    for (const Comparison& comparison : result.comparisons) simulated.push_back(comparison.simulated);
    return simulated;
}

Evaluation Objective::evaluate(const std::vector<double>& values, bool may_fail, const Progress& progress) const {
    const Biology candidate = with_values(biology_, parameters_, values);
    Evaluation evaluation{.values = values, .simulated = {}, .failure = {}};
    for (const TrialDesign& design : designs_) {
        std::vector<double> simulated(design.published.size(), undefined);
        try {
            simulated = simulate(design, candidate, progress);
        } catch (const Error& error) {
            if (!may_fail) throw;
            evaluation.failure +=
                fmt::format("{}{}: {}", evaluation.failure.empty() ? "" : "; ", design.title, words_of(error));
        }
        evaluation.simulated.insert(evaluation.simulated.end(), simulated.begin(), simulated.end());
    }
    evaluation.misfit = misfit_of(targets_, evaluation.simulated);
    evaluation.prior = prior_misfit(parameters_, values);
    evaluation.objective = evaluation.misfit + evaluation.prior;
    return evaluation;
}

Evaluation Objective::operator()(const std::vector<double>& values, const Progress& progress) const {
    return evaluate(values, false, progress);
}

Evaluation Objective::attempt(const std::vector<double>& values, const Progress& progress) const {
    return evaluate(values, true, progress);
}

} // namespace euthymia
