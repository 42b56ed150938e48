// SPDX-License-Identifier: Apache-2.0
#include "stiff_problems.hpp"

#include <cmath>
#include <numbers>

namespace euthymia {

StiffProblem prothero_robinson(double k) {
    return {.name = "Prothero-Robinson",
            .start = {0.0},
            .t_end = 10.0,
            .rates = [k](double t, auto y, auto f) { f[0] = -k * (y[0] - std::sin(t)) + std::cos(t); },
            .jacobian = [k](double, auto, auto j) { j[0] = -k; },
            .dfdt = [k](double t, auto, auto f) { f[0] = k * std::cos(t) - std::sin(t); },
            .solution = [](double t) { return std::vector{std::sin(t)}; },
            .size = {1.0}};
}

StiffProblem kaps(double k) {
    return {.name = "Kaps",
            .start = {1.0, 1.0},
            .t_end = 5.0,
            .rates =
                [k](double, auto y, auto f) {
                    f[0] = -(k + 2.0) * y[0] + k * y[1] * y[1];
                    f[1] = y[0] - y[1] - y[1] * y[1];
                },
            .jacobian =
                [k](double, auto y, auto j) {
                    j[0] = -(k + 2.0), j[1] = 2.0 * k * y[1];
                    j[2] = 1.0, j[3] = -1.0 - 2.0 * y[1];
                },
            .solution =
                [](double t) {
                    return std::vector{std::exp(-2.0 * t), std::exp(-t)};
                },
            .size = {1.0, 1.0}};
}

StiffProblem kaps_algebraic() {
    StiffProblem problem = kaps(0.0);
    problem.name = "Kaps, algebraic";
    problem.rates = [](double, auto y, auto f) {
        f[0] = -y[0] + y[1] * y[1];
        f[1] = y[0] - y[1] - y[1] * y[1];
    };
    problem.jacobian = [](double, auto y, auto j) {
        j[0] = -1.0, j[1] = 2.0 * y[1];
        j[2] = 1.0, j[3] = -1.0 - 2.0 * y[1];
    };
    problem.algebraic = {0};
    return problem;
}

StiffProblem decay_chain() {
    constexpr double a = 1e4;
    constexpr double b = 0.5;
    return {.name = "decay chain",
            .start = {1.0, 0.0, 0.0},
            .t_end = 10.0,
            .rates =
                [](double, auto y, auto f) {
                    f[0] = -a * y[0];
                    f[1] = a * y[0] - b * y[1];
                    f[2] = b * y[1];
                },
            .jacobian =
                [](double, auto, auto j) {
                    j[0] = -a, j[1] = 0.0, j[2] = 0.0;
                    j[3] = a, j[4] = -b, j[5] = 0.0;
                    j[6] = 0.0, j[7] = b, j[8] = 0.0;
                },
            .solution =
                [](double t) {
                    const double x = std::exp(-a * t);
                    const double y = a / (a - b) * (std::exp(-b * t) - x);
                    return std::vector{x, y, 1.0 - x - y};
                },
            .size = {1.0, 1.0, 1.0}};
}

namespace {

/// Exact progress of x' = -a (x - u), y' = -b (y - x) over a time h.
std::vector<double> follow(double a, double b, double u, std::vector<double> state, double h) {
    const double x = state[0] - u;
    const double y = state[1] - u;
    const double fast = std::exp(-a * h);
    const double slow = std::exp(-b * h);
    return {u + x * fast, u + y * slow + b / (a - b) * x * (slow - fast)};
}

/// Of `sessions`: whether the input is on.
double input_at(double t) {
    const double clock = std::fmod(t, 24.0);
    return clock >= 17.0 && clock < 17.75 ? 1.0 : 0.0;
}

} // namespace

StiffProblem sessions() {
    constexpr double a = 500.0;
    constexpr double b = 0.3;
    StiffProblem problem{.name = "sessions",
                         .start = {0.0, 0.0},
                         .t_end = 168.0,
                         .rates =
                             [](double t, auto y, auto f) {
                                 f[0] = -a * (y[0] - input_at(t));
                                 f[1] = -b * (y[1] - y[0]);
                             },
                         .jacobian =
                             [](double, auto, auto j) {
                                 j[0] = -a, j[1] = 0.0;
                                 j[2] = b, j[3] = -b;
                             },
                         .size = {1.0, 1.0}};
    for (double day = 0.0; day < problem.t_end; day += 24.0) {
        problem.jumps.push_back(day + 17.0);
        problem.jumps.push_back(day + 17.75);
    }
    problem.solution = [jumps = problem.jumps](double t) {
        std::vector<double> state{0.0, 0.0};
        double now = 0.0;
        for (const double jump : jumps) {
            if (jump >= t) break;
            state = follow(a, b, input_at(now), state, jump - now);
            now = jump;
        }
        return follow(a, b, input_at(now), state, t - now);
    };
    return problem;
}

StiffProblem robertson() {
    return {.name = "Robertson",
            .start = {1.0, 0.0, 0.0},
            .t_end = 1e5,
            .rates =
                [](double, auto y, auto f) {
                    f[0] = -0.04 * y[0] + 1e4 * y[1] * y[2];
                    f[2] = 3e7 * y[1] * y[1];
                    f[1] = -f[0] - f[2];
                },
            .jacobian =
                [](double, auto y, auto j) {
                    j[0] = -0.04, j[1] = 1e4 * y[2], j[2] = 1e4 * y[1];
                    j[6] = 0.0, j[7] = 6e7 * y[1], j[8] = 0.0;
                    j[3] = 0.04, j[4] = -j[1] - j[7], j[5] = -j[2];
                },
            .size = {1.0, 3e-5, 1.0}};
}

/// In the slow time of Hairer and Wanner: y_1' = mu^2 ((1 - y_0^2) y_1 - y_0).
StiffProblem van_der_pol(double mu) {
    const double k = mu * mu;
    return {.name = "van der Pol",
            .start = {2.0, 0.0},
            .t_end = 2.0,
            .rates =
                [k](double, auto y, auto f) {
                    f[0] = y[1];
                    f[1] = k * ((1.0 - y[0] * y[0]) * y[1] - y[0]);
                },
            .jacobian =
                [k](double, auto y, auto j) {
                    j[0] = 0.0, j[1] = 1.0;
                    j[2] = k * (-2.0 * y[0] * y[1] - 1.0), j[3] = k * (1.0 - y[0] * y[0]);
                },
            .size = {2.0, 1.0}};
}

StiffProblem hires() {
    return {.name = "HIRES",
            .start = {1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0057},
            .t_end = 321.8122,
            .rates =
                [](double, auto y, auto f) {
                    const double bind = 280.0 * y[5] * y[7];
                    f[0] = -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007;
                    f[1] = 1.71 * y[0] - 8.75 * y[1];
                    f[2] = -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4];
                    f[3] = 8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3];
                    f[4] = -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6];
                    f[5] = -bind + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6];
                    f[6] = bind - 1.81 * y[6];
                    f[7] = -bind + 1.81 * y[6];
                },
            .jacobian =
                [](double, auto y, auto j) {
                    std::ranges::fill(j, 0.0);
                    const auto set = [&j](int row, int column, double value) { j[row * 8 + column] = value; };
                    set(0, 0, -1.71), set(0, 1, 0.43), set(0, 2, 8.32);
                    set(1, 0, 1.71), set(1, 1, -8.75);
                    set(2, 2, -10.03), set(2, 3, 0.43), set(2, 4, 0.035);
                    set(3, 1, 8.32), set(3, 2, 1.71), set(3, 3, -1.12);
                    set(4, 4, -1.745), set(4, 5, 0.43), set(4, 6, 0.43);
                    set(5, 3, 0.69), set(5, 4, 1.71), set(5, 5, -280.0 * y[7] - 0.43), set(5, 6, 0.69);
                    set(5, 7, -280.0 * y[5]);
                    set(6, 5, 280.0 * y[7]), set(6, 6, -1.81), set(6, 7, 280.0 * y[5]);
                    set(7, 5, -280.0 * y[7]), set(7, 6, 1.81), set(7, 7, -280.0 * y[5]);
                },
            .size = {0.01, 0.001, 0.001, 0.01, 0.1, 0.1, 0.005, 0.005}};
}

