// SPDX-License-Identifier: Apache-2.0
#include "measure.hpp"

#include <algorithm>

namespace euthymia {

std::string variable_of(const Biology& biology, const std::string& measure) {
    const auto scale = std::ranges::find(biology.scales, measure, &Scale::name);
    return biology.names.id_of(scale == biology.scales.end() ? measure : scale->variable);
}

TrialDesign asked_only(TrialDesign design, const std::string& measure, double week) {
    design.visit_weeks = {design.visit_weeks.front(), week};
    design.outcomes = {{.measure = measure, .week = week}};
    design.published.clear();
    return design;
}

std::vector<double> last_values(const TrialResult& result, std::size_t arm, const std::string& variable) {
    const std::size_t n_variable = result.variables.size(), n_time = result.time.size();
    const auto is_it = [&](const Name& name) { return name.id == variable; };
    const auto column =
        static_cast<std::size_t>(std::ranges::find_if(result.variables, is_it) - result.variables.begin());
    const auto visit = std::ranges::find(result.time, result.visit_time.back());
    const auto row = static_cast<std::size_t>(visit - result.time.begin());
    std::vector<double> values;
    for (std::size_t person = 0; person < result.patient.size(); ++person) {
        values.push_back(result.arms[arm].values[(person * n_time + row) * n_variable + column]);
    }
    return values;
}

} // namespace euthymia
