// SPDX-License-Identifier: Apache-2.0
// The events of a model, bound to the places of a compiled model.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/compile/compiled_model.hpp"

namespace euthymia {

/// What a model's events read and write: indices into what `Evaluator::observe` writes, and into the state.
struct EventPlan {
    /// y[state] = observed[value] * observed[scale]
    struct Assignment {
        std::size_t state = 0;
        std::size_t value = 0;
        std::optional<std::size_t> scale;
    };

    struct Row {
        std::string id;
        std::size_t trigger = 0;
        std::optional<std::size_t> delay, priority;
        bool is_initially_true = true;
        bool is_persistent = true;
        bool uses_trigger_values = true;
        std::vector<Assignment> assignments;
        std::vector<std::size_t> roots; ///< of its trigger, places among `EventPlan::roots`
    };

    std::vector<Row> events;
    std::vector<int> states;        ///< that triggers and roots read, ascending
    std::vector<std::size_t> roots; ///< between whose zeros no trigger can change; order of `Layout::roots`
    std::size_t n_state = 0;
    std::size_t n_observable = 0;
    /// Parts in which a step is searched at first. More where a root follows the clock: a step knows nothing of that.
    int n_part = 2;
    /// A trigger that becomes false changes nothing but itself, and between two zeros of its root it cannot become
    /// true.
    bool only_rises_count = false;
    bool follows_the_clock = false; ///< a root does; then no step reaches beyond the next record
};

/// Adds to `options` what the events of `equations` read.
void want_events(const Equations& equations, CompileOptions& options);

/// @param layout  Of a model compiled with what `want_events` added.
/// @throws InputError  if an event reads what is not observed, or sets what is not a state.
[[nodiscard]] EventPlan bind_events(const Equations& equations, const Layout& layout);

} // namespace euthymia
