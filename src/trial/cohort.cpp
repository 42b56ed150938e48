// SPDX-License-Identifier: Apache-2.0
#include "cohort.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <boost/math/distributions/normal.hpp>
#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

constexpr double candidates_per_place = 1.6; ///< first batch; more are drawn if too few are eligible
constexpr int most_batches = 8;

/// One candidate after the history, or why there is none.
struct Candidate {
    Participant participant;
    std::optional<Failure> failure, rescue;
};

double latent_score(const Recruiter& recruiter, const Person& person) {
    return recruiter.simulator.observe(person)[recruiter.simulator.variable_index(recruiter.scale.variable)];
}

/// Draws candidate `index`, about to live through the history.
Passage begin_life(const Recruiter& recruiter, std::uint32_t index, Individual& individual) {
    StreamKey key = recruiter.key;
    key.patient = index;
    individual = draw_individual(recruiter.population, key);
    Passage passage{.person = recruiter.simulator.create(individual, key), .schedule = {}};
    passage.schedule = recruiter.simulator.history_schedule(passage.person, recruiter.population.typical.history);
    return passage;
}

void rate_entry(const Recruiter& recruiter, Participant& participant) {
    StreamKey key = participant.person.key;
    key.purpose = Purpose::rating;
    Stream rater(key);
    participant.screened = rate(recruiter.scale, latent_score(recruiter, participant.person), rater);
}

FailedPerson while_recruiting(const Candidate& candidate, const Failure& what) {
    return {.patient = candidate.participant.person.key.patient, .arm = {}, .time = what.time, .reason = what.reason};
}

enum class Verdict { eligible, below, above, failed };

Verdict judge(const Candidate& candidate, const BaselineCriteria& criteria) {
    if (candidate.failure) return Verdict::failed;
    if (candidate.participant.screened < criteria.min) return Verdict::below;
    return candidate.participant.screened > criteria.max ? Verdict::above : Verdict::eligible;
}

std::vector<Candidate> screen_batch(const Recruiter& recruiter, std::uint32_t first, std::size_t n,
                                    const Progress& progress) {
    std::vector<Candidate> batch(n);
    const auto begin = [&](std::size_t k) {
        return begin_life(recruiter, first + static_cast<std::uint32_t>(k), batch[k].participant.individual);
    };
    const auto end = [&](std::size_t k, Person&& person, Trajectory&& seen) {
        batch[k].participant.person = std::move(person);
        batch[k].failure = seen.failure;
        batch[k].rescue = seen.rescue;
        if (!seen.failure) rate_entry(recruiter, batch[k].participant);
    };
    recruiter.simulator.follow_each(n, begin, {0.0}, end, {recruiter.n_thread, [&](std::size_t done) {
                                                               if (progress) progress("recruiting", done, n);
                                                           }});
    return batch;
}

/// Sorts a batch into the eligible, the counts of the others, and the failures.
void admit(std::vector<Candidate>& batch, const BaselineCriteria& criteria, std::vector<Participant>& eligible,
           Cohort& cohort) {
    for (Candidate& candidate : batch) {
        ++cohort.flow.n_assessed;
        if (candidate.rescue) cohort.rescues.push_back(while_recruiting(candidate, *candidate.rescue));
        switch (judge(candidate, criteria)) {
        case Verdict::eligible:
            eligible.push_back(std::move(candidate.participant));
            break;
        case Verdict::below:
            ++cohort.flow.n_below;
            break;
        case Verdict::above:
            ++cohort.flow.n_above;
            break;
        case Verdict::failed:
            ++cohort.flow.n_failed;
            cohort.failures.push_back(while_recruiting(candidate, *candidate.failure));
            break;
        }
    }
}

/// How many eligible people are wanted so that the baseline distribution can be met.
std::size_t wanted_eligible(int n) {
    return static_cast<std::size_t>(std::ceil(1.15 * n));
}

} // namespace

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
    const auto batch_size = static_cast<std::size_t>(std::ceil(candidates_per_place * n));
    for (int round = 0; round < most_batches && eligible.size() < wanted_eligible(n); ++round) {
        auto batch = screen_batch(recruiter, static_cast<std::uint32_t>(round * batch_size), batch_size, progress);
        admit(batch, recruiter.criteria, eligible, cohort);
    }
    if (eligible.size() < static_cast<std::size_t>(n)) {
        throw InputError(
            {fmt::format("only {} of {} candidates meet the entry criteria", eligible.size(), cohort.flow.n_assessed),
             "key 'population.baseline'", "widen the criteria, or choose another kind of patient"});
    }
    std::vector<double> scores;
    for (const Participant& participant : eligible) scores.push_back(participant.screened);
    for (const std::size_t k : match_baseline(scores, recruiter.criteria, n)) {
        cohort.participants.push_back(std::move(eligible[k]));
    }
    cohort.flow.n_entered = n;
    cohort.flow.n_unmatched = static_cast<int>(eligible.size()) - n;
    return cohort;
}

} // namespace euthymia
