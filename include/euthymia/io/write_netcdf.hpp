// SPDX-License-Identifier: Apache-2.0
// Labelled arrays as NetCDF-4 with CF attributes, as xarray, R and Julia read them without options.
#pragma once

#include <filesystem>
#include <vector>

#include "euthymia/io/provenance.hpp"
#include "euthymia/simulation/simulator.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// Writes all that was recorded of a trial. Dimensions: arm, patient, time [h], visit [weeks]. Every recorded variable
/// has shape `arm x patient x time` under its short name, every scale `arm x patient x visit` under its own name;
/// attended_share and dropout_week `arm x patient`; age and female `patient`. NaN is missing.
/// @throws InputError  when the file cannot be written.
void write_trial_netcdf(const std::filesystem::path& file, const TrialResult& result, const Provenance& provenance);

/// Writes one person's trajectory; every variable has shape `time`.
/// @param variables  Of `trajectory.values`, in its order.
/// @throws InputError  when the file cannot be written.
void write_trajectory_netcdf(const std::filesystem::path& file, const Trajectory& trajectory,
                             const std::vector<Name>& variables, const Provenance& provenance);

} // namespace euthymia
