// SPDX-License-Identifier: Apache-2.0
#include "print_calibration.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "text_table.hpp"

namespace euthymia::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string short_number(double value) {
    return fmt::format("{:.4g}", value);
}

/// Of a value or of a logarithm: as large or as small as it comes.
std::string spread(double value) {
    return fmt::format("{:.2g}", value);
}

void print_numbers(const CalibrationReport& report) {
    Rows rows;
    for (const FittedNumber& number : report.result.posterior.numbers) {
        rows.push_back({number.name, short_number(number.present), short_number(number.value.value),
                        fmt::format("[{:.4g}, {:.4g}]", number.value.low, number.value.high), spread(number.prior_sd),
                        spread(number.posterior_sd), number.ensemble_sd ? spread(*number.ensemble_sd) : "-",
                        number.is_identified ? "yes" : "no",
                        number.tied_to.empty() ? "-" : fmt::format("{:.2f} {}", number.correlation, number.tied_to)});
    }
    fmt::print("{}", text_table({"number", "before", "fitted", "95 %", "prior SD", "posterior SD", "ensemble SD",
                                 "identified", "most correlated with"},
                                rows));
    for (std::size_t k = 0; k < report.parameters.size(); ++k) {
        const FittedNumber& number = report.result.posterior.numbers[k];
        const std::string bound = bound_at(report.parameters[k], number.value.value);
        if (!bound.empty())
            fmt::print("{} stands at its bound '{}: {}': the rows want it further out, and its interval is not to be "
                       "trusted\n",
                       number.name, bound, short_number(number.value.value));
    }
    if (std::ranges::none_of(report.result.posterior.numbers, &FittedNumber::is_identified))
        fmt::print("the rows tell none of these numbers: every posterior SD is above half of its prior SD\n");
    for (const StrongCorrelation& pair : report.result.posterior.correlations) {
        fmt::print("{} and {} cannot be told apart: correlation {:.2f}\n", pair.first, pair.second, pair.correlation);
    }
}

void print_targets(const CalibrationReport& report) {
    Rows rows;
    for (std::size_t k = 0; k < report.result.targets.size(); ++k) {
        const TargetFit& fit = report.result.targets[k];
        const PublishedRow& row = fit.target.row;
        std::vector<std::string> cells{row.id,
                                       row.arm,
                                       row.statistic,
                                       short_number(row.value),
                                       short_number(fit.target.sd),
                                       short_number(fit.before),
                                       short_number(fit.after),
                                       fmt::format("{:.1f}", fit.target.residual(fit.after))};
        rows.push_back(std::move(cells));
    }
    fmt::print("\nCalibration rows, of the whole pool\n{}",
               text_table({"row", "arm", "statistic", "published", "SD", "before", "after", "SDs off"}, rows));
    const auto agreeing = [](const std::vector<Comparison>& all) {
        return std::ranges::count_if(all, &Comparison::agrees);
    };
    fmt::print("by {} replicates of the published size {} of {} agreed before, {} agree now\n",
               report.design.n_replicate, agreeing(report.before), report.before.size(), agreeing(report.after));
}

void print_claims(const CalibrationReport& report) {
    for (std::size_t k = 0; k < report.claims_before.size(); ++k) {
        const Verdict &before = report.claims_before[k], &after = report.claims_after[k];
        if (before.status == after.status) continue;
        fmt::print("claim {}: {} before, {} now ({})\n", before.id, status_name(before.status),
                   status_name(after.status), after.shown);
    }
}

void print_ensemble(const Ensemble& ensemble) {
    if (ensemble.members.empty()) return;
    const double size = ensemble.effective_size();
    fmt::print("ensemble: {} members that tell as much as {:.1f} of equal weight\n", ensemble.members.size(), size);
    if (size < 0.25 * static_cast<double>(ensemble.members.size()))
        fmt::print("  the normal approximation fits badly here: ask for more members, or for tighter priors\n");
}

} // namespace

std::string steps_after_writing(const CalibrationReport& report) {
    const bool has_model_numbers =
        std::ranges::any_of(report.parameters, [](const FitParameter& p) { return p.contact.empty(); });
    if (!has_model_numbers) return {};
    std::string text = "now run: python3 tools/generate_model.py";
    if (report.moving.empty()) return text + "\n";
    return text + " && python3 tools/settle_model.py && python3 tools/generate_model.py\n";
}

void print_calibration(const CalibrationReport& report) {
    const CalibrationResult& result = report.result;
    fmt::print(
        "{}\nobjective {:.4g} before, {:.4g} now ({:.4g} misfit, {:.4g} priors); {} evaluations, {} of them new\n\n",
        report.design.title, result.before.objective, result.best.objective, result.best.misfit, result.best.prior,
        result.n_evaluation, result.n_simulated);
    print_numbers(report);
    print_targets(report);
    print_claims(report);
    print_ensemble(result.ensemble);
    if (!report.moving.empty()) {
        fmt::print("{} move{} people without treatment, and with them the anchors of the model: after --write run "
                   "tools/settle_model.py\n",
                   fmt::join(report.moving, ", "), report.moving.size() == 1 ? "s" : "");
    }
    fmt::print("A simulation for research and teaching, not medical advice.\n");
}

} // namespace euthymia::cli
