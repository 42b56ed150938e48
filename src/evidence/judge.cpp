// SPDX-License-Identifier: Apache-2.0
#include "euthymia/evidence/judge.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "check.hpp"
#include "euthymia/base/error.hpp"
#include "laboratory.hpp"
#include "warning_study.hpp"

namespace euthymia {

namespace {

using Status = Verdict::Status;

bool all_hold(const std::vector<CheckResult>& results) {
    return std::ranges::all_of(results, [](const CheckResult& result) { return result.holds; });
}

/// What is not met comes first.
std::string shown_of(const std::vector<CheckResult>& results) {
    std::string text;
    for (const bool holds : {false, true}) {
        for (const CheckResult& result : results) {
            if (result.holds == holds) text += (text.empty() ? "" : "; ") + result.shown;
        }
    }
    return text;
}

/// The first contrary source whose own checks hold; null: none.
const Voice* followed(const Claim& claim, const Records& records) {
    for (const Voice& voice : claim.disagrees) {
        if (!voice.checks.empty() && all_hold(evaluate(voice.checks, records, claim.patients))) return &voice;
    }
    return nullptr;
}

/// Where sources disagree: which of them the model is with.
void weigh(const Claim& claim, const Records& records, Verdict& verdict) {
    verdict.status = Status::contested;
    if (all_hold(verdict.checks)) {
        verdict.model = "shows what is claimed";
        return;
    }
    if (const Voice* voice = followed(claim, records)) {
        verdict.model = "follows " + voice->source;
        return;
    }
    const bool has_silent =
        std::ranges::any_of(claim.disagrees, [](const Voice& voice) { return voice.checks.empty(); });
    verdict.model = has_silent ? "does not show what is claimed" : "follows neither reading";
    if (!has_silent) verdict.status = Status::fails;
}

Verdict judge_seen(const Claim& claim, const Records& records, const std::optional<CheckResult>& warning) {
    Verdict verdict{.id = claim.id, .checks = evaluate(claim.checks, records, claim.patients), .shown = {}};
    if (warning) verdict.checks.push_back(*warning);
    verdict.shown = shown_of(verdict.checks);
    if (claim.disagrees.empty()) {
        verdict.status = all_hold(verdict.checks) ? Status::holds : Status::fails;
    } else {
        weigh(claim, records, verdict);
    }
    return verdict;
}

Verdict not_run(const Claim& claim, const std::string& reason) {
    return {.status = Status::not_run, .id = claim.id, .checks = {}, .shown = reason};
}

std::string reason_of(const Error& error) {
    std::string text;
    for (const Issue& issue : error.issues()) text += (text.empty() ? "" : "; ") + issue.what + ", " + issue.where;
    return text;
}

/// What a population shows of the claim; nothing if it asks for none.
std::optional<CheckResult> warning_of(const Claim& claim, const Biology& biology, const EvidenceOptions& options) {
    if (!claim.early_warning) return std::nullopt;
    return verdict_of(run_warning_study(claim, biology, options));
}

Verdict judge_one(const Claim& claim, Laboratory& laboratory, const Biology& biology,
                  const EvidenceOptions& options) try {
    return judge_seen(claim, laboratory.run(claim), warning_of(claim, biology, options));
} catch (const Error& error) {
    return not_run(claim, reason_of(error));
}

} // namespace

std::string status_name(Verdict::Status status) {
    switch (status) {
    case Status::holds:
        return "holds";
    case Status::fails:
        return "fails";
    case Status::contested:
        return "contested";
    case Status::not_run:
        break;
    }
    return "not run";
}

std::vector<Verdict> judge(const std::vector<Claim>& claims, const Biology& biology, const EvidenceOptions& options,
                           const Progress& progress) {
    std::vector<std::string> obstacles;
    std::vector<const Claim*> sound;
    for (const Claim& claim : claims) {
        obstacles.push_back(obstacle_to(claim, biology));
        if (obstacles.back().empty()) sound.push_back(&claim);
    }
    const auto laboratory = sound.empty() ? nullptr : std::make_unique<Laboratory>(sound, biology, options);
    std::vector<Verdict> verdicts;
    for (std::size_t k = 0; k < claims.size(); ++k) {
        verdicts.push_back(obstacles[k].empty() ? judge_one(claims[k], *laboratory, biology, options)
                                                : not_run(claims[k], obstacles[k]));
        if (progress) progress("claims", k + 1, claims.size());
    }
    return verdicts;
}

} // namespace euthymia
