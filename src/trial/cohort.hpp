// SPDX-License-Identifier: Apache-2.0
// Recruiting: people are drawn, live their history, and enter if they meet the criteria.
#pragma once

#include <vector>

#include "euthymia/trial/run.hpp"

namespace euthymia {

/// A person at the baseline visit.
struct Participant {
    Individual individual;
    Person person;         ///< at time 0
    double screened = 0.0; ///< the rating that decided entry, points
};

/// People who entered, in the order of their index in the population.
struct Cohort {
    std::vector<Participant> participants;
    RecruitmentFlow flow;
    std::vector<FailedPerson> failures, rescues;
};

/// What recruiting needs to know; references must outlive it.
struct Recruiter {
    const Simulator& simulator;
    const Population& population;
    const Scale& scale; ///< its variable is recorded by the simulator
    const BaselineCriteria& criteria;
    StreamKey key;
    int n_thread = 0;
};

/// Draws candidates in batches until `n` enter whose scores follow the published baseline distribution.
/// @throws InputError  when too few candidates are eligible.
[[nodiscard]] Cohort recruit(const Recruiter& recruiter, int n, const Progress& progress);

/// Picks `n` of the eligible scores so that they follow a normal distribution with the criteria's mean and SD, cut at
/// its bounds: every target quantile takes the nearest score left. @return indices, ascending.
[[nodiscard]] std::vector<std::size_t> match_baseline(const std::vector<double>& scores,
                                                      const BaselineCriteria& criteria, int n);

} // namespace euthymia
