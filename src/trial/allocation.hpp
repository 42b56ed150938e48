// SPDX-License-Identifier: Apache-2.0
// Who gets which arm in a replicate trial.
#pragma once

#include <cstddef>
#include <vector>

#include "euthymia/base/random.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// How people are dealt to arms.
struct Dealing {
    std::vector<int> n;       ///< people wanted by each arm
    int block_size = 0;       ///< of permuted blocks; 0: by shuffling alone, or twice the arms where there are strata
    std::vector<int> stratum; ///< of each person of the pool; as many as the pool has people
};

/// Deals the pool: people come in random order. Without blocks they are dealt arm by arm. With blocks everybody gets
/// the next place of the present block of their stratum; a block holds the arms in proportion to `n` (as nearly as
/// whole places allow, blocks of a stratum together nearer), in random order; a place of an arm that is full is passed
/// over. Nobody is dealt twice unless more people are wanted than there are; then all are dealt again from the first.
/// @return for each arm the places of its people in the pool; `n` of them.
[[nodiscard]] std::vector<std::vector<std::size_t>> deal(const Dealing& dealing, Stream stream);

/// The stratum of each person who is in `arm`, by what the design stratifies by: "baseline" (rating at baseline below
/// its median or not), "female". @return all 0 without strata.
/// @throws InputError  for another word.
[[nodiscard]] std::vector<int> strata_of(const TrialResult& result, const ArmRecord& arm);

/// Who is in each arm of one replicate trial of the published size: places in the arm's people, in the order of
/// `TrialResult::arms`. Arms that share people share nobody; arms with people of their own are dealt from these.
[[nodiscard]] std::vector<std::vector<std::size_t>> allocate(const TrialResult& result, int replicate);

} // namespace euthymia
