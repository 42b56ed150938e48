// SPDX-License-Identifier: Apache-2.0
// Rosenbrock methods by name: coefficients under their citation.
#pragma once

#include <string>
#include <vector>

namespace euthymia {

/// Coefficients of a stiffly accurate Rosenbrock method for M y' = f(t, y), in the form without matrix products of
/// section IV.7 of @cite hairer1996. One step of size h solves, for i = 1 ... n_stage,
///
///     (M / (h gamma) - J) U_i = f(t + alpha_i h, y + sum_j a_ij U_j) + M sum_j (c_ij / h) U_j + gamma_i h df/dt
///
/// The new state is the argument of the last stage plus U of the last stage, which is also the error estimate.
struct RosenbrockMethod {
    std::string name;
    int order = 0;       ///< of the state at the end of a step
    int error_order = 0; ///< of the state that the error estimate compares it with
    int dense_order = 0; ///< of the state within a step
    double gamma = 0.0;
    std::vector<double> alpha;          ///< shape `n_stage`
    std::vector<double> gamma_sum;      ///< gamma_i, shape `n_stage`
    std::vector<std::vector<double>> a; ///< row i has i entries, counted from 0
    std::vector<std::vector<double>> c; ///< likewise
    /// With x = (t - t_0) / h the state within a step is (1 - x) y_0 + x (y_1 + (1 - x)(K_1 + x (K_2 + x K_3 ...))),
    /// K_k = sum_j dense_kj U_j. Rows of `n_stage` entries.
    std::vector<std::vector<double>> dense;

    [[nodiscard]] int n_stage() const { return static_cast<int>(alpha.size()); }
};

/// Order 4(3), 6 stages: RODAS of @cite hairer1996, sections IV.7 and VI.4, with dense output of order 3.
[[nodiscard]] RosenbrockMethod rodas4();

/// Order 5(4), 8 stages: @cite steinebach2023, with dense output of order 4. Keeps its order better than `rodas4` where
/// stiff components are driven from outside (the problem of Prothero and Robinson).
[[nodiscard]] RosenbrockMethod rodas5p();

} // namespace euthymia
