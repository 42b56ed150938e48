// SPDX-License-Identifier: Apache-2.0
// People: what describes one, and how a population of them is drawn. Documents only: nothing here knows a model.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/base/random.hpp"
#include "euthymia/patient/correlation.hpp"
#include "euthymia/patient/covariate.hpp"
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
    std::optional<double> age = {};           ///< years at which the parameters hold; none: those of the covariates
    std::vector<std::string> conditions = {}; ///< that matter for exercise
};

/// A parameter that differs between people.
struct VaryingParameter {
    std::string id;
    double centre = 0.0; ///< model units
    Spread spread;
};

/// A distribution of people of one kind.
struct Population {
    std::string kind; ///< with the seed, whose random numbers
    Patient typical;
    std::vector<VaryingParameter> varying;
    std::vector<CorrelatedGroup> groups; ///< of `varying`, see `correlated_groups`; empty: all are drawn alone
    std::vector<Covariate> covariates;
};

/// One drawn person.
struct Individual {
    std::uint32_t index = 0; ///< number among the candidates of the kind
    double age = 0.0;        ///< years
    bool is_female = false;
    std::map<std::string, double> parameters; ///< by id, model units
};

/// By what the people of `population` are told apart: sex if it changes a parameter, age if it does.
[[nodiscard]] Strata strata_of(const Population& population);

/// Draws candidate `number` of the population: the same person for the same seed, kind and number, whatever trial asks
/// and whoever else is drawn. The stratum is `number` modulo `Strata::count`; parameters that follow age are those in
/// the middle of the decade of life.
///
/// The candidates of a stratum are points of Sobol's sequence in the parameters that vary, so that the luck of a draw is
/// small: all values of a parameter, and all pairs of two, come as often as they should among few people. A parameter
/// has random numbers by its id and its place among `varying`: one that varies after it, or a correlation of others,
/// changes nothing in it. Correlated parameters are drawn by a Gaussian copula. Who lies beyond the bounds of a parameter,
/// or of one in its group, is drawn again by chance, so that the distribution is the one cut at the bounds.
[[nodiscard]] Individual draw_individual(const Population& population, std::uint64_t seed, std::uint32_t number);

/// Point `rank` of a sequence that fills the cube evenly, one coordinate in (0, 1) for each of `names`: of any 2^k
/// ranks in a row from a multiple of 2^k on, a coordinate has one in each of 2^k equal parts. The random numbers are
/// those of `key`, of which the patient does not count, and a name.
/// @param n_before  Dimensions of the sequence that are left to others.
[[nodiscard]] std::vector<double> even_places(std::uint32_t rank, StreamKey key, const std::vector<std::string>& names,
                                              std::size_t n_before = 0);

/// Where candidate `number` stands in what else differs between people or befalls them: `even_places` in further
/// dimensions of the sequence that spreads the parameters of its stratum, so that these come evenly among few people,
/// too.
[[nodiscard]] std::vector<double> places_beyond_parameters(const Population& population, std::uint32_t number,
                                                           StreamKey key, const std::vector<std::string>& names);

} // namespace euthymia
