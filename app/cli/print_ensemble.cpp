// SPDX-License-Identifier: Apache-2.0
#include "print_ensemble.hpp"

#include <fmt/format.h>

#include "text_table.hpp"

namespace euthymia::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::vector<std::string> cells_of(std::vector<std::string> head, double central, const Estimate& estimate) {
    head.push_back(fmt::format("{:.2f}", central));
    head.push_back(fmt::format("{:.2f}", estimate.value));
    head.push_back(fmt::format("[{:.2f}, {:.2f}]", estimate.low, estimate.high));
    return head;
}

} // namespace

void print_over_ensemble(const TrialResult& result, const EnsembleRecord& ensemble) {
    Rows rows;
    for (const Contrast& row : result.contrasts) {
        if (!row.over_ensemble) continue;
        const std::string name = row.arm + " against " + row.versus;
        rows.push_back(cells_of({name, row.measure, "smd"}, row.smd.value, row.over_ensemble->smd));
        rows.push_back(cells_of({name, row.measure, "mean_difference"}, row.mean_difference.value,
                                row.over_ensemble->mean_difference));
    }
    for (const Comparison& row : result.comparisons) {
        if (!row.over_ensemble) continue;
        rows.push_back(
            cells_of({row.published.id + " " + row.published.arm, row.published.measure, row.published.statistic},
                     row.simulated, *row.over_ensemble));
    }
    fmt::print("\nOver the ensemble of calibrated parameters ({} members of {}, as much as {:.1f} of equal weight)\n{}",
               ensemble.n_member, ensemble.path, ensemble.effective_size,
               text_table({"what", "measure", "statistic", "as it is", "ensemble", "95 % of the ensemble"}, rows));
}

} // namespace euthymia::cli
