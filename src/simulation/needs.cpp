// SPDX-License-Identifier: Apache-2.0
// What schedules need of a model, and what they may hold in it.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/base/error.hpp"
#include "euthymia/compile/compiled_model.hpp"
#include "euthymia/model/hold.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia {

namespace {

template <typename List>
std::optional<std::size_t> place_in(const List& list, const std::string& item) {
    const auto found = std::ranges::find(list, item);
    if (found == list.end()) return std::nullopt;
    return static_cast<std::size_t>(found - list.begin());
}

const char* word_of(Need::Kind kind) {
    switch (kind) {
    case Need::Kind::input:
        return "input";
    case Need::Kind::state:
        return "state";
    case Need::Kind::quantity:
        break;
    }
    return "quantity";
}

Issue issue_of(const std::string& intervention, const std::vector<std::string>& lacking) {
    return {fmt::format("the model has no {}", fmt::join(lacking, ", no ")), fmt::format("key '{}'", intervention),
            fmt::format("leave out '{}', or use a biology whose model has them", intervention)};
}

} // namespace

void Simulator::want_holds(const Equations& equations, CompileOptions& options) {
    for (const Constant& constant : equations.constants) {
        const std::string id(held_by(constant.id));
        if (id.empty()) continue;
        options.parameters.insert(options.parameters.end(), {constant.id, hold_level_of(id)});
        const bool is_state = std::ranges::any_of(equations.states, [&](const State& state) { return state.id == id; });
        held_.push_back({.id = id, .state = {}, .observable = {}});
        if (is_state) continue;
        held_.back().observable = options.observables.size();
        options.observables.push_back(id);
    }
}

void Simulator::bind_holds() {
    for (HeldQuantity& quantity : held_) {
        quantity.is_held = parameter_index(hold_switch_of(quantity.id));
        quantity.level = parameter_index(hold_level_of(quantity.id));
        quantity.state = place_in(model_->layout().states, quantity.id);
    }
}

const HeldQuantity* Simulator::find_held(const std::string& name) const {
    const std::string id = names_.id_of(name);
    const auto found = std::ranges::find_if(held_, [&](const HeldQuantity& quantity) { return quantity.id == id; });
    return found == held_.end() ? nullptr : &*found;
}

const HeldQuantity& Simulator::held_quantity(const std::string& name) const {
    if (const HeldQuantity* found = find_held(name)) return *found;
    throw InputError({fmt::format("'{}' cannot be held in this model", name), "simulation",
                      "make the model ready for it (with_holds)"});
}

bool Simulator::has(const Need& need) const {
    switch (need.kind) {
    case Need::Kind::input:
        return has_parameter(need.name);
    case Need::Kind::state:
        return state_index(need.name).has_value();
    case Need::Kind::quantity:
        break;
    }
    return need.name == session_effect ? session_effect_.has_value() : find_held(need.name) != nullptr;
}

void Simulator::require(const Schedule& schedule) const {
    std::vector<std::pair<std::string, std::vector<std::string>>> lacking; // by intervention, in their order
    for (const Need& need : schedule.needs) {
        if (has(need)) continue;
        const auto is_same = [&](const auto& row) { return row.first == need.intervention; };
        auto row = std::ranges::find_if(lacking, is_same);
        if (row == lacking.end()) row = lacking.insert(row, {need.intervention, {}});
        row->second.push_back(fmt::format("{} '{}'", word_of(need.kind), need.name));
    }
    if (lacking.empty()) return;
    std::vector<Issue> issues;
    for (const auto& [intervention, names] : lacking) issues.push_back(issue_of(intervention, names));
    throw UnsupportedError(std::move(issues));
}

} // namespace euthymia
