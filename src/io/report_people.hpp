// SPDX-License-Identifier: Apache-2.0
// The people of an arm, as the parts of a report ask for them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/io/figures.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

[[nodiscard]] std::size_t n_person(const ArmRecord& arm);

/// Whether the arm recruited people of its own.
[[nodiscard]] bool has_own_people(const ArmRecord& arm);

/// Whether any arm did; none: the same people are in every arm.
[[nodiscard]] bool has_own_people(const TrialResult& result);

/// Whether there is an arm that shares its people with others.
[[nodiscard]] bool has_shared_people(const TrialResult& result);

/// Years, by person of the arm.
[[nodiscard]] std::vector<double> ages_of(const TrialResult& result, const ArmRecord& arm);

[[nodiscard]] double female_percent(const TrialResult& result, const ArmRecord& arm);

/// Everybody's rating at a visit, ascending; without those who were not seen.
[[nodiscard]] std::vector<double> ratings_at(const TrialResult& result, const ArmRecord& arm, std::size_t scale,
                                             std::size_t visit);

/// Everybody's value of a variable at a recorded time, ascending; without those who have none.
[[nodiscard]] std::vector<double> values_at(const TrialResult& result, const ArmRecord& arm, std::size_t time,
                                            std::size_t variable);

/// The weeks in which people left treatment, ascending; those who stayed are not in it.
[[nodiscard]] std::vector<double> weeks_of_leaving(const ArmRecord& arm);

/// Percent of people at `staying_weeks` over an ensemble, as a chart takes them.
[[nodiscard]] std::vector<CurveStep> ensemble_steps(const TrialDesign& design, const std::vector<Estimate>& percent);

/// The mean share of planned sessions that people came to, percent; none for an arm without sessions.
[[nodiscard]] std::optional<double> attended_percent(const ArmRecord& arm);

} // namespace euthymia
