// SPDX-License-Identifier: Apache-2.0
#include "cohort.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <boost/math/distributions/normal.hpp>
#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "screening.hpp"

namespace euthymia {

namespace {

constexpr double candidates_per_place = 1.6; ///< first batch; more are drawn if too few are eligible
constexpr int most_batches = 8;
constexpr int most_batches_of_lead_in = 24; ///< after which fewer are left

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

/// How many eligible people are wanted so that the baseline distribution can be met.
std::size_t wanted_eligible(const Recruiter& recruiter, int n) {
    return recruiter.recruitment.baseline ? static_cast<std::size_t>(std::ceil(1.15 * n)) : static_cast<std::size_t>(n);
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
    std::vector<std::size_t> chosen(static_cast<std::size_t>(n));
    std::iota(chosen.begin(), chosen.end(), std::size_t{0});
    if (!recruiter.recruitment.baseline) return chosen;
    std::vector<double> scores;
    for (const Participant& participant : eligible) scores.push_back(participant.before);
    return match_baseline(scores, *recruiter.recruitment.baseline, n);
}

} // namespace

Capacity capacity_of(const Simulator& simulator, const Person& person) {
    return {.vo2max = simulator.parameter(person, "vo2max_baseline"),
            .seed = person.key.seed,
            .patient = person.key.patient};
}

std::vector<std::size_t> match_baseline(const std::vector<double>& scores, const BaselineCriteria& criteria, int n) {
    const boost::math::normal target(criteria.mean, criteria.sd);
    const double from = boost::math::cdf(target, criteria.min - 0.5), to = boost::math::cdf(target, criteria.max + 0.5);
    std::multimap<double, std::size_t> left;
    for (std::size_t k = 0; k < scores.size(); ++k) left.emplace(scores[k], k);
    std::vector<std::size_t> picked;
    for (int k = 0; k < n; ++k) {
        // outside in, so that the rarer tails choose first
        const int rank = k % 2 == 0 ? k / 2 : n - 1 - k / 2;
        const double wanted = boost::math::quantile(target, std::lerp(from, to, (rank + 0.5) / n));
        auto above = left.lower_bound(wanted);
        auto nearest = above;
        if (above == left.end() ||
            (above != left.begin() && wanted - std::prev(above)->first < above->first - wanted)) {
            nearest = std::prev(above);
        }
        picked.push_back(nearest->second);
        left.erase(nearest);
    }
    std::sort(picked.begin(), picked.end());
    return picked;
}

Cohort recruit(const Recruiter& recruiter, int n, const Progress& progress) {
    Cohort cohort;
    std::vector<Participant> eligible;
    WaitingList list(recruiter);
    const bool is_screened = recruiter.recruitment.baseline || recruiter.course.has_lead_in();
    const auto batch_size = static_cast<std::size_t>(is_screened ? std::ceil(candidates_per_place * n) : n);
    const int most = recruiter.course.has_lead_in() ? most_batches_of_lead_in : most_batches;
    for (int k = 0; k < most && eligible.size() < wanted_eligible(recruiter, n); ++k) {
        admit(screen(recruiter, list.next(batch_size), progress), eligible, cohort);
    }
    require_enough(eligible, n, recruiter, cohort.flow.n_assessed);
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
