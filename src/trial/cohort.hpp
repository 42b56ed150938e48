// SPDX-License-Identifier: Apache-2.0
// Recruiting: candidates are screened, go through what precedes baseline, and enter if they meet the criteria.
#pragma once

#include <vector>

#include "course.hpp"
#include "euthymia/trial/run.hpp"
#include "people.hpp"

namespace euthymia {

/// A person at the baseline visit.
struct Participant {
    Individual individual; ///< age and sex are those the trial wanted of its next participant
    Person person;         ///< at time 0
    double screened = 0.0; ///< the rating at baseline, points; NaN where nobody is rated
    double before = 0.0;   ///< the rating that decided entry: the same, or that before the lead-in
    std::uint32_t rank = 0; ///< place in the cohort
};

/// People who entered, in the order of screening.
struct Cohort {
    std::vector<Participant> participants;
    RecruitmentFlow flow;
    std::vector<FailedPerson> failures, rescues;
};

/// What recruiting needs to know; references must outlive it.
struct Recruiter {
    const Simulator& simulator; ///< of the trial
    People& people;
    const Course& course;
    const Recruitment& recruitment;
    const Scale* scale; ///< of the criteria and of the lead-in, its variable is recorded; null: nobody is screened
    double entry_inflation = 0.0; ///< points of `scale` by which it is rated too high
    StreamKey key;                ///< of the trial, or of the arm whose people they are
    int n_thread = 0;
};

/// Screens candidates in batches until `n` can enter whose scores follow the published baseline distribution (see
/// `meets_baseline`), or until so many were asked or are eligible that more would not help. Sex and age of the next to
/// be screened are drawn by the trial; a candidate of that sex and decade of life comes.
/// @throws InputError  when too few candidates are eligible.
[[nodiscard]] Cohort recruit(const Recruiter& recruiter, int n, const Progress& progress);

/// Candidate `number` of the recruiter's people at time 0, whether or not they would enter.
/// @throws NumericalError  if they fail before.
[[nodiscard]] Person come_to_baseline(const Recruiter& recruiter, std::uint32_t number);

/// What a schedule asks of a person.
[[nodiscard]] Capacity capacity_of(const Simulator& simulator, const Person& person);

} // namespace euthymia
