// SPDX-License-Identifier: Apache-2.0
// How the people of a trial were found, in lines of text.
#pragma once

#include "euthymia/trial/result.hpp"

namespace euthymia::cli {

/// One line for the people who are in every arm, one for every arm with people of its own, and an empty line.
void print_flow(const TrialResult& result);

} // namespace euthymia::cli
