// SPDX-License-Identifier: Apache-2.0
// What a calibration found, for people.
#pragma once

#include "euthymia/io/write_calibration.hpp"

namespace euthymia::cli {

/// Prints fitted numbers, targets before and after, and what is to be known of both.
void print_calibration(const CalibrationReport& report);

/// What must be run after the values stand in the tables, a line each.
[[nodiscard]] std::string steps_after_writing(const CalibrationReport& report);

} // namespace euthymia::cli
