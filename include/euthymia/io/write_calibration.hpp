// SPDX-License-Identifier: Apache-2.0
// What a calibration found, and its numbers put back where they came from.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "euthymia/calibration/calibrate.hpp"
#include "euthymia/evidence/judge.hpp"
#include "euthymia/io/provenance.hpp"

namespace euthymia {

/// All that `euthymia calibrate` found.
struct CalibrationReport {
    CalibrationDesign design;
    std::vector<FitParameter> parameters;
    CalibrationResult result;
    std::vector<Comparison> before, after; ///< calibration rows by replicates of the published size
    std::vector<Verdict> claims_before, claims_after;
    std::vector<std::string> moving; ///< numbers that move the untreated, see `moving_the_untreated`
};

/// "low" or "high" where a fitted value stands at that bound of its number (within a thousandth of the range, on the
/// scale of the search): the rows want it further out, and its posterior is not to be trusted. Empty elsewhere.
[[nodiscard]] std::string bound_at(const FitParameter& parameter, double value);

/// What `euthymia calibrate --json` prints.
[[nodiscard]] std::string calibration_json(const CalibrationReport& report, const Provenance& provenance);

/// Writes `calibration.json`, `ensemble.tsv` if there is an ensemble, and `run.json` into `directory`, beside the
/// evaluations.
/// @throws InputError  when they cannot be written.
void write_calibration(const std::filesystem::path& directory, const CalibrationReport& report,
                       const Provenance& provenance);

/// A new value for the row of a table.
struct NewValue {
    std::string row; ///< what stands in the key column
    double value = 0.0;
};

/// `table` (tab-separated, with a column `note`) with other numbers in `column` of the rows whose `key` is named, to
/// six digits, and `note` before what their notes say; an earlier such note is replaced. Every other byte stays.
/// @throws InputError  for a column or row that is not there.
[[nodiscard]] std::string with_new_values(const std::string& table, const std::string& key, const std::string& column,
                                          const std::vector<NewValue>& values, const std::string& note);

/// Puts fitted values into `parameters.tsv` and `tables/contact.tsv` of `biology`; their notes name the targets. Grades
/// stay. @return the files that were written.
/// @throws InputError  when a file cannot be read or written, or lacks a row.
std::vector<std::filesystem::path> write_back(const std::filesystem::path& biology,
                                              const std::vector<FitParameter>& parameters,
                                              const std::vector<double>& values,
                                              const std::vector<std::string>& targets);

} // namespace euthymia
