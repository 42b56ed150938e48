// SPDX-License-Identifier: Apache-2.0
// Volume of the hippocampus: rest, a year of training, a year of illness.
#include <gtest/gtest.h>

#include "life.hpp"

namespace euthymia::analytic {
namespace {

constexpr double day = 24.0;

double volume_change(const Life& life, double before) {
    return 100.0 * (life["hippocampal_volume"] / before - 1.0);
}

TEST(Structure, KeepsWhatNothingDisturbs) { // 1 is the root of every balance
    Life life(cut({"_to_structure"}));
    for (const char* part : {"neuropil_hippocampus", "astroglia_hippocampus", "vessels_hippocampus", "pfc_activity"}) {
        life.put(std::string("structure__") + part, 1.0);
    }
    life.put("structure__scar", 0.0);
    life.live(day * 365);
    EXPECT_NEAR(life["hippocampal_volume"], 1.0, 1e-6);
    EXPECT_NEAR(life["pfc_activity"], 1.0, 1e-6);
}

// erickson2011: +2 % after a year of 3 x 40 min against -1.4 % in the controls, 3.4 points net of ageing, +- 1; and
// wilckens2021: it needs more than 24 weeks, so little is seen at four. Cortisol and cytokines are kept from the brain.
TEST(Hippocampus, GrowsOverAYearOfTraining) {
    Life life(cut({"neuroendocrine_to_structure", "neuroimmune_to_structure", "neuroendocrine_to_neurotrophic",
                   "neuroimmune_to_neurotrophic"}));
    const double before = life["hippocampal_volume"];
    life.train(3, 40, 0.65, 4);
    expect_between("after 4 weeks, %", volume_change(life, before), 0.0, 1.0);
    life.train(3, 40, 0.65, 48);
    expect_between("after 52 weeks, %", volume_change(life, before), 2.4, 4.4);
}

// Smaller in depression (schmaal2016), by less than the 8 % of long recurrent illness (videbech2004) after one year.
TEST(Hippocampus, ShrinksALittleInAYearOfDepression) {
    const double well = Life::of("vulnerable")["hippocampal_volume"];
    expect_between("moderate, %", volume_change(Life::of("moderate"), well), -8.0, -0.1);
}

} // namespace
} // namespace euthymia::analytic
