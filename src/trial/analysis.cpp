// SPDX-License-Identifier: Apache-2.0
#include "analysis.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "euthymia/base/error.hpp"
#include "setup.hpp"

namespace euthymia {

namespace {

double percent(int events, std::size_t n) {
    return 100.0 * events / static_cast<double>(n);
}

ArmResult summarise_sample(const Sample& sample, const std::string& measure, double week) {
    const Summary baseline = summarise(sample.baseline);
    ArmResult row{
        .measure = measure, .is_scale = sample.scale != nullptr, .week = week, .score = summarise(sample.score)};
    row.mean_change = row.score.mean - baseline.mean;
    row.percent_change = 100.0 * row.mean_change / baseline.mean;
    if (row.is_scale) {
        row.response_rate = percent(sample.n_response(), sample.score.size());
        row.remission_rate = percent(sample.n_remission(), sample.score.size());
    }
    row.dropout_rate = percent(sample.n_dropped, sample.score.size());
    return row;
}

Contrast contrast(const Sample& a, const Sample& b, const ArmRecord& arm, const ArmRecord& versus,
                  const OutcomeDesign& outcome) {
    const Summary score_a = summarise(a.score), score_b = summarise(b.score);
    Contrast row{.arm = arm.name,
                 .versus = versus.name,
                 .measure = outcome.measure,
                 .week = outcome.week,
                 .smd = hedges_g(score_a, score_b),
                 .mean_difference = mean_difference(score_a, score_b),
                 .risk_ratio = {},
                 .odds_ratio = {}};
    if (a.scale != nullptr) {
        row.risk_ratio = risk_ratio(a.n_response(), score_a.n, b.n_response(), score_b.n);
        row.odds_ratio = odds_ratio(a.n_response(), score_a.n, b.n_response(), score_b.n);
    }
    return row;
}

std::vector<std::string> measures_of(const TrialDesign& design) {
    std::vector<std::string> measures;
    for (const OutcomeDesign& outcome : design.outcomes) {
        if (std::find(measures.begin(), measures.end(), outcome.measure) == measures.end()) {
            measures.push_back(outcome.measure);
        }
    }
    return measures;
}

} // namespace

std::vector<double> Sample::changes() const {
    std::vector<double> changes(score.size());
    std::transform(score.begin(), score.end(), baseline.begin(), changes.begin(), std::minus<>());
    return changes;
}

int Sample::n_response() const {
    int n = 0;
    for (std::size_t k = 0; k < score.size(); ++k) n += is_response(*scale, baseline[k], score[k]) ? 1 : 0;
    return n;
}

int Sample::n_remission() const {
    return static_cast<int>(
        std::count_if(score.begin(), score.end(), [this](double x) { return is_remission(*scale, x); }));
}

const ArmRecord& Records::arm(const std::string& name) const {
    for (const ArmRecord& record : result_.arms) {
        if (record.name == name) return record;
    }
    throw InputError({"there is no arm '" + name + "'", "key 'published'", "use the name of an arm of this trial"});
}

double Records::value(const ArmRecord& arm, const std::string& measure, double week, std::size_t person) const {
    const auto& visits = result_.design.visit_weeks;
    const auto visit = static_cast<std::size_t>(std::find(visits.begin(), visits.end(), week) - visits.begin());
    const auto scale = std::find(result_.scales.begin(), result_.scales.end(), measure);
    if (scale != result_.scales.end()) {
        const auto column = static_cast<std::size_t>(scale - result_.scales.begin());
        return arm.ratings[(person * visits.size() + visit) * result_.scales.size() + column];
    }
    const auto& variables = result_.variables;
    const auto variable = std::find_if(variables.begin(), variables.end(),
                                       [&](const Name& name) { return name.alias == measure || name.id == measure; });
    const auto time = static_cast<std::size_t>(
        std::find(result_.time.begin(), result_.time.end(), result_.visit_time[visit]) - result_.time.begin());
    return arm.values[(person * result_.time.size() + time) * variables.size() +
                      static_cast<std::size_t>(variable - variables.begin())];
}

Sample Records::sample(const ArmRecord& arm, const std::string& measure, double week,
                       const std::vector<std::size_t>& people) const {
    Sample sample{
        .scale = is_scale(scales_, measure) ? &find_scale(scales_, measure) : nullptr, .baseline = {}, .score = {}};
    for (const std::size_t person : people) {
        const double score = value(arm, measure, week, person);
        if (std::isnan(score)) continue;
        sample.score.push_back(score);
        sample.baseline.push_back(value(arm, measure, result_.design.visit_weeks.front(), person));
        sample.n_dropped += arm.dropout_week[person] <= week ? 1 : 0;
    }
    return sample;
}

Sample Records::sample(const ArmRecord& arm, const std::string& measure, double week) const {
    std::vector<std::size_t> everybody(arm.dropout_week.size());
    std::iota(everybody.begin(), everybody.end(), std::size_t{0});
    return sample(arm, measure, week, everybody);
}

void analyse(TrialResult& result, const std::vector<Scale>& scales) {
    const Records records(result, scales);
    for (ArmRecord& arm : result.arms) {
        for (const std::string& measure : measures_of(result.design)) {
            for (const double week : result.design.visit_weeks) {
                arm.results.push_back(summarise_sample(records.sample(arm, measure, week), measure, week));
            }
        }
    }
    const ArmRecord& versus = records.arm(result.design.comparator);
    for (const ArmRecord& arm : result.arms) {
        if (&arm == &versus) continue;
        for (const OutcomeDesign& outcome : result.design.outcomes) {
            result.contrasts.push_back(contrast(records.sample(arm, outcome.measure, outcome.week),
                                                records.sample(versus, outcome.measure, outcome.week), arm, versus,
                                                outcome));
        }
    }
}

} // namespace euthymia
