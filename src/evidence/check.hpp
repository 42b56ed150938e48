// SPDX-License-Identifier: Apache-2.0
// One check against what was seen.
#pragma once

#include "euthymia/evidence/judge.hpp"
#include "record.hpp"

namespace euthymia {

/// The check for one patient. @throws InputError  as `Records::read`.
[[nodiscard]] CheckResult evaluate(const Check& check, const Records& records, const std::string& patient);

/// Every check for every patient that it does not name itself.
[[nodiscard]] std::vector<CheckResult> evaluate(const std::vector<Check>& checks, const Records& records,
                                                const std::vector<std::string>& patients);

} // namespace euthymia
