// SPDX-License-Identifier: Apache-2.0
#include "coalitions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"

namespace euthymia {

namespace {

bool is_determined(const Model& model, const std::string& id) {
    const auto determines = [&](const auto& rule) { return rule.variable == id; };
    return std::ranges::any_of(model.assignment_rules, determines) || std::ranges::any_of(model.rate_rules, determines);
}

/// The value of an input when no protocol sets it.
double rest_of(const Model& model, const std::string& id) {
    const auto found = std::ranges::find(model.parameters, id, &Parameter::id);
    if (found != model.parameters.end()) return found->value.value_or(0.0);
    std::vector<std::string> known;
    for (const AssignmentRule& rule : model.assignment_rules) known.push_back(rule.variable);
    throw InputError({fmt::format("the model has no quantity '{}'", id), "carriers of effects",
                      suggest(id, known, "use an id of the model")});
}

/// Everything reads `id` through a quantity of its own.
void put_between(Model& model, const std::string& id) {
    Substitution read({{id, Expression::symbol(reading_of(id))}});
    for (AssignmentRule& rule : model.assignment_rules) rule.math = read(rule.math);
    for (RateRule& rule : model.rate_rules) rule.math = read(rule.math);
    for (Reaction& reaction : model.reactions) {
        if (reaction.rate) reaction.rate = read(*reaction.rate);
    }
    model.parameters.push_back({.id = reading_of(id), .value = {}, .is_constant = false, .name = {}, .units = {}});
    model.assignment_rules.push_back({.variable = reading_of(id), .math = Expression::symbol(id)});
}

Clamp block(Model& model, const std::string& id) {
    if (is_determined(model, id)) return {.variable = id, .value = 1.0, .is_fraction = true};
    const double rest = rest_of(model, id);
    put_between(model, id);
    return {.variable = reading_of(id), .value = rest, .is_fraction = false};
}

void add_holds(Protocol& protocol, const std::vector<Clamp>& holds, double weeks) {
    for (Clamp hold : holds) {
        hold.weeks = weeks;
        protocol.interventions.emplace_back(hold);
    }
}

} // namespace

std::string reading_of(const std::string& id) {
    return id + "__as_read";
}

Blockable make_blockable(const Biology& biology, const std::vector<Carrier>& carriers) {
    if (!biology.model) {
        throw UnsupportedError({"nothing can be held in a biology without its model", "carriers of effects",
                                "read the biology from its directory"});
    }
    Blockable blockable{.biology = biology, .holds = {}};
    Model model = *biology.model;
    for (const Carrier& carrier : carriers) {
        auto& holds = blockable.holds.emplace_back();
        for (const std::string& quantity : carrier.quantities) {
            holds.push_back(block(model, biology.names.id_of(quantity)));
        }
    }
    blockable.biology.equations = derive_equations(model);
    blockable.biology.model = std::make_shared<const Model>(std::move(model));
    return blockable;
}

TrialDesign with_coalitions(const TrialDesign& design, const std::vector<std::vector<Clamp>>& holds) {
    const std::size_t n_coalition = std::size_t{1} << holds.size();
    const double weeks = design.visit_weeks.back() + 1.0; // past the hour of the last visit
    TrialDesign all = design;
    all.arms.clear();
    for (const ArmDesign& arm : design.arms) {
        for (std::size_t coalition = 0; coalition < n_coalition; ++coalition) {
            ArmDesign one = arm;
            one.name = fmt::format("{}, coalition {}", arm.name, coalition);
            for (std::size_t k = 0; k < holds.size(); ++k) {
                if ((coalition >> k & 1) == 0) add_holds(one.protocol, holds[k], weeks);
            }
            all.arms.push_back(std::move(one));
        }
    }
    all.comparator = fmt::format("{}, coalition {}", design.comparator, n_coalition - 1);
    return all;
}

} // namespace euthymia
