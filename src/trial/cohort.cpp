// SPDX-License-Identifier: Apache-2.0
#include "cohort.hpp"

#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "baseline_match.hpp"
#include "euthymia/base/error.hpp"
#include "screening.hpp"

namespace euthymia {

namespace {

constexpr double candidates_per_place = 1.6; ///< who are asked at first
constexpr double more_per_place = 0.4;       ///< who are asked next, until the baseline is met
constexpr double most_per_place = 13;
constexpr double most_per_place_of_lead_in = 39; ///< after which fewer are left
constexpr double most_eligible_per_place = 2.5;  ///< with more the baseline is hardly met better

/// Who is to come next: ages and sexes as the trial has them, each with a candidate who was not asked before.
class WaitingList {
  public:
    explicit WaitingList(const Recruiter& recruiter)
        : recruiter_(recruiter)
        , n_taken_(static_cast<std::size_t>(recruiter.people.strata().count())) {}

    std::vector<Individual> next(std::size_t n) {
        std::vector<Individual> wanted;
        for (std::size_t k = 0; k < n; ++k) wanted.push_back(next());
        return wanted;
    }

  private:
    Individual next() {
        StreamKey key = recruiter_.key;
        key.purpose = Purpose::demography;
        key.patient = n_asked_++;
        Stream stream(key);
        Individual person;
        person.age = draw(recruiter_.recruitment.age_spread, recruiter_.recruitment.age_mean, stream);
        person.is_female = stream.uniform() < recruiter_.recruitment.female_share;
        const int stratum = recruiter_.people.strata().index_of(person.age, person.is_female);
        person.index = recruiter_.people.number_of(stratum, n_taken_[static_cast<std::size_t>(stratum)]++);
        return person;
    }

    const Recruiter& recruiter_;
    std::vector<std::uint32_t> n_taken_; ///< by stratum
    std::uint32_t n_asked_ = 0;
};

FailedPerson while_recruiting(const Applicant& applicant, const Failure& what) {
    return {.patient = applicant.participant.individual.index, .arm = {}, .time = what.time, .reason = what.reason};
}

void count(const Applicant& applicant, RecruitmentFlow& flow) {
    using Fate = Applicant::Fate;
    ++flow.n_assessed;
    flow.n_lead_in += applicant.began_lead_in ? 1 : 0;
    flow.n_below += applicant.fate == Fate::below ? 1 : 0;
    flow.n_above += applicant.fate == Fate::above ? 1 : 0;
    flow.n_failed += applicant.fate == Fate::failed ? 1 : 0;
    flow.n_left_lead_in += applicant.fate == Fate::left ? 1 : 0;
    flow.n_not_met += applicant.fate == Fate::not_met ? 1 : 0;
}

/// Sorts a batch into the eligible, the counts of the others, and the failures.
void admit(std::vector<Applicant>&& batch, std::vector<Participant>& eligible, Cohort& cohort) {
    for (Applicant& applicant : batch) {
        count(applicant, cohort.flow);
        if (applicant.rescue) cohort.rescues.push_back(while_recruiting(applicant, *applicant.rescue));
        if (applicant.failure) cohort.failures.push_back(while_recruiting(applicant, *applicant.failure));
        if (applicant.fate == Applicant::Fate::eligible) eligible.push_back(std::move(applicant.participant));
    }
}

std::vector<double> scores_of(const std::vector<Participant>& eligible) {
    std::vector<double> scores;
    for (const Participant& participant : eligible) scores.push_back(participant.before);
    return scores;
}

/// True if nobody more has to be asked.
bool is_enough(const std::vector<Participant>& eligible, const Recruiter& recruiter, int n) {
    const auto places = static_cast<std::size_t>(n);
    if (eligible.size() < places || !recruiter.recruitment.baseline) return eligible.size() >= places;
    if (static_cast<double>(eligible.size()) >= most_eligible_per_place * n) return true;
    return meets_baseline(scores_of(eligible), *recruiter.recruitment.baseline, n);
}

void require_enough(const std::vector<Participant>& eligible, int n, const Recruiter& recruiter, int n_assessed) {
    if (eligible.size() >= static_cast<std::size_t>(n)) return;
    const bool has_lead_in = recruiter.course.has_lead_in();
    throw InputError({fmt::format("only {} of {} candidates meet the entry criteria", eligible.size(), n_assessed),
                      has_lead_in ? "keys 'population.baseline' and 'population.lead_in'" : "key 'population.baseline'",
                      "widen the criteria, or choose another kind of patient"});
}

/// Places among the eligible of those who enter, ascending.
std::vector<std::size_t> choose(const std::vector<Participant>& eligible, const Recruiter& recruiter, int n) {
    if (recruiter.recruitment.baseline) return match_baseline(scores_of(eligible), *recruiter.recruitment.baseline, n);
    std::vector<std::size_t> first(static_cast<std::size_t>(n));
    std::iota(first.begin(), first.end(), std::size_t{0});
    return first;
}

/// Asks one batch of candidates after the other.
std::vector<Participant> find_eligible(const Recruiter& recruiter, int n, const Progress& progress, Cohort& cohort) {
    const bool has_lead_in = recruiter.course.has_lead_in();
    const bool is_screened = recruiter.recruitment.baseline || has_lead_in;
    const double most = n * (has_lead_in ? most_per_place_of_lead_in : most_per_place);
    double asked_next = is_screened ? candidates_per_place * n : n;
    std::vector<Participant> eligible;
    WaitingList list(recruiter);
    while (cohort.flow.n_assessed < most && !is_enough(eligible, recruiter, n)) {
        admit(screen(recruiter, list.next(static_cast<std::size_t>(std::ceil(asked_next))), progress), eligible,
              cohort);
        asked_next = more_per_place * n;
    }
    require_enough(eligible, n, recruiter, cohort.flow.n_assessed);
    return eligible;
}

} // namespace

Capacity capacity_of(const Simulator& simulator, const Person& person) {
    return {.vo2max = simulator.parameter(person, "vo2max_baseline"),
            .seed = person.key.seed,
            .patient = person.key.patient};
}

Cohort recruit(const Recruiter& recruiter, int n, const Progress& progress) {
    Cohort cohort;
    std::vector<Participant> eligible = find_eligible(recruiter, n, progress, cohort);
    for (const std::size_t k : choose(eligible, recruiter, n)) {
        eligible[k].rank = static_cast<std::uint32_t>(cohort.participants.size());
        cohort.participants.push_back(std::move(eligible[k]));
    }
    cohort.flow.n_entered = n;
    cohort.flow.n_unmatched = static_cast<int>(eligible.size()) - n;
    return cohort;
}

Person come_to_baseline(const Recruiter& recruiter, std::uint32_t number) {
    Recruitment anybody = recruiter.recruitment; // nobody is turned away
    anybody.baseline.reset();
    const Recruiter open{.simulator = recruiter.simulator,
                         .people = recruiter.people,
                         .course = recruiter.course,
                         .recruitment = anybody,
                         .scale = nullptr,
                         .key = recruiter.key,
                         .n_thread = recruiter.n_thread};
    Applicant applicant = std::move(screen(open, {Individual{.index = number}}, {}).front());
    if (applicant.failure) {
        throw NumericalError({applicant.failure->reason,
                              fmt::format("candidate {}, hour {}", number, applicant.failure->time),
                              "tighten the tolerance with --rtol"});
    }
    return std::move(applicant.participant.person);
}

} // namespace euthymia
