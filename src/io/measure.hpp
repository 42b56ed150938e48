// SPDX-License-Identifier: Apache-2.0
// What a trial measured: questions that every kind of output asks of a result.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/trial/result.hpp"

namespace euthymia {

[[nodiscard]] bool is_scale(const TrialResult& result, const std::string& measure);

/// The measures that have results, in their order there.
[[nodiscard]] std::vector<std::string> measures_of(const TrialResult& result);

/// "points" for a scale, the shown unit for a variable.
[[nodiscard]] std::string unit_of(const TrialResult& result, const std::string& measure);

/// How people call the measure: the variable's label; HAM-D17 for HAMD17.
[[nodiscard]] std::string label_of(const TrialResult& result, const std::string& measure);

/// The scale a trial is about: HAMD17 where it was rated, or else the scale of its entry criterion, or else the first.
[[nodiscard]] std::optional<std::string> main_scale(const TrialResult& result);

/// The result of an arm on a measure in a week; null when there is none.
[[nodiscard]] const ArmResult* find_result(const ArmRecord& arm, const std::string& measure, double week);

/// The result of an arm on a measure at the last visit that has one; null when there is none.
[[nodiscard]] const ArmResult* last_result(const ArmRecord& arm, const std::string& measure);

/// The place of an arm by its name; the number of arms when there is none.
[[nodiscard]] std::size_t arm_index(const TrialResult& result, const std::string& name);

} // namespace euthymia
