// SPDX-License-Identifier: Apache-2.0
// Candidates at the end of their history, and how they are kept.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "euthymia/simulation/simulator.hpp"

namespace euthymia {

/// Somebody at time 0, whom a trial may recruit.
struct Candidate {
    std::vector<double> parameters; ///< order of `CandidateLayout::parameters`
    std::vector<double> state;      ///< order of `CandidateLayout::states`
    std::optional<Failure> failure, rescue;
    std::shared_ptr<const EventMemory> events{}; ///< null: the model has none
    std::shared_ptr<const DelayMemory> past{};
};

/// Ids of the model, in the order of a candidate's numbers.
struct CandidateLayout {
    std::vector<std::string> parameters, states;

    bool operator==(const CandidateLayout&) const = default;
};

/// Candidates who are kept together.
struct CandidateBatch {
    CandidateLayout layout;
    std::vector<Candidate> people;
};

/// What events and delays remember is left out.
[[nodiscard]] std::string to_bytes(const CandidateBatch& batch);

/// The batch of `n` people of which `to_bytes` gives these bytes; nothing if it gives them of none.
[[nodiscard]] std::optional<CandidateBatch> batch_of(std::string_view bytes, std::size_t n);

} // namespace euthymia
