// SPDX-License-Identifier: Apache-2.0
// Simulating many people: who failed and who was rescued, progress, Ctrl-C, and what to say about it in the end.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "euthymia/io/population.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia::cli {

/// Who is simulated, how, and who takes the courses.
struct PopulationTask {
    const Simulator& simulator;
    const PopulationShape& shape;
    std::function<Passage(std::size_t person)> begin;                    ///< called from any thread
    std::function<void(std::size_t person, const Trajectory& seen)> put; ///< called from any thread, in any order
    std::size_t n_together = 0; ///< of whom all are done before the next begin; 0: nobody waits
};

/// Simulates everybody. After Ctrl-C those who are done are in the outcome.
[[nodiscard]] PopulationOutcome run_population(const PopulationTask& task, const Common& common);

/// Where the results are, for messages, and of whom.
struct Results {
    std::string place;
    bool are_of_a_population = true; ///< false: of one person, who has no label
};

/// Says on standard error what a user should know of it.
/// @throws NumericalError  when more than `Common::max_failed` of the people failed.
[[nodiscard]] ExitCode conclude(const PopulationOutcome& outcome, const Common& common, const Results& results);

} // namespace euthymia::cli
