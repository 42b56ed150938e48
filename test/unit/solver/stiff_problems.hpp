// SPDX-License-Identifier: Apache-2.0
// Stiff initial value problems, with their solutions where these have a closed form.
#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace euthymia {

/// M y' = f(t, y) with all that a solver or a test may ask of it.
struct StiffProblem {
    using Function = std::function<void(double t, std::span<const double> y, std::span<double> values)>;

    std::string name;
    std::vector<double> start; ///< y(0)
    double t_end = 0.0;
    Function rates;
    Function jacobian; ///< dense, entry (i, j) at `i * n + j`
    Function dfdt = [](double, auto, auto values) { std::ranges::fill(values, 0.0); };
    std::function<std::vector<double>(double t)> solution = {}; ///< if it has a closed form
    std::vector<double> size;                                   ///< magnitude of each state, for tolerances and errors
    std::vector<double> jumps = {};                             ///< times of discontinuities, ascending
    std::vector<double> dose = {};                              ///< added to the state at each of them
    std::vector<int> algebraic = {};
    std::vector<int> guarded = {};

    [[nodiscard]] int n() const { return static_cast<int>(start.size()); }
};

/// y' = -k (y - sin t) + cos t, y = sin t whatever k: a stiff state driven from outside.
[[nodiscard]] StiffProblem prothero_robinson(double k);

/// y = (exp(-2 t), exp(-t)) whatever the stiffness k.
[[nodiscard]] StiffProblem kaps(double k);

/// `kaps` for k to infinity: 0 = -y_0 + y_1^2.
[[nodiscard]] StiffProblem kaps_algebraic();

/// A chain x_0 -> x_1 -> x_2, fast, then slow.
[[nodiscard]] StiffProblem decay_chain();

/// A fast and a slow state that follow an input, which is on for 45 minutes a day; in hours. The rates jump at `jumps`.
[[nodiscard]] StiffProblem sessions();

[[nodiscard]] StiffProblem robertson();
[[nodiscard]] StiffProblem van_der_pol(double mu);
[[nodiscard]] StiffProblem hires();
[[nodiscard]] StiffProblem oregonator();

/// A drug that binds fast to its target, with a dose every week; in hours, nmol/L.
[[nodiscard]] StiffProblem doses();

/// Three hormones with feedback and a circadian drive; in hours.
[[nodiscard]] StiffProblem hormones();

} // namespace euthymia
