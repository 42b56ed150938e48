// SPDX-License-Identifier: Apache-2.0
// What the files about a simulated population have in common: who was simulated, what was recorded, how it went.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "euthymia/io/provenance.hpp"
#include "euthymia/io/write_csv.hpp"
#include "euthymia/simulation/names.hpp"

namespace euthymia {

/// Who is simulated and what is recorded of each.
struct PopulationShape {
    std::string title;
    std::size_t n_person = 0;
    /// Labels of `n` people from `first` on, counted from 0.
    std::function<std::vector<std::string>(std::size_t first, std::size_t n)> labels;
    bool has_integer_labels = true;
    std::vector<double> time; ///< model time, shape `n_time`
    std::string time_unit;    ///< empty: the model does not say
    /// Order of `Trajectory::values`. A unit that is empty was not stated; "dimensionless" is one.
    std::vector<Name> variables;
};

/// Somebody who did not get through as planned.
struct Incident {
    std::size_t person = 0; ///< counted from 0
    std::string patient;    ///< label
    double time = 0.0;      ///< model time
    std::string reason;
};

/// How it went.
struct PopulationOutcome {
    std::size_t n_person = 0;
    std::size_t n_done = 0; ///< simulated, to the end or to a failure
    std::size_t n_rescued = 0;
    std::vector<Incident> failures; ///< everybody who failed, in order of people
    std::vector<Incident> rescues;  ///< who was handed to another integrator, in order of people; only the first
    bool is_interrupted = false;
};

/// How many rescues and failures a record of a run tells one by one.
inline constexpr std::size_t most_incidents = 100;

/// One row a person who failed: patient, seed, time, reason.
[[nodiscard]] CsvFile failures_csv(const PopulationOutcome& outcome, std::uint64_t seed, const std::string& time_unit);

/// The record of a run, `run.json`: provenance, how many were simulated, failed and were rescued, and the first of
/// them.
/// @param files  Names of all files of the run's directory, `run.json` too: what a later run may replace.
[[nodiscard]] std::string run_json(const PopulationOutcome& outcome, const Provenance& provenance,
                                   const std::vector<std::string>& files);

} // namespace euthymia
