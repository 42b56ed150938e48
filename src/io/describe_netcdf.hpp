// SPDX-License-Identifier: Apache-2.0
// What every NetCDF file of results says about itself.
#pragma once

#include <string>

#include "euthymia/io/provenance.hpp"
#include "write_netcdf_file.hpp"

namespace euthymia {

/// Adds title, source, conventions, history, safety note and provenance.
void describe_netcdf(NetcdfFile& file, const std::string& title, const std::string& source,
                     const Provenance& provenance);

} // namespace euthymia
