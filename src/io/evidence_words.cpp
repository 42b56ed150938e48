// SPDX-License-Identifier: Apache-2.0
#include "evidence_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "html.hpp"

namespace euthymia {

std::string words_of(const EvidenceCount& count) {
    return fmt::format("{} claims hold, {} fail, {} are contested, {} could not be run; of published numbers {} of {} "
                       "used for calibration and {} of {} kept for validation agree.",
                       count.claims_hold, count.claims_fail, count.claims_contested, count.claims_not_run,
                       count.calibration_agree, count.calibration, count.validation_agree, count.validation);
}

bool has_ensemble(const Evidence& evidence) {
    return std::ranges::any_of(evidence.verdicts,
                               [](const Verdict& verdict) { return verdict.over_ensemble.has_value(); });
}

std::string ensemble_text(const Verdict& verdict) {
    if (!verdict.over_ensemble) return "\u2013";
    const VerdictOverEnsemble& over = *verdict.over_ensemble;
    return fmt::format("{} % ({} of {})", shown(100.0 * over.share_same, 0), over.n_same, over.n_member);
}

std::string voices(const std::vector<Voice>& list) {
    std::string text;
    for (const Voice& voice : list) text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", voice.source, voice.says);
    return text;
}

std::string finding(const Verdict& verdict) {
    return verdict.model.empty() ? verdict.shown : fmt::format("the model {}: {}", verdict.model, verdict.shown);
}

std::vector<std::string> claim_systems(const Evidence& evidence) {
    std::vector<std::string> systems;
    for (const Claim& claim : evidence.claims) {
        if (std::ranges::find(systems, claim.system) == systems.end()) systems.push_back(claim.system);
    }
    return systems;
}

} // namespace euthymia
