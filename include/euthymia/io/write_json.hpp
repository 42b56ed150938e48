// SPDX-License-Identifier: Apache-2.0
// Results for other programs. Missing numbers are null.
#pragma once

#include <string>
#include <vector>

#include "euthymia/io/provenance.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// What `euthymia trial --json` prints: title, arms with their results at every visit, contrasts, published beside
/// simulated, failures and provenance. Rates and percentages in percent, weeks in weeks, failure times in hours.
/// Where an ensemble was run, `ensemble` = {mean, low, high} stands beside published rows and, by statistic, beside
/// contrasts and results of arms. `power` is null where the pool cannot tell it, and `power_missing` says why.
[[nodiscard]] std::string trial_json(const TrialResult& result, const Provenance& provenance);

/// Why contrasts have no power (`people_lacking`), and what to do; empty where they have.
[[nodiscard]] std::string why_no_power(const TrialResult& result);

/// The record of a run, `run.json`: provenance, failures, warnings.
/// @param files  Names of all files of the run's directory, `run.json` too: what a later run may replace.
[[nodiscard]] std::string run_json(const TrialResult& result, const Provenance& provenance,
                                   const std::vector<std::string>& files);

/// The same for a run without a trial, `euthymia simulate` for example.
[[nodiscard]] std::string run_json(const Provenance& provenance, const std::vector<std::string>& files);

/// The provenance alone, in one line.
[[nodiscard]] std::string provenance_json(const Provenance& provenance);

} // namespace euthymia
