// SPDX-License-Identifier: Apache-2.0
#include "failure_share.hpp"

#include <fmt/format.h>

namespace euthymia::cli {

std::string FailureShare::summary() const {
    return fmt::format("{} of {} {} failed", n_failed, n_run, people);
}

bool FailureShare::is_too_large(const Common& common) const {
    return static_cast<double>(n_failed) > common.max_failed * static_cast<double>(n_run);
}

void refuse_too_many_failures(const FailureShare& share, const Common& common) {
    if (!share.is_too_large(common)) return;
    throw NumericalError(
        {fmt::format("{}, more than the share of {} that --max-failed allows", share.summary(), common.max_failed),
         fmt::format("first: {}; all results are {}", share.first, share.place),
         fmt::format("{}, or allow more with --max-failed", share.todo)});
}

} // namespace euthymia::cli
