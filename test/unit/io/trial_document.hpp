// SPDX-License-Identifier: Apache-2.0
// A sound trial document, whole or with a line replaced.
#pragma once

#include <string>
#include <tuple>

#include "euthymia/io/read_trial.hpp"
#include "workspace.hpp"

namespace euthymia::test {

inline const std::string sound = R"(schema: euthymia/trial/1
title: A trial
source: somebody2000
design: {comparator: control, blinded_raters: false}
population:
  age: {mean: 40, sd: 10, min: 18, max: 65}
  female: 0.6
  baseline: {scale: HAMD17, mean: 20, sd: 3, min: 14, max: 30}
  background: none
  patient: moderate
arms:
  - {name: active, n: 20, exercise: {mode: walking, sessions_per_week: 3, minutes: 45, weeks: 8}}
  - {name: control, n: 21, waitlist: {weeks: 8}}
visits: {weeks: [0, 4, 8]}
outcomes:
  - {scale: HAMD17, week: 8}
  - {variable: bdnf_serum, week: 4}
published:
  - {id: A1, split: calibration, arm: active, versus: control, scale: HAMD17, week: 8, statistic: smd, value: -0.5, interval: [-0.9, -0.1]}
  - {id: A2, split: validation, arm: active, week: 8, statistic: dropout_rate, value: 18}
  - {id: A3, split: validation, arm: control, variable: bdnf_serum, week: 4, statistic: percent_change, value: 3}
)";

/// The sound document with one line replaced.
inline std::string with(int line, const std::string& text) {
    std::size_t start = 0;
    for (int k = 1; k < line; ++k) start = sound.find('\n', start) + 1;
    std::string document = sound;
    return document.replace(start, sound.find('\n', start) - start, text);
}

/// The issues that reading the document raises, see `Workspace::words`.
inline std::string words(const std::string& document) {
    const Workspace space;
    const auto file = space.write("t.yaml", document);
    return space.words([&] { std::ignore = read_trial(file); });
}

inline TrialDesign read(const std::string& document) {
    const Workspace space;
    return read_trial(space.write("t.yaml", document));
}

} // namespace euthymia::test
