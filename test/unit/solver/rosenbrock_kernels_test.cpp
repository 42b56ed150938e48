// SPDX-License-Identifier: Apache-2.0
// The row arithmetic of every instruction set against plain loops.
#include "solver/rosenbrock_kernels.hpp"

#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

constexpr int n_row = 13;
constexpr int most_lanes = 11;
constexpr int room = n_row * most_lanes + 2 * chunk_size;

/// Arrays of 13 rows of lanes, filled with numbers of all sizes and both signs.
struct Rows {
    explicit Rows(int lanes)
        : n_lane(lanes)
        , n_chunk((n_row * lanes + chunk_size - 1) / chunk_size)
        , n_pattern(std::lcm(lanes, chunk_size) / chunk_size) {
        for (std::size_t a = 0; a < arrays.size(); ++a) {
            for (int k = 0; k < n_chunk * chunk_size; ++k) arrays[a][k] = number(static_cast<int>(a), k / n_lane);
        }
        for (int k = 0; k < n_pattern * chunk_size; ++k) {
            const int lane = k % n_lane;
            h[k] = 0.1 * (lane + 1);
            inverse_h[k] = 1.0 / h[k];
            is_odd[k] = lane % 2;
        }
    }

    /// The same in each lane.
    static double number(int array, int row) {
        return std::sin(1.0 + 7.0 * array + 3.0 * row) * std::pow(10.0, row % 5);
    }

    double* operator[](int a) { return arrays[a].data(); }

    int n_lane, n_chunk, n_pattern;
    struct alignas(64) Array : std::array<double, room> {};
    std::array<Array, 16> arrays{};
    Array h{}, inverse_h{}, is_odd{};
};

/// Within a few roundings of the largest of the sum's parts.
void expect_close(double found, double expected, double largest_part) {
    EXPECT_LE(std::abs(found - expected), 1e-14 * std::abs(largest_part));
}

class Kernels : public testing::TestWithParam<RosenbrockKernels> {
  protected:
    template <typename Check>
    static void for_lanes(Check check) {
        for (const int n_lane : {1, 2, 3, 4, 7, 8, 11}) {
            SCOPED_TRACE(n_lane);
            Rows rows(n_lane);
            check(rows);
        }
    }
};

const double weights[] = {0.3, -2.0, 11.0, -0.7, 5.0, 1.5, -8.0, 0.2};

TEST_P(Kernels, CombineStages) {
    for_lanes([](Rows& rows) {
        for (int n_u = 1; n_u < max_stage; ++n_u) {
            const double* u[] = {rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6]};
            GetParam().combine({.n_chunk = rows.n_chunk,
                                .n_pattern = rows.n_pattern,
                                .n_u = n_u,
                                .base = rows[8],
                                .u = u,
                                .a = weights,
                                .c = weights + 1,
                                .inverse_h = rows.inverse_h.data(),
                                .gamma_h = rows.h.data(),
                                .dfdt = rows[9],
                                .y = rows[10],
                                .carry = rows[11]});
            for (int k = 0; k < n_row * rows.n_lane; ++k) {
                double y = rows[8][k];
                double carry = 0.0;
                for (int j = 0; j < n_u; ++j) y += weights[j] * u[j][k], carry += weights[j + 1] * u[j][k];
                const double h = rows.h[k % rows.n_lane];
                expect_close(rows[10][k], y, 1e6);
                expect_close(rows[11][k], carry / h + h * rows[9][k], 1e7);
            }
        }
    });
}

