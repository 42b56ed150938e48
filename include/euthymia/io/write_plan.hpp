// SPDX-License-Identifier: Apache-2.0
// The size a trial needs, for machines.
#pragma once

#include <string>

#include "euthymia/io/provenance.hpp"
#include "euthymia/trial/plan.hpp"

namespace euthymia {

/// What `euthymia trial --power --json` prints.
[[nodiscard]] std::string plan_json(const TrialPlan& plan, const TrialResult& result, const Provenance& provenance);

} // namespace euthymia
