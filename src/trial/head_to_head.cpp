// SPDX-License-Identifier: Apache-2.0
#include "head_to_head.hpp"

#include <algorithm>

namespace euthymia {

namespace {

const std::string compared_drugs = "drug_compared";

bool is_drug(const Intervention& intervention) {
    return std::holds_alternative<Drug>(intervention);
}

bool holds_drugs_alone(const ArmDesign& arm) {
    return !arm.protocol.interventions.empty() && std::ranges::all_of(arm.protocol.interventions, is_drug);
}

} // namespace

bool is_head_to_head(const TrialDesign& design) {
    return design.is_rater_blinded && design.arms.size() > 1 && std::ranges::all_of(design.arms, holds_drugs_alone);
}

Protocol protocol_of(const TrialDesign& design, std::size_t arm, const Handbook& handbook) {
    Protocol protocol = design.arms[arm].protocol;
    const bool is_silent = protocol.contact.empty() && handbook.contact.contains(compared_drugs);
    if (is_silent && is_head_to_head(design)) protocol.contact = compared_drugs;
    return protocol;
}

} // namespace euthymia
