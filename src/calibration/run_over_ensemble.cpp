// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

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
        const bool has_power = row.replicates && row.replicates->power;
        visit_(has_power ? row.replicates->power->value : undefined, over.power);
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

std::vector<double> weights_of(const std::vector<EnsembleMember>& members) {
    std::vector<double> weights;
    for (const EnsembleMember& member : members) weights.push_back(member.weight);
    return weights;
}

/// @param see_first   Called with the run of the biology as it is.
/// @param see_member  Called with the run of every member, in their order.
template <typename SeeFirst, typename SeeMember>
TrialResult run_all(const TrialDesign& design, const Biology& biology, const Ensemble& ensemble,
                    const TrialOptions& options, const Progress& progress, SeeFirst see_first, SeeMember see_member) {
    const auto parameters = bind_names(ensemble.names, biology);
    TrialResult result = run_trial(design, biology, options, progress);
    see_first(result);
    const auto members = weighing_members(ensemble);
    std::vector<std::vector<double>> samples;
    for (std::size_t k = 0; k < members.size(); ++k) {
        TrialResult of_member = run_trial(design, with_values(biology, parameters, members[k].values), options,
                                          of_ensemble_member(progress, k, members.size()));
        see_member(of_member);
        samples.push_back(numbers_of(std::move(of_member)));
    }
    result.n_member = samples.size();
    if (!samples.empty()) give_intervals(result, samples, weights_of(members));
    return result;
}

void look_away(const TrialResult& /*run*/) {}

} // namespace

TrialResult run_over_ensemble(const TrialDesign& design, const Biology& biology, const Ensemble& ensemble,
                              const TrialOptions& options, const Progress& progress) {
    return run_all(design, biology, ensemble, options, progress, look_away, look_away);
}

PlannedTrial plan_over_ensemble(const TrialDesign& design, const Biology& biology, const Ensemble& ensemble,
                                const PlanQuestion& question, const TrialOptions& options, const Progress& progress) {
    TrialPlan plan;
    std::vector<double> power;
    TrialResult result = run_all(
        design, biology, ensemble, options, progress,
        [&](const TrialResult& run) { plan = plan_trial(run, biology.scales, question); },
        [&](const TrialResult& run) { power.push_back(power_of_plan(plan, run, biology.scales)); });
    if (!power.empty()) plan.power_over_ensemble = weighted_interval(power, weights_of(weighing_members(ensemble)));
    return {std::move(result), std::move(plan)};
}

} // namespace euthymia
