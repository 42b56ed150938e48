// SPDX-License-Identifier: Apache-2.0
// What a lane needs before its first step: consistent algebraic states, and a length for the step.
#include <algorithm>
#include <cmath>
#include <utility>

#include "rosenbrock_bends.hpp"
#include "rosenbrock_work.hpp"

namespace euthymia {

namespace {

/// So large a shift leaves differential states where they are, whatever their rates.
constexpr double freezing_shift = 1e30;
constexpr int most_corrections = 30;
/// Newton's method squares its error: after a correction this small, in units of the tolerance, the rest is nothing.
constexpr double last_correction = 1e-3;

} // namespace

void Rosenbrock::Work::begin_lanes() {
    std::vector<int> lanes = std::exchange(begun, {});
    std::erase_if(lanes, [this](int lane) { return !controls[lane].is_running(); });
    if (bends) bends->begin(lanes);
    if (!algebraic.empty()) make_consistent(lanes);
    std::erase_if(lanes, [this](int lane) { return !controls[lane].needs_first_step(); });
    if (!lanes.empty()) find_first_steps(lanes);
}

/// Solves 0 = f for the algebraic states, the others given.
void Rosenbrock::Work::make_consistent(std::vector<int> lanes) {
    for (int k = 0; k < most_corrections && !lanes.empty(); ++k) correct(lanes);
    for (const int lane : lanes) {
        controls[lane].fail("no values of the algebraic states make their equations hold at the start");
    }
}

/// One step of Newton's method; takes the lanes that are done off the list.
void Rosenbrock::Work::correct(std::vector<int>& lanes) {
    double* correction = u[0];
    for (int lane = 0; lane < n_lane; ++lane) time[lane] = controls[lane].t();
    std::fill_n(shift, n_lane, freezing_shift);
    with_guard(y, [&] { system.linearise(time, y, correction, dfdt); });
    system.factor(shift, growth);
    system.solve(correction);
    std::erase_if(lanes, [&](int lane) {
        double total = 0.0;
        for (const int v : algebraic) {
            double& value = at(y, v, lane);
            value += at(correction, v, lane);
            total += std::abs(at(correction, v, lane)) / tolerance(v, lane);
        }
        return total < last_correction;
    });
}

/// The automatic first step of @cite hairer1993, section II.4.
void Rosenbrock::Work::find_first_steps(const std::vector<int>& lanes) {
    double* slope = u[0];
    double* slope_after = u[1];
    for (int lane = 0; lane < n_lane; ++lane) time[lane] = controls[lane].t();
    with_guard(y, [&] { system.rates(time, y, slope); });
    std::copy_n(y, n_state * n_lane, argument);
    std::vector<double> euler(lanes.size());
    for (std::size_t k = 0; k < lanes.size(); ++k) euler[k] = take_euler_step(lanes[k]);
    with_guard(argument, [&] { system.rates(time, argument, slope_after); });
    for (std::size_t k = 0; k < lanes.size(); ++k) controls[lanes[k]].set_first_step(first_step(lanes[k], euler[k]));
}

/// Moves a lane's `time` and `argument` by a step that changes the state by about 1 %; gives its length.
double Rosenbrock::Work::take_euler_step(int lane) {
    const double size = rms(lane, [&](int v) { return at(y, v, lane); });
    const double slope = rms(lane, [&](int v) { return at(u[0], v, lane); });
    const bool is_measurable = size >= 1e-5 && slope >= 1e-5 && slope < 1e300;
    const double h = std::min(is_measurable ? 0.01 * size / slope : 1e-6, 0.5 * controls[lane].longest_step());
    for (const int v : differential) at(argument, v, lane) += h * at(u[0], v, lane);
    time[lane] += h;
    return h;
}

double Rosenbrock::Work::first_step(int lane, double euler) const {
    const double slope = rms(lane, [&](int v) { return at(u[0], v, lane); });
    const double bend = rms(lane, [&](int v) { return (at(u[1], v, lane) - at(u[0], v, lane)) / euler; });
    const double steepest = std::max(slope, bend);
    const double h = steepest <= 1e-15 ? std::max(1e-6, 1e-3 * euler)
                                       : std::pow(0.01 / steepest, 1.0 / (options.method.error_order + 1));
    return std::min(100.0 * euler, h); // in this order the rest is taken if h is no number
}

} // namespace euthymia
