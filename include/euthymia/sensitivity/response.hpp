// SPDX-License-Identifier: Apache-2.0
// Outcomes of people and of trials as functions of parameters.
#pragma once

#include <optional>

#include "euthymia/sensitivity/study.hpp"

namespace euthymia {

/// What is asked of a person.
struct PersonQuestion {
    Patient patient; ///< parameters under model ids
    Protocol protocol;
    std::optional<Protocol> versus = {}; ///< given: the outcome is the difference from it
    std::string measure;                 ///< a scale's name, or a variable (id or alias)
    double week = 0.0;
};

/// What is asked of a trial: a mean over the pool, without rater noise.
struct TrialQuestion {
    TrialDesign design;
    std::string arm;
    std::string versus; ///< empty: the mean of the arm; else the mean difference
    std::string measure;
    double week = 0.0;
};

/// The value each parameter has when nobody changes it: the patient's own, or else the model's.
/// @throws InputError  naming every id that is no constant of the model (suggests near ones).
[[nodiscard]] std::vector<double> usual_values(const Biology& biology, const Patient& patient,
                                               const std::vector<std::string>& ids);

/// One person, every session attended: for each point the life is lived anew, from the history on. All points are
/// simulated side by side; the model is compiled once. What is given must outlive the response.
/// @throws InputError  for names that the model does not have.
[[nodiscard]] Response person_response(const PersonQuestion& question, const Biology& biology,
                                       const std::vector<UncertainParameter>& parameters, const TrialOptions& options,
                                       const Progress& progress = {});

/// The whole trial for each point, recruiting included, with the same random numbers: people whose own value of a
/// parameter is drawn are drawn around the point's. A point at which nobody can be recruited is not known.
[[nodiscard]] Response trial_response(const TrialQuestion& question, const Biology& biology,
                                      const std::vector<UncertainParameter>& parameters, const TrialOptions& options,
                                      const Progress& progress = {});

} // namespace euthymia
