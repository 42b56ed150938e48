// SPDX-License-Identifier: Apache-2.0
// Names that no SBML id can have, for what stands beside the model's own symbols.
#pragma once

#include <optional>
#include <string>

namespace euthymia {

/// The amount that integrates for a species without a rule.
[[nodiscard]] inline std::string state_of(const std::string& species) {
    return "state(" + species + ")";
}

/// The value a symbol had at the start, held for the run.
[[nodiscard]] inline std::string initial_of(const std::string& id) {
    return "initial(" + id + ")";
}

/// The sum that fast reactions leave alone, named by one species of it.
[[nodiscard]] inline std::string conserved_of(const std::string& species) {
    return "conserved(" + species + ")";
}

/// The rate of change of a state.
[[nodiscard]] inline std::string rate_of_state(const std::string& state) {
    return "rate(" + state + ")";
}

/// A part of an event: its trigger, delay, priority, value(x).
[[nodiscard]] inline std::string event_part(const std::string& event, const std::string& part) {
    return "event(" + event + ")." + part;
}

/// x, if `symbol` is `head(x)`.
[[nodiscard]] inline std::optional<std::string> argument_of(const std::string& symbol, const std::string& head) {
    if (!symbol.starts_with(head + "(") || !symbol.ends_with(")")) return std::nullopt;
    return symbol.substr(head.size() + 1, symbol.size() - head.size() - 2);
}

} // namespace euthymia
