// SPDX-License-Identifier: Apache-2.0
// What is to be fitted: the document of a calibration, and its numbers bound to the science.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/patient/spread.hpp"
#include "euthymia/trial/run.hpp"

namespace euthymia {

/// How the search walks through a number: by its logarithm, or by itself.
enum class FitScale { log, linear };

/// A number as a document asks for it.
struct FitRequest {
    std::string name;                   ///< id or alias of a parameter, or "contact.<kind>.points"
    double low = 0.0;                   ///< model units
    double high = 0.0;                  ///< model units
    std::optional<Spread> prior = {};   ///< around the present value; none: by `default_prior`
    std::optional<FitScale> scale = {}; ///< none: log where `low` is above 0, else linear
};

/// A calibration as its document describes it.
struct CalibrationDesign {
    std::string title;
    std::vector<FitRequest> parameters;
    std::vector<std::string> trials; ///< files, as written; "all": every trial of the biology
    std::vector<std::string> claims; ///< ids judged before and after; "all": every claim of the biology
    bool allows_assumed = false;     ///< numbers that no target was ever named for may be fitted too
    int n_pool = 100;                ///< simulated people an arm
    int n_replicate = 200;           ///< trials of the published size, for the agreement before and after
    int n_evaluation = 200;          ///< of the objective, by CMA-ES
    int n_ensemble = 0;              ///< vectors of the numbers to keep
    std::uint64_t seed = 1;
};

/// A number of the science with its grade, as its table has it.
struct GradedNumber {
    std::string name; ///< model id, or "contact.<kind>.points"
    double value = 0.0;
    std::string grade; ///< measured, published-model, derived, calibrated or assumed
};

/// A number to fit, bound to the science.
struct FitParameter {
    std::string name;    ///< model id, or "contact.<kind>.points"
    std::string contact; ///< the kind of contact whose points it is; empty: a parameter of the model
    double present = 0.0;
    double low = 0.0, high = 0.0;
    FitScale scale = FitScale::log;
    Spread prior; ///< around `present`; none: flat between the bounds
};

/// The prior of a number whose document gives none: lognormal with SD 0.5 of the logarithm for what is calibrated and 1
/// for what is assumed; normal with a quarter of the range where the scale is linear.
[[nodiscard]] Spread default_prior(const std::string& grade, FitScale scale, double low, double high);

/// Binds what `design` asks for to numbers of the science. Only what is graded `calibrated` may be fitted, and
/// `assumed` where the design allows it.
/// @param numbers  Every number of the science that has a grade.
/// @throws InputError  naming every number that is not there, may not be fitted, is there twice, or is out of bounds.
[[nodiscard]] std::vector<FitParameter> bind_parameters(const CalibrationDesign& design, const Biology& biology,
                                                        const std::vector<GradedNumber>& numbers);

/// `biology` with other values of `parameters` (model units, same order). A parameter that a kind of patient has a
/// value of its own for keeps that one. The equations stay as they are, so that machine code is made once for all
/// values: what differs stands in the people.
[[nodiscard]] Biology with_values(Biology biology, const std::vector<FitParameter>& parameters,
                                  const std::vector<double>& values);

/// The ids of `parameters` that move somebody who has no treatment: the healthy person at the model's initial state, or
/// `patient` after the history. Anchors and initial values of the biology depend on them.
[[nodiscard]] std::vector<std::string> moving_the_untreated(const Biology& biology,
                                                            const std::vector<FitParameter>& parameters,
                                                            const std::string& patient, const TrialOptions& options);

} // namespace euthymia
