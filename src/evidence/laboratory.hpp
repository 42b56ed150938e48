// SPDX-License-Identifier: Apache-2.0
// One model in which the arms of all claims are simulated.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "euthymia/evidence/judge.hpp"
#include "record.hpp"

namespace euthymia {

/// Why the claim cannot be run on this biology, by what it names; empty: nothing is in its way.
[[nodiscard]] std::string obstacle_to(const Claim& claim, const Biology& biology);

/// Binds everything that the claims look at, set, cut and hold, once; lives through each history once.
class Laboratory {
  public:
    /// @param claims  Those without an obstacle.
    Laboratory(const std::vector<const Claim*>& claims, const Biology& biology, const EvidenceOptions& options);

    /// What was seen of every person in every arm.
    /// @throws InputError, UnsupportedError  for what the model lacks.
    /// @throws NumericalError  when a person could not be simulated.
    [[nodiscard]] Records run(const Claim& claim);

  private:
    /// A kind of person, and how they differ from it.
    using Kind = std::pair<std::string, std::map<std::string, double>>;

    struct Case {
        const ClaimArm* arm;
        std::string patient;
        Passage passage;
    };

    [[nodiscard]] const Person& live(const Kind& kind);
    [[nodiscard]] std::vector<Case> cases_of(const Claim& claim);
    [[nodiscard]] Schedule schedule_of(const ClaimArm& arm, const std::string& patient, const Person& person) const;

    const Biology& biology_;
    const EvidenceOptions& options_;
    Simulator simulator_;
    std::map<Kind, Person> lives_; ///< as they are the day before protocols begin
};

} // namespace euthymia