StiffProblem oregonator() {
    return {.name = "Oregonator",
            .start = {1.0, 2.0, 3.0},
            .t_end = 360.0,
            .rates =
                [](double, auto y, auto f) {
                    f[0] = 77.27 * (y[1] + y[0] * (1.0 - 8.375e-6 * y[0] - y[1]));
                    f[1] = (y[2] - (1.0 + y[0]) * y[1]) / 77.27;
                    f[2] = 0.161 * (y[0] - y[2]);
                },
            .jacobian =
                [](double, auto y, auto j) {
                    j[0] = 77.27 * (1.0 - 2.0 * 8.375e-6 * y[0] - y[1]), j[1] = 77.27 * (1.0 - y[0]), j[2] = 0.0;
                    j[3] = -y[1] / 77.27, j[4] = -(1.0 + y[0]) / 77.27, j[5] = 1.0 / 77.27;
                    j[6] = 0.161, j[7] = 0.0, j[8] = -0.161;
                },
            .size = {1.0, 1.0, 1.0}};
}

StiffProblem doses() {
    return {.name = "doses",
            .start = {100.0, 12.0, 0.0},
            .t_end = 672.0,
            .rates =
                [](double, auto y, auto f) {
                    const double bind = 10.0 * y[0] * y[1] - 0.01 * y[2];
                    f[0] = -0.0015 * y[0] - bind;
                    f[1] = 0.11 - 0.0089 * y[1] - bind;
                    f[2] = bind - 0.003 * y[2];
                },
            .jacobian =
                [](double, auto y, auto j) {
                    j[0] = -0.0015 - 10.0 * y[1], j[1] = -10.0 * y[0], j[2] = 0.01;
                    j[3] = -10.0 * y[1], j[4] = -0.0089 - 10.0 * y[0], j[5] = 0.01;
                    j[6] = 10.0 * y[1], j[7] = 10.0 * y[0], j[8] = -0.013;
                },
            .size = {10.0, 1.0, 10.0},
            .jumps = {168.0, 336.0, 504.0},
            .dose = {100.0, 0.0, 0.0}};
}

