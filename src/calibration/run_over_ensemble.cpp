// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "euthymia/calibration/ensemble.hpp"

namespace euthymia {

namespace {

/// Every number of a result that is given an interval, in one row; the same order for every member.
std::vector<double> numbers_of(const TrialResult& result) {
    std::vector<double> numbers;
    for (const Comparison& row : result.comparisons) numbers.push_back(row.simulated);
    for (const Contrast& row : result.contrasts) {
        numbers.insert(numbers.end(), {row.smd.value, row.mean_difference.value});
    }
    for (const ArmRecord& arm : result.arms) {
        for (const ArmResult& row : arm.results) {
            numbers.insert(numbers.end(), {row.score.mean, row.mean_change});
        }
    }
    return numbers;
}

/// Deals the intervals back to where `numbers_of` took the numbers from.
class Dealer {
  public:
    Dealer(const std::vector<std::vector<double>>& samples, const std::vector<double>& weights)
        : samples_(samples)
        , weights_(weights) {}

    Estimate next() {
        std::vector<double> sample;
        for (const auto& member : samples_) sample.push_back(member[place_]);
        ++place_;
        return weighted_interval(sample, weights_);
    }

  private:
    const std::vector<std::vector<double>>& samples_;
    const std::vector<double>& weights_;
    std::size_t place_ = 0;
};

void deal(Dealer& dealer, TrialOverEnsemble& trial) {
    for (std::size_t k = 0; k < trial.central.comparisons.size(); ++k) trial.comparisons.push_back(dealer.next());
    for (std::size_t k = 0; k < trial.central.contrasts.size(); ++k) {
        trial.smd.push_back(dealer.next());
        trial.mean_difference.push_back(dealer.next());
    }
    for (const ArmRecord& arm : trial.central.arms) {
        trial.score.emplace_back();
        trial.mean_change.emplace_back();
        for (std::size_t k = 0; k < arm.results.size(); ++k) {
            trial.score.back().push_back(dealer.next());
            trial.mean_change.back().push_back(dealer.next());
        }
    }
}

} // namespace

TrialOverEnsemble run_over_ensemble(const TrialDesign& design, const Biology& biology, const Ensemble& ensemble,
                                    const TrialOptions& options, const Progress& progress) {
    const auto parameters = bind_names(ensemble.names, biology);
    TrialOverEnsemble trial{.central = run_trial(design, biology, options, progress),
                            .n_member = ensemble.members.size()};
    std::vector<std::vector<double>> samples;
    std::vector<double> weights;
    for (const EnsembleMember& member : ensemble.members) {
        if (progress) progress("ensemble", samples.size(), ensemble.members.size());
        samples.push_back(
            numbers_of(run_trial(design, with_values(biology, parameters, member.values), options, progress)));
        weights.push_back(member.weight);
    }
    Dealer dealer(samples, weights);
    deal(dealer, trial);
    return trial;
}

} // namespace euthymia
