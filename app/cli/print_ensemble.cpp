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

void print_over_ensemble(const TrialOverEnsemble& trial) {
    Rows rows;
    for (std::size_t k = 0; k < trial.smd.size(); ++k) {
        const Contrast& row = trial.central.contrasts[k];
        const std::string name = row.arm + " against " + row.versus;
        rows.push_back(cells_of({name, row.measure, "smd"}, row.smd.value, trial.smd[k]));
        rows.push_back(
            cells_of({name, row.measure, "mean_difference"}, row.mean_difference.value, trial.mean_difference[k]));
    }
    for (std::size_t k = 0; k < trial.comparisons.size(); ++k) {
        const Comparison& row = trial.central.comparisons[k];
        rows.push_back(
            cells_of({row.published.id + " " + row.published.arm, row.published.measure, row.published.statistic},
                     row.simulated, trial.comparisons[k]));
    }
    fmt::print("\nOver the ensemble of fitted numbers\n{}",
               text_table({"what", "measure", "statistic", "as it is", "ensemble", "95 % of the ensemble"}, rows));
}

} // namespace euthymia::cli
