// SPDX-License-Identifier: Apache-2.0
// Derivatives of a person alone against those of the same person among others.
#pragma once

#include <vector>

#include <gtest/gtest.h>

#include "euthymia/simulation/simulator.hpp"

namespace euthymia {

/// Follows 21 people, more than any vector holds, on two threads; the derivatives of each have the bits that they have
/// alone.
/// @param person  Makes number `i`, the same every time.
template <typename MakePerson>
void expect_same_derivatives_in_company(const Simulator& simulator, const MakePerson& person,
                                        const std::vector<double>& times) {
    simulator.follow_each(
        21,
        [&](std::size_t i) {
            return Passage{person(i), {}};
        },
        times,
        [&](std::size_t i, Person&& later, Trajectory&& seen) {
            Person alone = person(i);
            EXPECT_EQ(seen.derivatives, simulator.follow(alone, {}, times).derivatives) << i;
            EXPECT_EQ(later.tangents, alone.tangents) << i;
        },
        {.n_thread = 2, .progress = {}});
}

} // namespace euthymia
