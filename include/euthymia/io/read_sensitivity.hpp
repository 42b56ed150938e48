// SPDX-License-Identifier: Apache-2.0
// What to vary and what to look at, from its document, schema euthymia/sensitivity/1
// (`biology/schema/sensitivity-1.json`).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/io/read_biology.hpp"
#include "euthymia/sensitivity/response.hpp"

namespace euthymia {

/// A parameter by its id, or all that are of a grade, of a system, or both.
struct ParameterChoice {
    std::string id; ///< id or alias; empty: by grade and system
    std::optional<double> low = {}, high = {};
    double range = 0.2; ///< without bounds: this share of the usual value to either side
    std::string grade, system;
    std::string where; ///< file and line, for messages
};

/// The document as it stands. Either `trial`, or `patient` and `protocol`, are given.
struct SensitivityDocument {
    std::string title;
    std::string trial, patient, protocol, versus; ///< files or names; `versus` is a protocol
    std::string arm, versus_arm;                  ///< of the trial
    std::string measure;
    double week = 0.0;
    std::vector<ParameterChoice> parameters;
    int n_trajectory = 0;           ///< 0: no elementary effects
    int n_sample = 0;               ///< 0: no shares of variance
    std::size_t most_important = 0; ///< shares of variance only for so many; 0: for all
    std::optional<std::uint64_t> seed;
    int n_pool = 50; ///< people of a trial
};

/// @throws InputError  with every fault of the document, each with its line.
[[nodiscard]] SensitivityDocument read_sensitivity(const std::filesystem::path& file);

/// The parameters chosen, each once and in the order of the choices, between bounds around their usual values. Of those
/// chosen by grade or system, initial values, inputs of protocols, switches of arrows and what is 0 are left out.
/// @param rows  Of `parameters.tsv`.
/// @throws InputError  for an id, grade or system that is none, and for a value of 0 without bounds.
[[nodiscard]] std::vector<UncertainParameter> chosen_parameters(const SensitivityDocument& document,
                                                                const std::vector<ParameterRow>& rows,
                                                                const Biology& biology, const Patient& patient);

} // namespace euthymia
