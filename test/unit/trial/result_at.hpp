// SPDX-License-Identifier: Apache-2.0
// The result of an arm on one measure at one visit.
#pragma once

#include <algorithm>
#include <string>

#include "euthymia/trial/result.hpp"

namespace euthymia {

inline const ArmResult& result_at(const ArmRecord& arm, const std::string& measure, double week) {
    return *std::find_if(arm.results.begin(), arm.results.end(),
                         [&](const ArmResult& row) { return row.measure == measure && row.week == week; });
}

} // namespace euthymia
