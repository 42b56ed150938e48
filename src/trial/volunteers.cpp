// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/volunteers.hpp"

#include <map>

#include "screening.hpp"
#include "setup.hpp"

namespace euthymia {

namespace {

/// The first candidates of both sexes, in turn.
std::vector<Individual> first_of_age(const People& people, double age, int n) {
    std::vector<Individual> wanted;
    std::map<int, std::uint32_t> n_taken; // by stratum; both sexes may share one
    for (int k = 0; k < n; ++k) {
        Individual individual;
        individual.age = age;
        individual.is_female = k % 2 == 0;
        const int stratum = people.strata().index_of(age, individual.is_female);
        individual.index = people.number_of(stratum, n_taken[stratum]++);
        wanted.push_back(std::move(individual));
    }
    return wanted;
}

} // namespace

std::vector<std::string> settable_of_volunteers(const std::string& kind, const Biology& biology) {
    Recruitment recruitment;
    recruitment.patient = kind;
    return settable_of({population_of(recruitment, biology)});
}

std::vector<Person> volunteers(const std::string& kind, double age, int n, const Biology& biology,
                               const TrialOptions& options, const Simulator& simulator) {
    Recruitment recruitment;
    recruitment.patient = kind;
    People people(biology, population_of(recruitment, biology), options);
    const Course course(recruitment, 0.0, biology.handbook);
    const Recruiter recruiter{.simulator = simulator,
                              .people = people,
                              .course = course,
                              .recruitment = recruitment,
                              .scale = nullptr,
                              .key = {.seed = options.seed, .trial = hash_name(kind)},
                              .n_thread = options.n_thread};
    std::vector<Person> found;
    for (Applicant& applicant : screen(recruiter, first_of_age(people, age, n), {})) {
        if (!applicant.failure) found.push_back(std::move(applicant.participant.person));
    }
    return found;
}

} // namespace euthymia
