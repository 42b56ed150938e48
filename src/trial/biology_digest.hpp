// SPDX-License-Identifier: Apache-2.0
// What a cohort kept on disk is known by.
#pragma once

#include <string>

#include "euthymia/trial/run.hpp"

namespace euthymia {

/// Digest of all that the life of a candidate follows from: equations and constants (cut arrows with them), names of
/// inputs, the population with its spreads, correlations, covariates and history, accuracy, seed, the vectors of this
/// machine and this build of the engine.
[[nodiscard]] std::string people_digest(const Biology& biology, const Population& population,
                                        const TrialOptions& options);

} // namespace euthymia
