// SPDX-License-Identifier: Apache-2.0
// Trials in which everybody knows that they take a medicine.
#pragma once

#include "euthymia/protocol/handbook.hpp"
#include "euthymia/trial/design.hpp"

namespace euthymia {

/// Raters are masked, there are two arms or more, and each holds drugs and nothing else.
[[nodiscard]] bool is_head_to_head(const TrialDesign& design);

/// What arm `arm` holds. Where drugs are compared with each other only, its contact is the row "drug_compared" of
/// tables/contact.tsv, unless the arm names another: without a placebo more people respond to the same drug
/// (rutherford2009).
[[nodiscard]] Protocol protocol_of(const TrialDesign& design, std::size_t arm, const Handbook& handbook);

} // namespace euthymia
