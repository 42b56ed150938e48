// SPDX-License-Identifier: Apache-2.0
// All results of a trial in one directory.
#pragma once

#include <filesystem>

#include "euthymia/io/provenance.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// Writes `report.html`, `results.nc`, `summary.csv`, `comparison.csv`, `failures.csv` with a schema each, and
/// `run.json`; the directory appears whole or not at all.
/// @throws InputError  when it cannot be written, or holds files that euthymia did not write.
void write_trial_results(const std::filesystem::path& directory, const TrialResult& result,
                         const Provenance& provenance);

} // namespace euthymia
