// SPDX-License-Identifier: Apache-2.0
// Events of a model in terms of states and quantities.
#pragma once

#include "definitions.hpp"

namespace euthymia {

/// The events, and in `definitions.now` the quantities they name.
/// @throws UnsupportedError  for an event that changes a species of a fast reaction some time after its trigger, with
///                           values of the trigger's time.
[[nodiscard]] std::vector<Event> define_events(const Model& model, Definitions& definitions);

/// Adds to each event the zeros at which its trigger may change; `quantities` must hold the triggers, closed.
void add_roots(Equations& equations);

} // namespace euthymia
