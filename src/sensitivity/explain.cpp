// SPDX-License-Identifier: Apache-2.0
#include "euthymia/sensitivity/explain.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bootstrap.hpp"
#include "coalitions.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/sensitivity/shapley.hpp"
#include "measure.hpp"

namespace euthymia {

namespace {

const OutcomeDesign& chosen_outcome(const TrialDesign& design, const ExplainOptions& options) {
    for (const OutcomeDesign& outcome : design.outcomes) {
        const bool is_measure = options.measure.empty() || outcome.measure == options.measure;
        if (is_measure && (!options.week || outcome.week == *options.week)) return outcome;
    }
    std::vector<std::string> known;
    for (const OutcomeDesign& outcome : design.outcomes) {
        known.push_back(fmt::format("{} in week {}", outcome.measure, outcome.week));
    }
    throw InputError({"the trial has no such outcome", fmt::format("trial '{}'", design.title),
                      fmt::format("choose one of: {}", fmt::join(known, ", "))});
}

/// Effects by coalition of every person whose runs of an arm and of the comparator all came to their end.
using Worths = std::vector<std::vector<double>>;

/// The columns of what is bootstrapped: effect, non-specific, then Shapley values, what is lost, what is gained, then
/// percentages.
class Account {
  public:
    Account(const Worths& people, std::size_t n_carrier)
        : people_(people)
        , n_(n_carrier) {}

    [[nodiscard]] std::vector<double> worth(std::span<const std::size_t> drawn) const {
        std::vector<double> sum(std::size_t{1} << n_, 0.0);
        for (const std::size_t person : drawn) {
            for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += people_[person][c];
        }
        for (double& value : sum) value /= static_cast<double>(drawn.size());
        return sum;
    }

    [[nodiscard]] std::vector<double> operator()(std::span<const std::size_t> drawn) const {
        const auto v = worth(drawn);
        const std::size_t everybody = v.size() - 1;
        std::vector<double> row{v[everybody], v[0]};
        const auto values = shapley_values(v);
        row.insert(row.end(), values.begin(), values.end());
        for (std::size_t k = 0; k < n_; ++k) row.push_back(v[everybody] - v[everybody & ~(std::size_t{1} << k)]);
        for (std::size_t k = 0; k < n_; ++k) row.push_back(v[std::size_t{1} << k] - v[0]);
        for (std::size_t k = 1; k < 2 + n_; ++k) row.push_back(100.0 * row[k] / v[everybody]);
        return row;
    }

  private:
    const Worths& people_;
    std::size_t n_;
};

/// A share of something that may be nothing says nothing.
std::optional<Estimate> percent_of(const Estimate& effect, const Estimate& percent) {
    const bool is_clear = effect.low > 0.0 || effect.high < 0.0;
    return is_clear ? std::optional(percent) : std::nullopt;
}

ExplainedArm account_for(const std::string& arm, const Worths& people, const std::vector<Carrier>& carriers,
                         const ExplainOptions& options) {
    const std::size_t n = carriers.size();
    const Account account(people, n);
    const auto columns = bootstrap(people.size(), options.n_bootstrap, options.trial.seed, account);
    const std::size_t percent = 2 + 3 * n;
    ExplainedArm explained{.arm = arm, .effect = columns[0], .nonspecific = columns[1], .parts = {}, .worth = {}};
    explained.nonspecific_percent = percent_of(columns[0], columns[percent]);
    for (std::size_t k = 0; k < n; ++k) {
        explained.parts.push_back({.carrier = carriers[k].name,
                                   .points = columns[2 + k],
                                   .percent = percent_of(columns[0], columns[percent + 1 + k]),
                                   .blocked = columns[2 + n + k],
                                   .alone = columns[2 + 2 * n + k]});
    }
    std::vector<std::size_t> everybody(people.size());
    for (std::size_t k = 0; k < everybody.size(); ++k) everybody[k] = k;
    explained.worth = account.worth(everybody);
    return explained;
}

/// Reads effects by coalition out of the records of all runs.
class Runs {
  public:
    Runs(const TrialResult& result, const std::string& variable, std::size_t n_coalition)
        : n_coalition_(n_coalition) {
        for (std::size_t k = 0; k < result.arms.size(); ++k) values_.push_back(last_values(result, k, variable));
        for (std::size_t person = 0; person < result.patient.size(); ++person) {
            const auto is_whole = [&](const auto& values) { return std::isfinite(values[person]); };
            if (std::ranges::all_of(values_, is_whole)) whole_.push_back(person);
        }
    }

