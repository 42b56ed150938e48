// SPDX-License-Identifier: Apache-2.0
// Runs a virtual randomised trial.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "euthymia/model/model.hpp"
#include "euthymia/outcome/scale.hpp"
#include "euthymia/patient/patient.hpp"
#include "euthymia/protocol/handbook.hpp"
#include "euthymia/simulation/simulator.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

/// The science a trial runs on: what `biology/` holds, read.
struct Biology {
    Equations equations;
    std::shared_ptr<const Model> model; ///< what the equations were derived from; null: only they are known
    Names names;
    Handbook handbook;
    std::vector<Scale> scales;
    std::map<std::string, double> assays; ///< coefficient of variation of an assay, by the variable's id
    std::vector<VaryingParameter> varying;
    std::vector<SexFactor> sex_factors;
    std::map<std::string, Patient> patients;
};

struct TrialOptions {
    int n_pool = 200;      ///< simulated people an arm
    int n_replicate = 200; ///< trials of the published size, resampled from the pool
    std::uint64_t seed = 1;
    int n_thread = 0; ///< 0: all
    Accuracy accuracy = {};
    JitOptions code = {}; ///< how the biology becomes machine code
};

/// Tells how far a step of the work has come; called from any thread, one at a time.
using Progress = std::function<void(const std::string& step, std::size_t done, std::size_t total)>;

/// Recruits a cohort that meets the entry criteria and the published baseline distribution, follows every member under
/// every arm, rates, analyses everyone as allocated, and compares replicates of the published size with what was
/// published. The same seed gives the same bits for any number of threads.
///
/// A person who fails stops nobody: `TrialResult::failures` tells who did, of `TrialResult::n_simulated`.
/// @throws InputError  for names that the biology does not have, or criteria that nobody meets.
[[nodiscard]] TrialResult run_trial(const TrialDesign& design, const Biology& biology, const TrialOptions& options,
                                    const Progress& progress = {});

} // namespace euthymia