TEST_P(Kernels, AddProductsOfASparseMatrix) {
    // rows of 0, 1, 2, 0, 1, 2, ... entries
    std::vector<int> row_start{0}, column;
    for (int row = 0; row < n_row; ++row) {
        for (int k = 0; k < row % 3; ++k) column.push_back((5 * row + 3 * k + 1) % n_row);
        row_start.push_back(static_cast<int>(column.size()));
    }
    ASSERT_LE(column.size(), static_cast<std::size_t>(n_row)); // the values are one array
    for_lanes([&](Rows& rows) {
        for (int n_x = 1; n_x <= max_product; ++n_x) {
            const double* x[] = {rows[0], rows[1], rows[2], rows[3]};
            double* b[] = {rows[4], rows[5], rows[6], rows[7]};
            Rows before = rows;
            GetParam().add_product({.n_row = n_row,
                                    .n_lane = rows.n_lane,
                                    .n_x = n_x,
                                    .row_start = row_start.data(),
                                    .column = column.data(),
                                    .values = rows[8],
                                    .x = x,
                                    .b = b});
            for (int r = 0; r < n_x; ++r) {
                for (int row = 0; row < n_row; ++row) {
                    for (int lane = 0; lane < rows.n_lane; ++lane) {
                        double sum = before[4 + r][row * rows.n_lane + lane];
                        for (int k = row_start[row]; k < row_start[row + 1]; ++k) {
                            sum += rows[8][k * rows.n_lane + lane] * x[r][column[k] * rows.n_lane + lane];
                        }
                        expect_close(b[r][row * rows.n_lane + lane], sum, 1e8);
                    }
                }
            }
        }
    });
}

TEST_P(Kernels, BeginAndExtendAddedStages) {
    for_lanes([](Rows& rows) {
        const double* u[] = {rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6]};
        const double* ahead_c[] = {weights, weights + 2};
        double* ahead[] = {rows[12], rows[13]};
        GetParam().combine({.n_chunk = rows.n_chunk,
                            .n_pattern = rows.n_pattern,
                            .n_u = 3,
                            .n_ahead = 2,
                            .base = rows[8],
                            .u = u,
                            .a = weights,
                            .c = weights,
                            .ahead_c = ahead_c,
                            .inverse_h = rows.inverse_h.data(),
                            .y = rows[10],
                            .carry = rows[11],
                            .ahead = ahead});
        const Rows before = rows;
        for (const int n_u : {1, 2}) {
            GetParam().extend({.n_chunk = rows.n_chunk,
                               .n_pattern = rows.n_pattern,
                               .n_u = n_u,
                               .u = u + 3,
                               .c = ahead_c[n_u - 1] + 3,
                               .begun = ahead[n_u - 1],
                               .inverse_h = rows.inverse_h.data(),
                               .y = rows[10],
                               .carry = rows[11]});
            for (int k = 0; k < n_row * rows.n_lane; ++k) {
                double carry = 0.0;
                for (int j = 0; j < 3 + n_u; ++j) carry += ahead_c[n_u - 1][j] * u[j][k];
                expect_close(rows[11][k], carry / rows.h[k % rows.n_lane], 1e7);
            }
        }
        for (int k = 0; k < n_row * rows.n_lane; ++k) {
            EXPECT_EQ(rows[10][k], before.arrays[10][k] + rows[3][k] + rows[4][k]);
        }
    });
}

TEST_P(Kernels, TakeTangentsThroughAStage) {
    for_lanes([](Rows& rows) {
        for (int n_u = 0; n_u < max_stage; ++n_u) {
            double* u[] = {rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6]};
            const Rows before = rows;
            GetParam().combine_tangent({.n_chunk = rows.n_chunk,
                                        .n_pattern = rows.n_pattern,
                                        .n_u = n_u,
                                        .base = rows[8],
                                        .u = u,
                                        .a = weights,
                                        .c = weights + 1,
                                        .inverse_h = rows.inverse_h.data(),
                                        .shift = rows.h.data(),
                                        .y = rows[10],
                                        .w = rows[11]});
            for (int k = 0; k < n_row * rows.n_lane; ++k) {
                double y = rows[8][k];
                double carry = 0.0;
                for (int j = 0; j < n_u; ++j) {
                    const double w = before.arrays[j][k];
                    EXPECT_EQ(u[j][k], j == n_u - 1 ? w - before.arrays[10][k] : w);
                    y += weights[j] * u[j][k], carry += weights[j + 1] * u[j][k];
                }
                const double h = rows.h[k % rows.n_lane];
                expect_close(rows[10][k], y, 1e6);
                expect_close(rows[11][k], carry / h + h * y, 1e7);
            }
            rows = before;
        }
    });
}

