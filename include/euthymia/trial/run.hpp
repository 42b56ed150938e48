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
    std::map<std::string, Assay> assays; ///< by the variable's id, which is the `measure`
    std::vector<VaryingParameter> varying;
    std::vector<Correlation> correlations; ///< between varying parameters
    std::vector<Covariate> covariates;     ///< what age and sex do to varying parameters
    std::map<std::string, Patient> patients;
};

struct TrialOptions {
    int n_pool = 200;      ///< simulated people an arm
    int n_replicate = 200; ///< trials of the published size, resampled from the pool
    std::uint64_t seed = 1;
    int n_thread = 0; ///< 0: all
    Accuracy accuracy = {};
    /// How the biology becomes machine code, and where that is kept; candidates are kept in `people` there, see
    /// `People`.
    JitOptions code = {};
    /// Records visits only, not every week for pictures, and leaves out `Contrast::replicates`; ratings have the same
    /// bits.
    bool is_terse = false;
};

/// Tells how far a step of the work has come; called from any thread, one at a time.
using Progress = std::function<void(const std::string& step, std::size_t done, std::size_t total)>;

/// Recruits a cohort that meets the entry criteria and the published baseline distribution, follows every member under
/// every arm, rates, analyses everyone as allocated, and compares replicates of the published size with what was
/// published. The same seed gives the same bits for any number of threads, with a cache or without.
///
/// People are candidates of their kind, the same for every trial (see `People`); a lead-in, a background and arms with
/// people of their own are as the design says.
///
/// A person who fails stops nobody: `TrialResult::failures` tells who did, of `TrialResult::n_simulated`.
/// @throws InputError  for names that the biology does not have, or criteria that nobody meets.
[[nodiscard]] TrialResult run_trial(const TrialDesign& design, const Biology& biology, const TrialOptions& options,
                                    const Progress& progress = {});

/// One person of a trial under one arm, seen again.
struct PersonRun {
    Trajectory trajectory; ///< at the times of `TrialResult::time`; the same bits as in the trial
    std::vector<Name> variables;
    double age_class = 0.0; ///< middle of the decade of life by which parameters were drawn [years]; 0: not by age
    std::string back_end;
};

/// Follows candidate `person` (`TrialResult::patient`, `FailedPerson::patient`) under one arm, whether or not the trial
/// would take them, and gives what the trial saw of them, to the last bit.
/// @throws InputError      for an arm that the design does not have (suggests near names).
/// @throws NumericalError  if the person fails before the trial begins.
[[nodiscard]] PersonRun run_person(const TrialDesign& design, const Biology& biology, const TrialOptions& options,
                                   std::uint32_t person, const std::string& arm);

} // namespace euthymia
