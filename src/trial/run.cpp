// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "analysis.hpp"
#include "clinic.hpp"
#include "cohort.hpp"
#include "euthymia/trial/variants.hpp"
#include "setup.hpp"

namespace euthymia {

namespace {

constexpr double hours_per_week = 168.0;
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Visits, and every week up to the last of them, for the pictures.
std::vector<double> recorded_times(const std::vector<double>& visits) {
    constexpr double morning = 9.0;
    std::set<double> times(visits.begin(), visits.end());
    for (double time = morning; time <= visits.back(); time += hours_per_week) times.insert(time);
    return {times.begin(), times.end()};
}

/// One run of one trial: set-up, recruiting, the arms, the analysis.
class TrialRun {
  public:
    TrialRun(const TrialDesign& design, const Biology& biology, const TrialOptions& options, const Progress& progress)
        : design_(design)
        , biology_(biology)
        , options_(options)
        , progress_(progress)
        , criteria_(design.recruitment.baseline.value_or(BaselineCriteria{}))
        , population_(population_of(design, biology))
        , simulator_(equations_with_holds(biology, clamped_variables(design)), biology.names, settable_of(population_),
                     variables_of(design, biology), options.accuracy, options.code) {}

    TrialResult operator()() {
        set_up();
        require_inputs();
        Cohort cohort = recruit({.simulator = simulator_,
                                 .population = population_,
                                 .scale = find_scale(biology_.scales, criteria_.scale),
                                 .criteria = criteria_,
                                 .key = key(),
                                 .n_thread = options_.n_thread},
                                options_.n_pool, progress_);
        take_over(cohort);
        for (std::size_t arm = 0; arm < design_.arms.size(); ++arm) run_arm(arm, cohort);
        result_.n_simulated = result_.flow.n_assessed + options_.n_pool * static_cast<int>(design_.arms.size());
        analyse(result_, biology_.scales);
        compare_with_published(result_, biology_.scales);
        return std::move(result_);
    }

  private:
    [[nodiscard]] StreamKey key() const { return {.seed = options_.seed, .trial = hash_name(design_.title)}; }

    void set_up() {
        result_.design = design_;
        result_.n_pool = options_.n_pool;
        result_.n_replicate = options_.n_replicate;
        result_.seed = options_.seed;
        result_.visit_time = visit_times(design_);
        result_.time = recorded_times(result_.visit_time);
        result_.assayed = assays_of(design_, biology_);
        result_.variables = simulator_.variables();
        result_.back_end = simulator_.model().backend();
        for (const std::string& measure : measures_of(design_)) {
            if (is_scale(biology_.scales, measure)) result_.scales.push_back(measure);
        }
    }

    /// Before anybody is recruited: what arms need does not depend on the person.
    void require_inputs() {
        const Person anybody = simulator_.create({}, key());
        const Capacity capacity{.vo2max = simulator_.parameter(anybody, "vo2max_baseline")};
        for (const ArmDesign& arm : design_.arms) {
            const Schedule schedule = make_schedule(arm.protocol, biology_.handbook, capacity);
            simulator_.require(schedule);
            expectancy_.push_back(schedule.expectancy);
        }
    }

    void take_over(const Cohort& cohort) {
        result_.flow = cohort.flow;
        result_.failures = cohort.failures;
        result_.rescues = cohort.rescues;
        for (const Participant& participant : cohort.participants) {
            result_.age.push_back(participant.individual.age);
            result_.is_female.push_back(participant.individual.is_female);
            result_.patient.push_back(participant.person.key.patient);
        }
    }

    void run_arm(std::size_t number, const Cohort& cohort) {
        const ArmDesign& arm = design_.arms[number];
        const std::size_t n = cohort.participants.size();
        std::vector<Trajectory> seen(n);
        simulator_.follow_each(
            n, [&](std::size_t k) { return passage(arm, cohort.participants[k]); }, result_.time,
            [&](std::size_t k, Person&&, Trajectory&& trajectory) { seen[k] = std::move(trajectory); },
            {options_.n_thread, [&](std::size_t done) {
                 if (progress_) progress_("arm '" + arm.name + "'", done, n);
             }});
        ArmRecord record{.name = arm.name,
                         .n_design = arm.n,
                         .values = {},
                         .ratings = {},
                         .attended_share = {},
                         .dropout_week = {},
                         .results = {}};
        for (std::size_t k = 0; k < n; ++k) store(record, number, seen[k], cohort.participants[k]);
        result_.arms.push_back(std::move(record));
    }

    [[nodiscard]] Passage passage(const ArmDesign& arm, const Participant& participant) const {
        const Capacity capacity{.vo2max = simulator_.parameter(participant.person, "vo2max_baseline")};
        return {participant.person, make_schedule(arm.protocol, biology_.handbook, capacity)};
    }

    void store(ArmRecord& record, std::size_t arm, const Trajectory& seen, const Participant& participant) {
        record.values.insert(record.values.end(), seen.values.begin(), seen.values.end());
        record.attended_share.push_back(seen.n_planned == 0 ? undefined : double(seen.n_attended) / seen.n_planned);
        record.dropout_week.push_back(seen.dropout ? *seen.dropout / hours_per_week : undefined);
        const auto incident = [&](const Failure& what) {
            return FailedPerson{participant.person.key.patient, record.name, what.time, what.reason};
        };
        if (seen.failure) result_.failures.push_back(incident(*seen.failure));
        if (seen.rescue) result_.rescues.push_back(incident(*seen.rescue));
        Clinic(design_, biology_, result_).see(record, arm, expectancy_[arm], seen, participant);
    }

    const TrialDesign& design_;
    const Biology& biology_;
    const TrialOptions& options_;
    const Progress& progress_;
    BaselineCriteria criteria_;
    Population population_;
    Simulator simulator_;
    TrialResult result_;
    std::vector<double> expectancy_; ///< of each arm, 0 to 1
};

} // namespace

TrialResult run_trial(const TrialDesign& design, const Biology& biology, const TrialOptions& options,
                      const Progress& progress) {
    return TrialRun(design, biology, options, progress)();
}

} // namespace euthymia
