// SPDX-License-Identifier: Apache-2.0
#include "print_ensemble.hpp"

#include <cmath>

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

std::string number_needed_of(double risk_difference) {
    const double number = 1.0 / risk_difference;
    if (!std::isfinite(number)) return "infinity";
    return fmt::format("{:.1f} to {}", std::abs(number), number > 0.0 ? "treat" : "harm");
}

/// Numbers to treat and to harm meet at infinity, where the risks are equal.
std::vector<std::string> number_needed_row(const Contrast& row) {
    const Estimate& over = row.over_ensemble->risk_difference;
    const char* between = number_needed(over).is_through_infinity ? " ... infinity ... " : ", ";
    return {row.arm + " against " + row.versus,
            row.measure,
            "nnt",
            number_needed_of(row.risk_difference->value),
            number_needed_of(over.value),
            "[" + number_needed_of(over.high) + between + number_needed_of(over.low) + "]"};
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
        if (row.risk_difference) rows.push_back(number_needed_row(row));
        if (row.replicates && row.replicates->power) {
            rows.push_back(
                cells_of({name, row.measure, "power"}, row.replicates->power->value, row.over_ensemble->power));
        }
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