TEST_P(Kernels, MeasureTheErrorOfATangent) {
    for_lanes([](Rows& rows) {
        for (int k = 0; k < rows.n_chunk * chunk_size; ++k) rows[3][k] = 0.5 + k;
        const Rows before = rows;
        GetParam().finish_tangent({.n_chunk = rows.n_chunk,
                                   .n_pattern = rows.n_pattern,
                                   .before = rows[0],
                                   .scale = rows.h.data(),
                                   .atol = rows[3],
                                   .rtol = 0.01,
                                   .y = rows[1],
                                   .u = rows[2],
                                   .squares = rows[5]});
        for (int k = 0; k < n_row * rows.n_lane; ++k) {
            const double after = before.arrays[2][k], u = after - before.arrays[1][k], scale = rows.h[k % rows.n_lane];
            EXPECT_EQ(rows[1][k], after);
            EXPECT_EQ(rows[2][k], u);
            const double size = scale * std::max(std::abs(rows[0][k]), std::abs(after));
            const double error = scale * u / (rows[3][k] + 0.01 * size);
            expect_close(rows[5][k], error * error, error * error);
        }
    });
}

TEST_P(Kernels, SubtractNumbers) {
    Rows rows(8);
    const Rows before = rows;
    for (const int n : {0, 1, 7, 8, 29}) {
        rows = before;
        GetParam().subtract(n, rows[1], rows[0]);
        for (int k = 0; k < n_row * rows.n_lane; ++k) {
            EXPECT_EQ(rows[0][k], before.arrays[0][k] - (k < n ? before.arrays[1][k] : 0.0));
        }
    }
}

TEST_P(Kernels, MeasureTheError) {
    for_lanes([](Rows& rows) {
        for (int k = 0; k < rows.n_chunk * chunk_size; ++k) rows[3][k] = 0.5 + k;
        GetParam().finish({.n_chunk = rows.n_chunk,
                           .before = rows[0],
                           .y = rows[1],
                           .u = rows[2],
                           .atol = rows[3],
                           .rtol = 0.01,
                           .after = rows[4],
                           .squares = rows[5]});
        for (int k = 0; k < n_row * rows.n_lane; ++k) {
            const double after = rows[1][k] + rows[2][k];
            EXPECT_EQ(rows[4][k], after);
            const double error = rows[2][k] / (rows[3][k] + 0.01 * std::max(std::abs(rows[0][k]), std::abs(after)));
            expect_close(rows[5][k], error * error, error * error);
        }
    });
}

TEST_P(Kernels, SeeStatesThatAreNotFinite) {
    Rows rows(8);
    rows[1][3] = INFINITY;
    rows[1][12] = NAN;
    GetParam().finish({.n_chunk = rows.n_chunk,
                       .before = rows[0],
                       .y = rows[1],
                       .u = rows[2],
                       .atol = rows.h.data(),
                       .rtol = 0.0,
                       .after = rows[4],
                       .squares = rows[5]});
    EXPECT_TRUE(std::isnan(rows[5][3]));
    EXPECT_TRUE(std::isnan(rows[5][12]));
    EXPECT_TRUE(std::isfinite(rows[5][4]));
}

TEST_P(Kernels, SumAndCompareRows) {
    for_lanes([](Rows& rows) {
        for (int k = 0; k < n_row * rows.n_lane; ++k) rows[0][k] *= 1.0 + k % rows.n_lane;
        GetParam().sum_rows(n_row, rows.n_lane, rows[0], rows[1]);
        const int some[] = {1, 4, 5};
        GetParam().least_of_rows(3, some, rows.n_lane, rows[0], rows[2]);
        for (int lane = 0; lane < rows.n_lane; ++lane) {
            double sum = 0.0;
            double least = 0.0;
            for (int v = 0; v < n_row; ++v) sum += rows[0][v * rows.n_lane + lane];
            for (const int v : some) least = std::min(least, rows[0][v * rows.n_lane + lane]);
            EXPECT_EQ(rows[1][lane], sum);
            EXPECT_EQ(rows[2][lane], least);
        }
    });
}

TEST_P(Kernels, ReplaceMarkedLanes) {
    for_lanes([](Rows& rows) {
        const Rows before = rows;
        GetParam().replace(rows.n_chunk, rows.n_pattern, rows.is_odd.data(), rows[1], rows[0]);
        for (int k = 0; k < n_row * rows.n_lane; ++k) {
            EXPECT_EQ(rows[0][k], before.arrays[k % rows.n_lane % 2 == 1 ? 1 : 0][k]);
        }
    });
}

