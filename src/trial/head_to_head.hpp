// SPDX-License-Identifier: Apache-2.0
// Trials in which whoever takes a medicine knows it.
#pragma once

#include "euthymia/protocol/handbook.hpp"
#include "euthymia/trial/design.hpp"

namespace euthymia {

/// There are two arms or more, some hold a drug, and none holds care alone (a placebo pill, usual care, a
/// waiting list, nothing); attention counts as a treatment.
[[nodiscard]] bool is_head_to_head(const TrialDesign& design);

/// What arm `arm` holds. Head to head, the contact of an arm with a drug is the row "drug_compared" of
/// tables/contact.tsv, unless the arm names another: without a placebo more people respond to the same drug
/// (rutherford2009).
[[nodiscard]] Protocol protocol_of(const TrialDesign& design, std::size_t arm, const Handbook& handbook);

} // namespace euthymia