StiffProblem hormones() {
    constexpr double w = 2.0 * std::numbers::pi / 24.0;
    return {.name = "hormones",
            .start = {1.0, 1.0, 1.0},
            .t_end = 96.0,
            .rates =
                [](double t, auto y, auto f) {
                    f[0] = 20.0 * (2.0 * (1.0 + 0.7 * std::cos(w * t)) / (1.0 + std::pow(y[2], 4.0)) - y[0]);
                    f[1] = 4.0 * (y[0] - y[1]);
                    f[2] = 0.8 * (y[1] - y[2]);
                },
            .jacobian =
                [](double t, auto y, auto j) {
                    const double below = 1.0 + std::pow(y[2], 4.0);
                    const double slope = -4.0 * std::pow(y[2], 3.0) / (below * below);
                    j[0] = -20.0, j[1] = 0.0, j[2] = 40.0 * (1.0 + 0.7 * std::cos(w * t)) * slope;
                    j[3] = 4.0, j[4] = -4.0, j[5] = 0.0;
                    j[6] = 0.0, j[7] = 0.8, j[8] = -0.8;
                },
            .dfdt =
                [](double t, auto y, auto f) {
                    f[0] = -28.0 * w * std::sin(w * t) / (1.0 + std::pow(y[2], 4.0));
                    f[1] = f[2] = 0.0;
                },
            .size = {1.0, 1.0, 1.0},
            .guarded = {2}};
}

} // namespace euthymia