    [[nodiscard]] std::size_t n_person() const { return whole_.size(); }

    [[nodiscard]] Worths worths(std::size_t arm, std::size_t comparator) const {
        Worths people;
        for (const std::size_t person : whole_) {
            std::vector<double>& row = people.emplace_back();
            for (std::size_t c = 0; c < n_coalition_; ++c) {
                row.push_back(values_[arm * n_coalition_ + c][person] - values_[comparator * n_coalition_ + c][person]);
            }
        }
        return people;
    }

  private:
    std::size_t n_coalition_;
    std::vector<std::vector<double>> values_; ///< by run, by person
    std::vector<std::size_t> whole_;
};

std::size_t comparator_of(const TrialDesign& design) {
    const auto found = std::ranges::find(design.arms, design.comparator, &ArmDesign::name);
    if (found != design.arms.end()) return static_cast<std::size_t>(found - design.arms.begin());
    throw InputError({"the trial has no comparator", fmt::format("trial '{}'", design.title),
                      "name an arm under 'design.comparator'"});
}

/// Coalitions need the same people in every arm, and differences between weeks.
void refuse_what_has_no_coalitions(const TrialDesign& design) {
    const std::string where = fmt::format("trial '{}'", design.title);
    std::vector<Issue> issues;
    for (const ArmDesign& arm : design.arms) {
        if (!arm.recruitment) continue;
        issues.push_back({fmt::format("the arm '{}' has a population of its own; parts are of the difference between "
                                      "arms of the same people",
                                      arm.name),
                          where,
                          "take the key 'population' out of the arm, or explain a trial whose arms share people"});
    }
    if (!design.visit_hours.empty()) {
        issues.push_back({"the visits are in hours; what carries an effect is told of weeks", where,
                          "write 'visits: {weeks: [...]}', and look into a day with `euthymia simulate`"});
    }
    if (!issues.empty()) throw InputError(std::move(issues));
}

} // namespace

Explanation explain(const TrialDesign& design, const Biology& biology, const std::vector<Carrier>& carriers,
                    const ExplainOptions& options, const Progress& progress) {
    refuse_what_has_no_coalitions(design);
    const OutcomeDesign& outcome = chosen_outcome(design, options);
    const std::size_t comparator = comparator_of(design);
    const Blockable blockable = make_blockable(biology, carriers);
    const TrialDesign all = with_coalitions(asked_only(design, outcome.measure, outcome.week), blockable.holds);
    const TrialResult result = run_trial(all, blockable.biology, options.trial, progress);
    const Runs runs(result, variable_of(biology, outcome.measure), std::size_t{1} << carriers.size());
    Explanation explanation{.title = design.title,
                            .comparator = design.comparator,
                            .measure = outcome.measure,
                            .week = outcome.week,
                            .carriers = {},
                            .arms = {},
                            .n_person = static_cast<int>(runs.n_person()),
                            .n_simulated = result.n_simulated,
                            .failures = result.failures,
                            .seed = options.trial.seed,
                            .back_end = result.back_end};
    for (const Carrier& carrier : carriers) explanation.carriers.push_back(carrier.name);
    for (std::size_t arm = 0; arm < design.arms.size(); ++arm) {
        if (arm == comparator) continue;
        explanation.arms.push_back(account_for(design.arms[arm].name, runs.worths(arm, comparator), carriers, options));
    }
    return explanation;
}

} // namespace euthymia
