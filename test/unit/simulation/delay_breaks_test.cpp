// SPDX-License-Identifier: Apache-2.0
#include "simulation/delay_breaks.hpp"

#include <gtest/gtest.h>

namespace euthymia {
namespace {

TEST(DelayBreaks, WhereTwoMeetTheRougherOneCounts) {
    DelayBreaks breaks;
    breaks.set_lags({12.0, 24.0});
    breaks.add_jump(0.0);
    breaks.pass(12.0);     // 36 = 0 + 12 + 24 is of order 2
    breaks.add_jump(24.0); // 36 = 24 + 12 is of order 1
    for (const double t : {24.0, 36.0, 48.0, 60.0}) breaks.pass(t);
    EXPECT_TRUE(breaks.is_at(84.0)); // 24 -> 36 -> 60 -> 84: of order 3, the last that counts
}

} // namespace
} // namespace euthymia
