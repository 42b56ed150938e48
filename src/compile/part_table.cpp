// SPDX-License-Identifier: Apache-2.0
#include "part_table.hpp"

#include <array>

#include "lu_program.hpp"

namespace euthymia {

namespace {

/// Updates beyond which the elimination is done from lists: compiling it would take longer than it is worth.
constexpr std::size_t n_compiled_update = 20'000;

template <Program Programs::*member>
RowProgram results_of(const Programs& programs, const ModelRows& rows) {
    return rows.program(programs.*member);
}

RowProgram lane_setup_of(const Programs& programs, const ModelRows& rows) {
    return rows.setup({&programs.rates, &programs.linear, &programs.roots});
}

RowProgram output_setup_of(const Programs& programs, const ModelRows& rows) {
    return rows.setup({&programs.initial, &programs.observables});
}

RowProgram other_setup_of(const Programs& programs, const ModelRows& rows) {
    return rows.setup({&programs.rates, &programs.jacobian, &programs.watched});
}

RowProgram linear_of(const Programs&, const ModelRows& rows) {
    return rows.linear();
}

RowProgram watched_of(const Programs& programs, const ModelRows& rows) {
    return rows.program(programs.watched, programs.layout.watched);
}

RowProgram factor_of(const Programs& programs, const ModelRows&) {
    return factor_program(programs);
}

RowProgram solve_of(const Programs& programs, const ModelRows&) {
    return solve_program(programs);
}

constexpr std::array table{
    PartTraits{Part::lane_setup, "lane_setup", true, lane_setup_of},
    PartTraits{Part::lane_rates, "lane_rates", true, results_of<&Programs::rates>},
    PartTraits{Part::lane_linear, "lane_linear", true, linear_of},
    PartTraits{Part::lane_roots, "lane_roots", true, results_of<&Programs::roots>},
    PartTraits{Part::factor, "factor", true, factor_of},
    PartTraits{Part::solve, "solve", true, solve_of},
    PartTraits{Part::output_setup, "output_setup", false, output_setup_of},
    PartTraits{Part::setup, "setup", false, other_setup_of},
    PartTraits{Part::initial, "initial", false, results_of<&Programs::initial>},
    PartTraits{Part::rates, "rates", false, results_of<&Programs::rates>},
    PartTraits{Part::jacobian, "jacobian", false, results_of<&Programs::jacobian>},
    PartTraits{Part::observables, "observables", false, results_of<&Programs::observables>},
    PartTraits{Part::watched, "watched", false, watched_of},
};

constexpr bool is_in_order() {
    for (std::size_t k = 0; k < table.size(); ++k) {
        if (table[k].part != static_cast<Part>(k)) return false;
    }
    return table.size() == n_part;
}
static_assert(is_in_order());

} // namespace

const PartTraits& traits_of(Part part) {
    return table[static_cast<std::size_t>(part)];
}

bool is_elimination_compiled(const Programs& programs) {
    std::size_t n_update = 0;
    for (const LuPlan::Pivot& pivot : programs.lu.pivots) n_update += pivot.updates.size();
    return n_update <= n_compiled_update;
}

std::vector<Part> parts_for_lanes(const Programs& programs) {
    std::vector<Part> parts{Part::lane_linear, Part::lane_rates, Part::lane_setup, Part::lane_roots};
    if (is_elimination_compiled(programs)) {
        parts.push_back(Part::factor);
        parts.push_back(Part::solve);
    }
    return parts;
}

} // namespace euthymia
