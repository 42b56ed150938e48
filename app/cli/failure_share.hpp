// SPDX-License-Identifier: Apache-2.0
// How many people may fail before a run counts as failed.
#pragma once

#include <cstddef>
#include <string>

#include "commands.hpp"

namespace euthymia::cli {

/// Who failed in a run, and what to say of it.
struct FailureShare {
    std::size_t n_failed = 0, n_run = 0;
    std::string people; ///< what was run, in the plural
    std::string first;  ///< who failed first, when and why
    std::string place;  ///< where the results are
    std::string todo;   ///< besides allowing more

    /// "5 of 1000 people failed"
    [[nodiscard]] std::string summary() const;

    [[nodiscard]] bool is_too_large(const Common& common) const;
};

/// Called when the results are safe.
/// @throws NumericalError  when more than `Common::max_failed` of those who were run failed.
void refuse_too_many_failures(const FailureShare& share, const Common& common);

} // namespace euthymia::cli
