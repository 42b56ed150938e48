// SPDX-License-Identifier: Apache-2.0
// The parts of a model that are compiled, each from a program over rows.
#pragma once

#include <cstdint>
#include <vector>

#include "model_rows.hpp"

namespace euthymia {

/// What can be compiled: first for a vector of lanes, then for one person. What each one is stands in the table of
/// `part_table.cpp`.
enum class Part : std::uint8_t {
    lane_setup,
    lane_rates,
    lane_linear,
    lane_roots,
    factor,
    solve,
    output_setup, ///< for `initial` and `observables`, which every person needs
    setup,        ///< for the others
    initial,
    rates,
    jacobian,
    observables,
    watched
};

constexpr std::size_t n_part = static_cast<std::size_t>(Part::watched) + 1;

/// One row of the table of parts.
struct PartTraits {
    Part part;
    const char* name; ///< of the function in its object file
    bool is_for_lanes;
    RowProgram (*program)(const Programs& programs, const ModelRows& rows); ///< rows for lanes, or for one person
};

[[nodiscard]] const PartTraits& traits_of(Part part);

/// The set-up that a part for one person relies on.
[[nodiscard]] constexpr Part setup_of(Part part) {
    return part == Part::initial || part == Part::observables ? Part::output_setup : Part::setup;
}

/// Whether the elimination of the model is a part; a very long one is done from lists.
[[nodiscard]] bool is_elimination_compiled(const Programs& programs);

/// The parts that a lane evaluator calls, the longest first.
[[nodiscard]] std::vector<Part> parts_for_lanes(const Programs& programs);

} // namespace euthymia
