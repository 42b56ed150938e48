// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/trial/volunteers.hpp"
#include "warning_study.hpp"

namespace euthymia {

namespace {

constexpr double hours_per_week = 168.0;
constexpr double coarse = 1e-3; ///< relative error that ups and downs bear

const ClaimArm& arm_of(const Claim& claim, const std::string& name) {
    const auto found = std::ranges::find(claim.arms, name, &ClaimArm::name);
    if (found != claim.arms.end()) return *found;
    throw InputError({fmt::format("the claim has no arm '{}'", name), "key 'early_warning'", "name one of its arms"});
}

TrialOptions coarse_options(const EvidenceOptions& options) {
    TrialOptions own{
        .seed = options.seed, .n_thread = options.n_thread, .accuracy = options.accuracy, .code = options.code};
    own.accuracy.rtol = std::max(own.accuracy.rtol, coarse);
    return own;
}

/// People, and the two lives each of them leads.
class WarningCohort {
  public:
    WarningCohort(const Claim& claim, const Biology& biology, const EvidenceOptions& options)
        : claim_(claim)
        , plan_(*claim.early_warning)
        , biology_(biology)
        , options_(coarse_options(options))
        , simulator_(biology.equations, biology.names, settable_of_volunteers(plan_.patient, biology),
                     {plan_.quantity, plan_.score}, options_.accuracy, options_.code)
        , watched_(simulator_.variable_index(plan_.quantity))
        , score_(simulator_.variable_index(plan_.score)) {}

    WarningStudy operator()() {
        take_the_well();
        follow(arm_of(claim_, plan_.rising), &WatchedPair::watched, &WatchedPair::score);
        follow(arm_of(claim_, plan_.steady), &WatchedPair::watched_twin, &WatchedPair::score_twin);
        n_failed_ += static_cast<int>(std::erase_if(
            pairs_, [](const WatchedPair& pair) { return pair.score.empty() || pair.score_twin.empty(); }));
        WarningStudy study = analyse_warnings(pairs_, plan_, claim_.every);
        study.n_drawn = plan_.n_person;
        study.n_failed = n_failed_;
        return study;
    }

  private:
    using Series = std::vector<double> WatchedPair::*;

    /// Only they are followed.
    void take_the_well() {
        people_ = volunteers(plan_.patient, plan_.age, plan_.n_person, biology_, options_, simulator_);
        n_failed_ = plan_.n_person - static_cast<int>(people_.size());
        std::erase_if(people_, [&](const Person& person) { return simulator_.observe(person)[score_] > plan_.well; });
        pairs_.resize(people_.size());
    }

    [[nodiscard]] Schedule schedule_of(const ClaimArm& arm, const Person& person) const {
        Schedule schedule = make_schedule(arm.protocol, biology_.handbook,
                                          {.vo2max = simulator_.parameter(person, "vo2max_baseline"),
                                           .seed = options_.seed,
                                           .patient = person.key.patient});
        schedule.is_voluntary = false;
        return schedule;
    }

    [[nodiscard]] std::vector<double> times() const {
        std::vector<double> times;
        for (double t = 0.0; t <= claim_.weeks * hours_per_week; t += claim_.every) times.push_back(t);
        return times;
    }

    [[nodiscard]] std::vector<double> series_of(const Trajectory& seen, std::size_t variable) const {
        std::vector<double> series;
        for (std::size_t t = 0; t < seen.time.size(); ++t)
            series.push_back(seen.values[t * simulator_.variables().size() + variable]);
        return series;
    }

    /// Who fails leaves the series empty.
    void follow(const ClaimArm& arm, Series watched, Series score) {
        const auto begin = [&](std::size_t k) { return Passage{people_[k], schedule_of(arm, people_[k])}; };
        const auto end = [&](std::size_t k, Person&&, Trajectory&& seen) {
            if (seen.failure) return;
            pairs_[k].*watched = series_of(seen, watched_);
            pairs_[k].*score = series_of(seen, score_);
        };
        simulator_.follow_each(people_.size(), begin, times(), end, {options_.n_thread, {}});
    }

    const Claim& claim_;
    const EarlyWarning& plan_;
    const Biology& biology_;
    TrialOptions options_;
    Simulator simulator_;
    std::size_t watched_, score_;
    std::vector<Person> people_;
    std::vector<WatchedPair> pairs_; ///< of `people_`, in their order
    int n_failed_ = 0;
};

} // namespace

WarningStudy run_warning_study(const Claim& claim, const Biology& biology, const EvidenceOptions& options) {
    return WarningCohort(claim, biology, options)();
}

} // namespace euthymia
