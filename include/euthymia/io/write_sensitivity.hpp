// SPDX-License-Identifier: Apache-2.0
// How an outcome depends on parameters, for other programs.
#pragma once

#include <filesystem>
#include <string>

#include "euthymia/io/provenance.hpp"
#include "euthymia/io/write_csv.hpp"
#include "euthymia/sensitivity/study.hpp"

namespace euthymia {

/// What was asked, and what was found.
struct SensitivityReport {
    std::string title, measure;
    double week = 0.0;
    std::string of;     ///< a person under a protocol, or an arm of a trial
    std::string versus; ///< empty: the outcome itself, no difference
    SensitivityPlan plan;
    Sensitivity found;
};

/// What `euthymia sensitivity --json` prints, see doc/guide/sensitivity.md. Unknown numbers are null.
[[nodiscard]] std::string sensitivity_json(const SensitivityReport& report, const Provenance& provenance);

/// One row a parameter.
[[nodiscard]] CsvFile sensitivity_csv(const SensitivityReport& report);

/// Writes `sensitivity.json`, `sensitivity.csv` with its schema, and `run.json` into `directory`.
/// @throws InputError  as `OutputDirectory`.
void write_sensitivity(const std::filesystem::path& directory, const SensitivityReport& report,
                       const Provenance& provenance);

} // namespace euthymia
