// SPDX-License-Identifier: Apache-2.0
// What older trials did with people who left: carry their last observation forward, or leave them out.
#pragma once

#include "euthymia/trial/mixed_model.hpp"

namespace euthymia {

/// Every visit not seen takes the score of the last one seen before it, or the baseline where there is none (it stays
/// NaN where the measures have no baseline).
[[nodiscard]] RepeatedMeasures carry_last_forward(RepeatedMeasures measures);

/// Only the people seen at the last visit, in their order.
[[nodiscard]] RepeatedMeasures completers(const RepeatedMeasures& measures);

} // namespace euthymia
