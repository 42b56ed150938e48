// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "euthymia/calibration/ensemble.hpp"
#include "euthymia/trial/staying.hpp"

namespace euthymia {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// The mean of every column of a table that has `n_column` of them, row after row; NaN are left out.
std::vector<double> column_means(const std::vector<double>& table, std::size_t n_column) {
    std::vector<double> sum(n_column), n(n_column);
    for (std::size_t k = 0; k < table.size(); ++k) {
        if (std::isnan(table[k])) continue;
        sum[k % n_column] += table[k];
        n[k % n_column] += 1.0;
    }
    for (std::size_t k = 0; k < n_column; ++k) sum[k] = n[k] > 0.0 ? sum[k] / n[k] : undefined;
    return sum;
}

/// Calls `visit(number, its interval)` for every number of a result that is given an interval, in an order that is the
/// same for every member.
template <typename Visit>
class Numbers {
  public:
    Numbers(TrialResult& result, Visit visit)
        : result_(result)
        , visit_(std::move(visit)) {}

    void operator()() {
        for (Comparison& row : result_.comparisons) visit_(row.simulated, row.over_ensemble.emplace());
        for (Contrast& row : result_.contrasts) contrast(row, row.over_ensemble.emplace());
        for (ArmRecord& arm : result_.arms) {
            for (ArmResult& row : arm.results) result(row, row.over_ensemble.emplace());
            course(arm, arm.over_ensemble.emplace());
        }
    }

  private:
    void contrast(const Contrast& row, ContrastOverEnsemble& over) {
        visit_(row.smd.value, over.smd);
        visit_(row.mean_difference.value, over.mean_difference);
        visit_(row.risk_ratio ? row.risk_ratio->value : undefined, over.risk_ratio);
        visit_(row.odds_ratio ? row.odds_ratio->value : undefined, over.odds_ratio);
        visit_(row.risk_difference ? row.risk_difference->value : undefined, over.risk_difference);
    }

    void result(const ArmResult& row, ArmResultOverEnsemble& over) {
        visit_(row.score.mean, over.mean);
        visit_(row.mean_change, over.mean_change);
        visit_(row.percent_change, over.percent_change);
        visit_(row.response_rate.value_or(undefined), over.response_rate);
        visit_(row.remission_rate.value_or(undefined), over.remission_rate);
        visit_(row.dropout_rate, over.dropout_rate);
    }

    void course(const ArmRecord& arm, CourseOverEnsemble& over) {
        means(arm.ratings, result_.visit_time.size() * result_.scales.size(), over.ratings);
        means(arm.values, result_.time.size() * result_.variables.size(), over.values);
        shares(percent_in_treatment(result_, arm), over.in_treatment);
        shares(percent_without_relapse(result_, arm), over.without_relapse);
    }

    void shares(const std::vector<Estimate>& percent, std::vector<Estimate>& over) {
        over.resize(percent.size());
        for (std::size_t k = 0; k < percent.size(); ++k) visit_(percent[k].value, over[k]);
    }

    void means(const std::vector<double>& people, std::size_t n_column, std::vector<Estimate>& over) {
        over.resize(n_column);
        const auto mean = column_means(people, n_column);
        for (std::size_t k = 0; k < n_column; ++k) visit_(mean[k], over[k]);
    }

    TrialResult& result_;
    Visit visit_;
};

/// In one row.
std::vector<double> numbers_of(TrialResult member) {
    std::vector<double> numbers;
    Numbers(member, [&](double number, Estimate&) { numbers.push_back(number); })();
    return numbers;
}

void give_intervals(TrialResult& result, const std::vector<std::vector<double>>& samples,
                    const std::vector<double>& weights) {
    std::size_t place = 0;
    std::vector<double> sample(samples.size());
    Numbers(result, [&](double, Estimate& interval) {
        for (std::size_t k = 0; k < samples.size(); ++k) sample[k] = samples[k][place];
        interval = weighted_interval(sample, weights);
        ++place;
    })();
}

} // namespace

TrialResult run_over_ensemble(const TrialDesign& design, const Biology& biology, const Ensemble& ensemble,
                              const TrialOptions& options, const Progress& progress) {
    const auto parameters = bind_names(ensemble.names, biology);
    TrialResult result = run_trial(design, biology, options, progress);
    TrialOptions of_member = options;
    of_member.has_replicate_spread = false; // nobody looks at it
    std::vector<std::vector<double>> samples;
    std::vector<double> weights;
    for (const EnsembleMember& member : ensemble.members) {
        if (member.weight == 0.0) continue; // it would change nothing, and may be one whose trials cannot be run
        const std::string member_of = fmt::format(" (member {} of {})", samples.size() + 1, ensemble.n_with_weight());
        const Progress inner = [&](const std::string& step, std::size_t done, std::size_t total) {
            progress(step + member_of, done, total);
        };
        samples.push_back(numbers_of(run_trial(design, with_values(biology, parameters, member.values), of_member,
                                               progress ? inner : Progress{})));
        weights.push_back(member.weight);
    }
    result.n_member = samples.size();
    if (!samples.empty()) give_intervals(result, samples, weights);
    return result;
}

} // namespace euthymia
