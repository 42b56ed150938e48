// SPDX-License-Identifier: Apache-2.0
// Whether two models mean the same, to the last bit.
#pragma once

#include <string>

#include <fmt/format.h>

#include "compile/program_bytes.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/model/equations.hpp"

namespace euthymia {

/// The equations of a model as the engine computes them: the programs of all quantities, events and delays. Of a model
/// without equations the errors.
inline std::string meaning_of(const Model& model) try {
    const Equations equations = derive_equations(model);
    std::string meaning;
    for (const Event& event : equations.events) {
        meaning += fmt::format("{} {} {} {} {} {} {}:", event.id, event.trigger, event.delay, event.priority,
                               event.is_initially_true, event.is_persistent, event.uses_trigger_values);
        for (const auto& [state, value, scale] : event.assignments) meaning += state + "=" + value + "*" + scale + "\n";
        for (const std::string& root : event.roots) meaning += root + "\n";
    }
    for (const auto& [id, value, before_start, lag] : equations.delayed) {
        meaning += id + " " + value + " " + before_start + " " + lag + "\n";
    }
    CompileOptions all;
    for (const auto& [id, expression] : equations.quantities) all.observables.push_back(id);
    return meaning + to_bytes(write_programs(equations, all));
} catch (const Error& error) {
    return error.what();
}

} // namespace euthymia
