// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "board_rows.hpp"
#include "euthymia/io/write_evidence.hpp"
#include "json_parts.hpp"
#include "safety_text.hpp"

namespace euthymia {

namespace {

Json voice_json(const Voice& voice) {
    return {{"source", voice.source}, {"says", voice.says}};
}

Json check_json(const CheckResult& check) {
    return {{"patient", optional_text(check.patient)},
            {"values", check.values},
            {"holds", check.holds},
            {"shown", check.shown}};
}

Json over_ensemble_json(const VerdictOverEnsemble& over) {
    return {{"members", over.n_member}, {"same", over.n_same}, {"share", over.share_same}};
}

Json claim_json(const Claim& claim, const Verdict& verdict) {
    Json json{
        {"id", claim.id},
        {"status", status_name(verdict.status)},
        {"shown", verdict.shown},
        {"model", optional_text(verdict.model)},
        {"source", claim.source},
        {"system", claim.system},
        {"statement", claim.statement},
        {"checks", list(verdict.checks, check_json)},
        {"literature", {{"agrees", list(claim.agrees, voice_json)}, {"disagrees", list(claim.disagrees, voice_json)}}}};
    if (verdict.over_ensemble) json["ensemble"] = over_ensemble_json(*verdict.over_ensemble);
    return json;
}

Json target_json(const BoardRow& row) {
    Json json = comparison_json(row.comparison, row.hour);
    json["trial"] = row.trial;
    json["source"] = optional_text(row.source);
    json["system"] = row.system;
    json["treatment"] = row.treatment;
    return json;
}

Json counts_json(const std::vector<AgreementCount>& counts) {
    Json json = Json::object();
    for (const AgreementCount& count : counts) json[count.name] = {{"rows", count.n}, {"agree", count.n_agree}};
    return json;
}

Json summary_json(const EvidenceCount& count, const std::vector<BoardRow>& rows) {
    return {{"claims_hold", count.claims_hold},
            {"claims_fail", count.claims_fail},
            {"claims_contested", count.claims_contested},
            {"claims_not_run", count.claims_not_run},
            {"calibration", count.calibration},
            {"calibration_agree", count.calibration_agree},
            {"validation", count.validation},
            {"validation_agree", count.validation_agree},
            {"by_system", counts_json(count_by(rows, &BoardRow::system))},
            {"by_treatment", counts_json(count_by(rows, &BoardRow::treatment))}};
}

} // namespace

std::string evidence_json(const Evidence& evidence, const Provenance& provenance) {
    const auto rows = board_rows(evidence);
    Json claims = Json::array();
    for (std::size_t k = 0; k < evidence.claims.size(); ++k) {
        claims.push_back(claim_json(evidence.claims[k], evidence.verdicts[k]));
    }
    const Json json = {{"claims", claims},
                       {"targets", list(rows, target_json)},
                       {"summary", summary_json(count(evidence), rows)},
                       {"provenance", to_json(provenance)},
                       {"safety", safety_text()}};
    return dump(json, 2) + "\n";
}

} // namespace euthymia
