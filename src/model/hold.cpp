// SPDX-License-Identifier: Apache-2.0
#include "euthymia/model/hold.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

constexpr std::string_view suffix = "__is_held";

bool has_symbol(const Model& model, const std::string& id) {
    const auto is_named = [&](const auto& element) { return element.id == id; };
    return std::ranges::any_of(model.parameters, is_named) || std::ranges::any_of(model.species, is_named) ||
           std::ranges::any_of(model.compartments, is_named);
}

std::vector<std::string> targets_of_rules(const Model& model) {
    std::vector<std::string> targets;
    for (const RateRule& rule : model.rate_rules) targets.push_back(rule.variable);
    for (const AssignmentRule& rule : model.assignment_rules) targets.push_back(rule.variable);
    return targets;
}

void add_parameters(Model& model, const std::string& id) {
    for (const std::string& name : {hold_switch_of(id), hold_level_of(id)}) {
        model.parameters.push_back(
            {.id = name, .value = 0.0, .is_constant = false, .name = {}, .units = "dimensionless"});
    }
}

/// @return whether a rule determines `id`, which can now be held.
bool hold(Model& model, const std::string& id) {
    const Expression is_held = Expression::symbol(hold_switch_of(id));
    const auto determines = [&](const auto& rule) { return rule.variable == id; };
    if (const auto rule = std::ranges::find_if(model.rate_rules, determines); rule != model.rate_rules.end()) {
        rule->math = select(is_held, 0.0, rule->math);
        return true;
    }
    const auto rule = std::ranges::find_if(model.assignment_rules, determines);
    if (rule == model.assignment_rules.end()) return false;
    rule->math = select(is_held, Expression::symbol(hold_level_of(id)), rule->math);
    return true;
}

[[noreturn]] void refuse(const Model& model, const std::string& id) {
    if (!has_symbol(model, id)) {
        throw InputError({fmt::format("the model has no quantity '{}'", id), "key 'clamp.variable'",
                          suggest(id, targets_of_rules(model), "use an id of the model that moves")});
    }
    throw UnsupportedError({fmt::format("'{}' cannot be held: no rule determines it", id), "key 'clamp.variable'",
                            "hold a quantity with a rate of change or an assignment; set a constant in the patient"});
}

} // namespace

std::string hold_switch_of(const std::string& id) {
    return id + std::string(suffix);
}

std::string hold_level_of(const std::string& id) {
    return id + "__held_at";
}

std::string_view held_by(std::string_view parameter) {
    return parameter.ends_with(suffix) ? parameter.substr(0, parameter.size() - suffix.size()) : std::string_view();
}

Model with_holds(Model model, const std::vector<std::string>& ids) {
    std::vector<std::string> done;
    for (const std::string& id : ids) {
        if (std::ranges::find(done, id) != done.end()) continue;
        if (!hold(model, id)) refuse(model, id);
        add_parameters(model, id);
        done.push_back(id);
    }
    return model;
}

} // namespace euthymia
