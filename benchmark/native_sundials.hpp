// SPDX-License-Identifier: Apache-2.0
// What the libraries of CVODE and of CVODES do alike with SUNDIALS; each holds a SUNDIALS of its own.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>
#include <string>

#include <nvector/nvector_serial.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include "euthymia/base/sparsity.hpp"

namespace euthymia::benchmark {

constexpr long most_steps = 200'000;

inline void require(int flag, const char* call) {
    if (flag < 0) throw std::runtime_error(std::string(call) + " failed with flag " + std::to_string(flag));
}

[[nodiscard]] inline std::span<double> numbers(N_Vector vector) {
    return {NV_DATA_S(vector), static_cast<std::size_t>(NV_LENGTH_S(vector))};
}

/// What a function of CVODE returns: 0, or 1 to ask for a shorter step. A sum is finite only if all its terms are.
[[nodiscard]] inline int flag_of(std::span<const double> values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return std::isfinite(sum) ? 0 : 1;
}

/// The values of a matrix with these places, which are written.
[[nodiscard]] inline std::span<double> values_of(SUNMatrix matrix, const SparsityPattern& places) {
    std::ranges::copy(places.column_start, SM_INDEXPTRS_S(matrix));
    std::ranges::copy(places.row, SM_INDEXVALS_S(matrix));
    return {SM_DATA_S(matrix), places.row.size()};
}

} // namespace euthymia::benchmark
