// SPDX-License-Identifier: Apache-2.0
// What raters add to scores and take from them because of what they know. Who rates himself does neither.
#pragma once

#include "euthymia/trial/run.hpp"

namespace euthymia {

/// Points of `scale` by which a rater who knows the arm scores too low: `TrialDesign::rater_bias` times what is
/// expected of the arm, 0 to 1; other scales than HAMD17 in the proportion of the raters' SDs. 0 where raters are
/// masked.
[[nodiscard]] double kindness(const TrialDesign& design, const Biology& biology, const Scale& scale, double expectancy);

/// Points of HAMD17 by which raters score too high at entry: `TrialDesign::entry_inflation`, or else that of the
/// handbook where masked raters decide who enters a trial of a drug head to head or against a placebo pill (kobak2010).
[[nodiscard]] double entry_inflation(const TrialDesign& design, const Handbook& handbook);

/// The same in points of `scale`, converted likewise.
[[nodiscard]] double entry_inflation(const TrialDesign& design, const Biology& biology, const Scale& scale);

} // namespace euthymia
