// SPDX-License-Identifier: Apache-2.0
// Which system carried an effect: each way into the symptoms is blocked from the beginning of treatment on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/trial/run.hpp"

namespace euthymia {

/// A system, or another carrier, and all through which it reaches the symptoms: quantities of the model. Where a
/// protocol sets one of them, what the model reads of it is meant.
struct Carrier {
    std::string name;
    std::vector<std::string> quantities;
};

struct ExplainOptions {
    TrialOptions trial;         ///< its pool: people in every arm and coalition
    std::string measure = {};   ///< a scale or a variable; empty: that of the trial's first outcome
    std::optional<double> week; ///< a visit; without: the week of the trial's first outcome on that measure
    int n_bootstrap = 2000;
};

/// What one carrier brought to an arm's effect, in the unit of the measure, with 95 % intervals over people.
struct CarriedPart {
    std::string carrier;
    Estimate points;                      ///< Shapley value
    std::optional<Estimate> percent = {}; ///< of the effect; none where the effect itself may be 0
    Estimate blocked;                     ///< what the effect loses when this one is blocked and no other
    Estimate alone;                       ///< what it gains when this one is open and no other, over what none carries
};

/// One arm against the comparator. effect = nonspecific + sum of the parts.
struct ExplainedArm {
    std::string arm;
    Estimate effect;      ///< mean difference from the comparator, without rater noise
    Estimate nonspecific; ///< of it, what is left when all carriers are blocked
    std::optional<Estimate> nonspecific_percent = {};
    std::vector<CarriedPart> parts; ///< order of the carriers
    std::vector<double> worth;      ///< effect with each coalition open, as `shapley_values` takes them
};

struct Explanation {
    std::string title, comparator, measure;
    double week = 0.0;
    std::vector<std::string> carriers;
    std::vector<ExplainedArm> arms;
    int n_person = 0;    ///< people whose every run came to its end
    int n_simulated = 0; ///< as in `TrialResult`
    std::vector<FailedPerson> failures;
    std::uint64_t seed = 0;
    std::string back_end;
};

/// Runs every arm with every coalition of carriers open: 2^n times the arms times the pool. What a carrier that is
/// blocked would have changed from the beginning of the trial on does not reach the symptoms: they keep reading what
/// they read then. People fall ill with the whole model, and are the same, with the same random numbers, everywhere.
/// @throws InputError        for names that the biology does not have, a measure or week that is no outcome, or entry
///                           criteria that nobody meets.
/// @throws UnsupportedError  for quantities that cannot be held.
[[nodiscard]] Explanation explain(const TrialDesign& design, const Biology& biology,
                                  const std::vector<Carrier>& carriers, const ExplainOptions& options,
                                  const Progress& progress = {});

} // namespace euthymia
