// SPDX-License-Identifier: Apache-2.0
// The intervention keys beside exercise, contact and medicines.
#pragma once

#include <string>

#include "euthymia/protocol/protocol.hpp"
#include "yaml.hpp"

namespace euthymia::yaml {

/// Whether the key stands for a form of art.
[[nodiscard]] bool is_art(const std::string& key);

[[nodiscard]] Art read_art(const Mapping& mapping, const std::string& form);
[[nodiscard]] Psychotherapy read_psychotherapy(const Mapping& mapping);
[[nodiscard]] Electroconvulsion read_electroconvulsion(const Mapping& mapping);
[[nodiscard]] Stress read_stress(const Mapping& mapping);
[[nodiscard]] DailyEvents read_daily_events(const Mapping& mapping);
[[nodiscard]] Challenge read_challenge(const Mapping& mapping);
[[nodiscard]] Clamp read_clamp(const Mapping& mapping);

} // namespace euthymia::yaml