TEST_P(Kernels, AddRows) {
    for_lanes([](Rows& rows) {
        const Rows before = rows;
        GetParam().add(rows.n_chunk, rows[1], rows[0]);
        GetParam().add_scaled(rows.n_chunk, rows.n_pattern, rows.h.data(), rows[1], rows[2]);
        for (int k = 0; k < n_row * rows.n_lane; ++k) {
            EXPECT_EQ(rows[0][k], before.arrays[0][k] + rows[1][k]);
            expect_close(rows[2][k], before.arrays[2][k] + rows.h[k % rows.n_lane] * rows[1][k], 1e5);
        }
    });
}

TEST_P(Kernels, InterpolateAtAllLanesOrOne) {
    for_lanes([](Rows& rows) {
        const double* u[] = {rows[0], rows[1], rows[2]};
        const double* dense[] = {weights, weights + 2, weights + 4};
        double* k[] = {rows[5], rows[6], rows[7]};
        GetParam().weigh({.n_chunk = rows.n_chunk, .n_u = 3, .n_dense = 3, .dense = dense, .u = u, .k = k});
        const InterpolationArguments arguments{.n_dense = 3, .before = rows[8], .after = rows[9], .k = k};
        GetParam().interpolate(arguments, rows.n_chunk, rows.n_pattern, rows.h.data(), rows[10]);
        double y[n_row];
        for (int lane = 0; lane < rows.n_lane; ++lane) {
            const double x = rows.h[lane];
            GetParam().interpolate_lane(arguments, n_row, rows.n_lane, lane, x, y);
            for (int v = 0; v < n_row; ++v) {
                const int p = v * rows.n_lane + lane;
                double bend[3];
                for (int r = 0; r < 3; ++r) {
                    bend[r] = dense[r][0] * u[0][p] + dense[r][1] * u[1][p] + dense[r][2] * u[2][p];
                }
                const double curve = bend[0] + x * (bend[1] + x * bend[2]);
                const double straight = (1.0 - x) * rows[8][p] + x * rows[9][p];
                expect_close(y[v], straight + x * (1.0 - x) * curve, 1e6);
                EXPECT_EQ(rows[10][p], y[v]);
            }
        }
    });
}

TEST_P(Kernels, GiveALaneTheSameBitsWhereverItStands) {
    // every lane holds the same numbers, so every lane must show what the only lane of another system shows
    Rows alone(1);
    for (int k = 0; k < chunk_size; ++k) alone.h[k] = 0.1, alone.inverse_h[k] = 1.0 / 0.1;
    const auto run = [](Rows& rows) {
        const double* u[] = {rows[0], rows[1], rows[2], rows[3], rows[4]};
        GetParam().combine({.n_chunk = rows.n_chunk,
                            .n_pattern = rows.n_pattern,
                            .n_u = 5,
                            .base = rows[8],
                            .u = u,
                            .a = weights,
                            .c = weights + 1,
                            .inverse_h = rows.inverse_h.data(),
                            .gamma_h = rows.h.data(),
                            .dfdt = rows[9],
                            .y = rows[10],
                            .carry = rows[11]});
        GetParam().finish({.n_chunk = rows.n_chunk,
                           .before = rows[8],
                           .y = rows[10],
                           .u = rows[4],
                           .atol = rows.h.data() - 0,
                           .rtol = 0.01,
                           .after = rows[12],
                           .squares = rows[13]});
    };
    run(alone);
    for_lanes([&](Rows& rows) {
        for (int k = 0; k < rows.n_pattern * chunk_size; ++k) rows.h[k] = 0.1, rows.inverse_h[k] = 1.0 / 0.1;
        run(rows);
        for (const int array : {10, 11, 12}) {
            for (int k = 0; k < n_row * rows.n_lane; ++k) EXPECT_EQ(rows[array][k], alone[array][k / rows.n_lane]);
        }
    });
}

INSTANTIATE_TEST_SUITE_P(Rosenbrock, Kernels,
                         testing::ValuesIn(runnable_rosenbrock_kernels().begin(), runnable_rosenbrock_kernels().end()),
                         [](const auto& row) { return std::string(row.param.instruction_set); });

} // namespace
} // namespace euthymia
