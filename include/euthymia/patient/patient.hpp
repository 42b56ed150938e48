// SPDX-License-Identifier: Apache-2.0
// People: what describes one, and how a population of them is drawn. Documents only: nothing here knows a model.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "euthymia/base/random.hpp"
#include "euthymia/patient/spread.hpp"

namespace euthymia {

/// A stretch of life before the protocol starts.
struct HistoryPhase {
    double weeks = 0.0;
    double stress = 1.0; ///< the stressor, a multiple of everyday life
};

/// A kind of person: parameters that differ from the model's, and the life that led here.
struct Patient {
    std::string title;
    std::map<std::string, double> parameters; ///< by id or alias, model units
    std::vector<HistoryPhase> history;        ///< oldest first; ends where the protocol begins
};

/// A parameter that differs between people.
struct VaryingParameter {
    std::string id;
    double centre = 0.0; ///< model units
    Spread spread;
};

/// A parameter that differs between the sexes: the drawn value is multiplied.
struct SexFactor {
    std::string id;
    double male = 1.0;
    double female = 1.0;
};

/// A distribution of people.
struct Population {
    Patient typical;
    std::vector<VaryingParameter> varying;
    std::vector<SexFactor> sex_factors;
    double age_mean = 40.0; ///< years
    Spread age_spread;
    double female_share = 0.5;
};

/// One drawn person.
struct Individual {
    std::uint32_t index = 0;
    double age = 0.0; ///< years
    bool is_female = false;
    std::map<std::string, double> parameters; ///< by id, model units
};

/// Draws person number `index`: the same person for the same seed, trial and index, whoever else is drawn.
[[nodiscard]] Individual draw_individual(const Population& population, StreamKey key);

} // namespace euthymia
