// SPDX-License-Identifier: Apache-2.0
// One batch of candidates on their way to baseline.
#pragma once

#include <optional>
#include <vector>

#include "cohort.hpp"

namespace euthymia {

/// A candidate who was asked, and how far they came.
struct Applicant {
    enum class Fate { eligible, below, above, failed, left, not_met } fate = Fate::eligible;
    Participant participant;
    bool began_lead_in = false;
    std::optional<Failure> failure{}, rescue{};
};

/// Candidates with age and sex in `wanted` and the index of the candidate: takes them through history, background,
/// screening and lead-in. The order stays.
[[nodiscard]] std::vector<Applicant> screen(const Recruiter& recruiter, const std::vector<Individual>& wanted,
                                            const Progress& progress);

} // namespace euthymia
