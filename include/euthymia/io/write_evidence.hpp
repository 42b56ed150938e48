// SPDX-License-Identifier: Apache-2.0
// Claims and published numbers beside what the model did.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "euthymia/evidence/judge.hpp"
#include "euthymia/io/provenance.hpp"
#include "euthymia/io/write_csv.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// All that `euthymia evidence` found.
struct Evidence {
    std::vector<Claim> claims;
    std::vector<Verdict> verdicts;   ///< one for each claim, same order
    std::vector<TrialResult> trials; ///< their comparisons are the published numbers
};

/// How many claims and published numbers came out how.
struct EvidenceCount {
    int claims_hold = 0, claims_fail = 0, claims_contested = 0, claims_not_run = 0;
    int calibration = 0, calibration_agree = 0, validation = 0, validation_agree = 0;
};

[[nodiscard]] EvidenceCount count(const Evidence& evidence);

/// What `euthymia evidence --json` prints: claims, targets (published numbers), summary and provenance.
[[nodiscard]] std::string evidence_json(const Evidence& evidence, const Provenance& provenance);

/// The same for people: how much agrees by use, system and treatment, every published number with the simulated one
/// beside it, and every claim with the literature beside it. Neither text changes from run to run unless results do.
[[nodiscard]] std::string evidence_markdown(const Evidence& evidence);
[[nodiscard]] std::string evidence_html(const Evidence& evidence, const Provenance& provenance);

/// One row a published number.
[[nodiscard]] CsvFile evidence_csv(const Evidence& evidence);

/// Writes `board.html`, `board.md`, the pictures `agreement.svg`, `forest.svg` and `calibration.svg`, `evidence.json`,
/// `summary.csv` with its schema, and `run.json` into `directory`.
/// @throws InputError  as `OutputDirectory`.
void write_evidence(const std::filesystem::path& directory, const Evidence& evidence, const Provenance& provenance);

} // namespace euthymia
