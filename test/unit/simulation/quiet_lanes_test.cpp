// SPDX-License-Identifier: Apache-2.0
#include "simulation/quiet_lanes.hpp"

#include <array>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "simulation/bracket.hpp"
#include "simulation/root_shape.hpp"

namespace euthymia {
namespace {

using Piece = std::array<double, 3>;

std::vector<double> heeded(const std::vector<Piece>& lanes) {
    std::array<std::vector<double>, 3> rows;
    for (const Piece& piece : lanes) {
        for (std::size_t k = 0; k < 3; ++k) rows[k].push_back(piece[k]);
    }
    std::vector<double> is_quiet(lanes.size(), 1.0);
    heed({static_cast<int>(lanes.size()), rows[0].data(), rows[1].data(), rows[2].data()}, is_quiet.data());
    return is_quiet;
}

bool is_quiet(const Piece& r) {
    const Parabola root{{0.0, division, 1.0}, {r[0], r[1], r[2]}};
    return have_same_sign(r[0], r[1]) && have_same_sign(r[1], r[2]) && root.hides_nothing();
}

TEST(QuietLanes, SayWhatOneParabolaSays) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> level(-1.0, 2.0), move(-0.5, 0.5);
    std::vector<Piece> lanes;
    int n_quiet = 0;
    for (int k = 0; k < 1001; ++k) {
        const double r = level(random);
        lanes.push_back({r, r + move(random), r + move(random)});
        n_quiet += is_quiet(lanes.back()) ? 1 : 0;
    }
    const std::vector<double> found = heeded(lanes);
    for (std::size_t k = 0; k < lanes.size(); ++k) EXPECT_EQ(found[k] != 0.0, is_quiet(lanes[k])) << "lane " << k;
    EXPECT_GT(n_quiet, 100);
    EXPECT_LT(n_quiet, 900);
}

TEST(QuietLanes, DoNotDependOnTheirNumberOrPlace) {
    const std::vector<Piece> lanes{
        {1.0, 0.3, 1.0}, {1.0, 1.1, 1.2}, {-1.0, 1.0, 1.0}, {0.2, 0.1, 0.2}, {3.0, 2.0, 1.5}};
    const std::vector<double> together = heeded(lanes);
    for (std::size_t k = 0; k < lanes.size(); ++k) EXPECT_EQ(heeded({lanes[k]}).front(), together[k]);
}

TEST(QuietLanes, TakeAConstantRootForQuietAndNoNumberForOne) {
    const double nan = std::nan("");
    EXPECT_EQ(heeded({{2.0, 2.0, 2.0}, {0.0, 0.0, 0.0}, {nan, nan, nan}, {1.0, 1.0, nan}}),
              (std::vector{1.0, 1.0, 1.0, 0.0}));
}

} // namespace
} // namespace euthymia
