// SPDX-License-Identifier: Apache-2.0
// The row arithmetic of a Rosenbrock step, for the instruction set of the machine it runs on.
//
// Arrays are flat, 64-byte aligned, and padded to whole chunks of eight numbers. What differs between lanes, such as a
// step size, comes as a pattern: the values of lanes 0, 1, ... repeated until the length is a multiple of eight. So
// every number passes through the same instructions, whatever `n_lane`, and its bits cannot depend on its place.
#pragma once

#include <span>

namespace euthymia {

inline constexpr int chunk_size = 8;
inline constexpr int max_stage = 8;
inline constexpr int max_dense = 3;
inline constexpr int max_product = 4; ///< vectors to multiply by a matrix at once
inline constexpr int max_ahead = 2;   ///< stages that only add to the one before

/// y = base + sum_j a_j u_j, carry = (sum_j c_j u_j) / h + gamma_h dfdt; beside, ahead_r = sum_j ahead_c_rj u_j: the
/// carries of the stages that are added to this one begin with that.
struct StageArguments {
    int n_chunk = 0;
    int n_pattern = 0; ///< chunks in a pattern
    int n_u = 0;       ///< at least 1, less than `max_stage`
    int n_ahead = 0;   ///< at most `max_ahead`
    const double* base = nullptr;
    const double* const* u = nullptr;
    const double* a = nullptr;              ///< shape `n_u`
    const double* c = nullptr;              ///< shape `n_u`
    const double* const* ahead_c = nullptr; ///< shape `n_ahead x n_u`
    const double* inverse_h = nullptr;      ///< pattern
    const double* gamma_h = nullptr;        ///< pattern; null: nothing of dfdt
    const double* dfdt = nullptr;
    double* y = nullptr;
    double* carry = nullptr;
    double* const* ahead = nullptr;
};

/// A stage that takes the argument of the stage before plus the last u: y += u_last, carry = (begun + sum_j c_j u_j) /
/// h.
struct AddedStageArguments {
    int n_chunk = 0;
    int n_pattern = 0;
    int n_u = 0; ///< at least 1, at most `max_ahead`
    const double* const* u = nullptr;
    const double* c = nullptr;
    const double* begun = nullptr;
    const double* inverse_h = nullptr; ///< pattern
    double* y = nullptr;
    double* carry = nullptr;
};

/// A stage of a tangent, whose unknown is W = y + u. First u_last = w - y, with the w and y of the stage before; then
/// y = base + sum_j a_j u_j, w = (sum_j c_j u_j) / h + shift y: the begin of the right-hand side.
struct TangentStageArguments {
    int n_chunk = 0;
    int n_pattern = 0;
    int n_u = 0; ///< less than `max_stage`; 0: the first stage
    const double* base = nullptr;
    double* const* u = nullptr;        ///< the last of `n_u` holds w and receives u
    const double* a = nullptr;         ///< shape `n_u`
    const double* c = nullptr;         ///< shape `n_u`
    const double* inverse_h = nullptr; ///< pattern
    const double* shift = nullptr;     ///< pattern
    double* y = nullptr;
    double* w = nullptr;
};

/// The end of a tangent's step: u = w - y, y = w, squares = (scale u / (atol + rtol scale max(|before|, |y|)))^2, which
/// is no number where `y` is not finite.
struct TangentFinishArguments {
    int n_chunk = 0;
    int n_pattern = 0;
    const double* before = nullptr;
    const double* scale = nullptr; ///< pattern
    const double* atol = nullptr;
    double rtol = 0.0;
    double* y = nullptr;
    double* u = nullptr; ///< in: w
    double* squares = nullptr;
};

/// after = y + u, squares = (u / (atol + rtol max(|before|, |after|)))^2, which is no number where `after` is not
/// finite.
struct FinishArguments {
    int n_chunk = 0;
    const double* before = nullptr;
    const double* y = nullptr;
    const double* u = nullptr;
    const double* atol = nullptr;
    double rtol = 0.0;
    double* after = nullptr;
    double* squares = nullptr;
};

/// K_k = sum_j dense_kj u_j for the arrays `k`.
struct DenseArguments {
    int n_chunk = 0;
    int n_u = 0;
    int n_dense = 0;
    const double* const* dense = nullptr;
    const double* const* u = nullptr;
    double* const* k = nullptr;
};

/// The state at the fraction x of a step: as `RosenbrockMethod::dense` says.
struct InterpolationArguments {
    int n_dense = 0;
    const double* before = nullptr;
    const double* after = nullptr;
    const double* const* k = nullptr;
};

/// b += matrix x for several x at once, the matrix in compressed rows, everything in rows of lanes.
struct ProductArguments {
    int n_row = 0;
    int n_lane = 0;
    int n_x = 0;                    ///< at least 1, at most `max_product`
    const int* row_start = nullptr; ///< shape `n_row + 1`
    const int* column = nullptr;
    const double* values = nullptr; ///< in the order of `column`
    const double* const* x = nullptr;
    double* const* b = nullptr;
};

struct RosenbrockKernels {
    const char* instruction_set = "";
    void (*combine)(const StageArguments& arguments) = nullptr;
    void (*extend)(const AddedStageArguments& arguments) = nullptr;
    /// u += carry
    void (*add)(int n_chunk, const double* carry, double* u) = nullptr;
    /// u += gamma_h dfdt, `gamma_h` a pattern
    void (*add_scaled)(int n_chunk, int n_pattern, const double* gamma_h, const double* dfdt, double* u) = nullptr;
    void (*finish)(const FinishArguments& arguments) = nullptr;
    void (*combine_tangent)(const TangentStageArguments& arguments) = nullptr;
    void (*finish_tangent)(const TangentFinishArguments& arguments) = nullptr;
    /// values -= others, `n` numbers
    void (*subtract)(int n, const double* others, double* values) = nullptr;
    /// Sums the rows of each lane, in order; shapes `n_row x n_lane` and `n_lane`.
    void (*sum_rows)(int n_row, int n_lane, const double* values, double* sums) = nullptr;
    /// The least value of each lane in `rows`, at most 0; shapes `n_row`, `... x n_lane` and `n_lane`.
    void (*least_of_rows)(int n_row, const int* rows, int n_lane, const double* values, double* least) = nullptr;
    /// values = other where the pattern `is_other` is not 0
    void (*replace)(int n_chunk, int n_pattern, const double* is_other, const double* other, double* values) = nullptr;
    void (*add_product)(const ProductArguments& arguments) = nullptr;
    void (*weigh)(const DenseArguments& arguments) = nullptr;
    /// y = the state at x, a pattern
    void (*interpolate)(const InterpolationArguments& arguments, int n_chunk, int n_pattern, const double* x,
                        double* y) = nullptr;
    /// The same to the last bit for one lane; y has shape `n_row`.
    void (*interpolate_lane)(const InterpolationArguments& arguments, int n_row, int n_lane, int lane, double x,
                             double* y) = nullptr;
};

/// The kernels for this machine: they depend on nothing else.
[[nodiscard]] const RosenbrockKernels& rosenbrock_kernels();

/// All that this machine can run, the best last.
[[nodiscard]] std::span<const RosenbrockKernels> runnable_rosenbrock_kernels();

} // namespace euthymia
