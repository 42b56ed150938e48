// SPDX-License-Identifier: Apache-2.0
// What befalls people by chance within a trial: the same in every arm, and evenly over them.
#pragma once

#include <string>
#include <vector>

#include "cohort.hpp"

namespace euthymia {

/// What a candidate brings to a trial, evenly over the candidates of a stratum (see `places_beyond_parameters`). What
/// it is built from must outlive it.
class CandidateLuck {
  public:
    /// @param number  Of the candidate of `population`.
    /// @param crowd  Whose random numbers: of the trial, or of the arm whose people they are.
    CandidateLuck(const Population& population, std::uint32_t number, StreamKey crowd);

    CandidateLuck(const Population& population, const Participant& participant)
        : CandidateLuck(population, participant.individual.index, participant.person.key) {}

    /// See `Person::leaves_below`.
    [[nodiscard]] double leaves_below() const;

    /// By how much this person scores higher on `scale` than others who are as ill [points]: the same whenever rated,
    /// and as much, in SDs, on every scale.
    [[nodiscard]] double habit(const Scale& scale) const;

    /// Occasions at which a rating decides whether the person enters.
    enum class Entry { screening, lead_in };

    /// Error of the rater there, in SDs.
    [[nodiscard]] double entry_error(Entry occasion) const;

    /// What the person has of these assays beyond what the model knows, in SDs.
    [[nodiscard]] std::vector<double> own_levels(const std::vector<std::string>& assays) const;

  private:
    const Population& population_;
    std::uint32_t number_;
    StreamKey crowd_;
    std::vector<double> brought_; ///< places of what comes beside assays
};

/// Errors of raters and laboratories about a participant, in SDs, one for each of `measurements` (names that tell what
/// from when): evenly over the participants of a crowd, by their rank among them; from the 3601st on by chance.
[[nodiscard]] std::vector<double> errors_about(const Participant& participant,
                                               const std::vector<std::string>& measurements);

} // namespace euthymia
