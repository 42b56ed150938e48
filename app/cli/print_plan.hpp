// SPDX-License-Identifier: Apache-2.0
// How many people a trial needs, for people.
#pragma once

#include "euthymia/trial/plan.hpp"

namespace euthymia::cli {

/// Prints the sizes with the wanted power and every size that was tried.
void print_plan(const TrialPlan& plan, const TrialResult& result);

} // namespace euthymia::cli
