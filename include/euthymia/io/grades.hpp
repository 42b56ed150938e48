// SPDX-License-Identifier: Apache-2.0
// How well founded the numbers of the model are.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "euthymia/io/read_biology.hpp"

namespace euthymia {

/// The numbers of one system by their grade.
struct SystemGrades {
    std::string system;               ///< "couplings" for what belongs to none
    std::map<std::string, int> count; ///< by grade; see `ParameterRow::grade`
    int n_direct = 0;                 ///< that act on symptoms directly: tagged [phenomenological]

    [[nodiscard]] int n() const;
    [[nodiscard]] int n_of(const std::string& grade) const;
};

/// One entry a system, in the order of the file; couplings last.
[[nodiscard]] std::vector<SystemGrades> count_grades(const std::vector<ParameterRow>& parameters);

} // namespace euthymia
