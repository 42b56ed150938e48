// SPDX-License-Identifier: Apache-2.0
// Claims against the model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/evidence/claim.hpp"
#include "euthymia/trial/run.hpp"

namespace euthymia {

/// One check of one person.
struct CheckResult {
    std::string patient;        ///< empty: arms have patients of their own
    std::vector<double> values; ///< of the readings, as shown
    bool holds = false;
    std::string shown; ///< the numbers in words
};

/// How a verdict comes out under the members of an ensemble of calibrated parameters.
struct VerdictOverEnsemble {
    std::size_t n_member = 0; ///< members that were run
    std::size_t n_same = 0;   ///< those with the status, and the `Verdict::model`, of the biology as it is
    double share_same = 0.0;  ///< of the weight, 0 to 1
};

/// What the model says of a claim.
struct Verdict {
    enum class Status { holds, fails, contested, not_run } status = Status::not_run;
    std::string id;
    std::vector<CheckResult> checks{};
    std::string shown;   ///< the numbers, or why the claim could not be run
    std::string model{}; ///< of a contested claim: which reading the model follows
    std::optional<VerdictOverEnsemble> over_ensemble{}; ///< none: no ensemble was run
};

/// "holds", "fails", "contested" or "not run".
[[nodiscard]] std::string status_name(Verdict::Status status);

struct EvidenceOptions {
    std::uint64_t seed = 1;
    int n_thread = 0; ///< 0: all
    Accuracy accuracy = {};
    JitOptions code = {};
};

/// Simulates what the claims ask for and judges each, in their order.
///
/// A claim without contrary literature holds or fails. One with it is contested as long as the model follows one of the
/// readings, and fails where it follows none. What the model lacks makes a claim `not_run`, with the reason.
[[nodiscard]] std::vector<Verdict> judge(const std::vector<Claim>& claims, const Biology& biology,
                                         const EvidenceOptions& options, const Progress& progress = {});

} // namespace euthymia
