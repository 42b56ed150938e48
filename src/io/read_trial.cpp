// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_trial.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "interventions.hpp"
#include "published.hpp"
#include "recruitment.hpp"

namespace euthymia {

namespace {

using yaml::Mapping;

/// The number of participants; a fault when there are none.
int read_size(const Mapping& arm, const std::string& name) {
    const auto todo = "write 'n', the number of participants, a whole number of at least 1";
    if (!arm.has("n")) {
        arm.faults().add(fmt::format("arm '{}' has no patients: 'n' is missing", name), arm.node(), todo);
        return 0;
    }
    const double n = arm.number("n", yaml::any_number);
    constexpr double most = 1e6;
    if (n >= 1.0 && n <= most && n == std::floor(n)) return static_cast<int>(n);
    arm.faults().add(fmt::format("arm '{}' has {} patients: 'n' is {}", name, n > 0.0 ? "no whole number of" : "no", n),
                     arm.at("n"), todo);
    return 0;
}

std::vector<ArmDesign> read_arms(const Mapping& trial) {
    std::vector<ArmDesign> arms;
    if (!trial.require("arms", "add 'arms', a list of at least one arm")) return arms;
    const auto nodes = trial.list("arms");
    if (trial.at("arms").IsSequence() && nodes.empty()) {
        trial.faults().add("the trial has no arms: 'arms' is an empty list", trial.at("arms"), "add at least one arm");
    }
    for (const YAML::Node& node : nodes) {
        const Mapping arm(node, "arm", "arm", trial.faults());
        ArmDesign design{.name = arm.text("name"), .n = 0, .protocol = {}};
        const auto has_same_name = [&](const ArmDesign& other) { return other.name == design.name; };
        if (!design.name.empty() && std::any_of(arms.begin(), arms.end(), has_same_name)) {
            trial.faults().add(fmt::format("two arms are named '{}'", design.name), arm.at("name"), "rename one");
        }
        design.n = read_size(arm, design.name);
        design.protocol = yaml::read_interventions(arm, design.name);
        arms.push_back(std::move(design));
    }
    return arms;
}

std::vector<double> read_visits(const Mapping& trial) {
    const auto visits = trial.mapping("visits", "visits");
    if (!visits) return {};
    const YAML::Node node = visits->at("weeks");
    const auto weeks = visits->numbers("weeks", yaml::not_negative);
    if (!visits->has("weeks") || !node.IsSequence()) return weeks;
    if (weeks.size() < 2) {
        trial.faults().add(weeks.empty() ? "the trial has no visits" : "the trial has one visit only", node,
                           "give the weeks of all visits, the baseline first: 'weeks: [0, 4, 8, 12]'");
    } else if (weeks.front() != 0.0) {
        trial.faults().add(fmt::format("the first visit is in week {}", weeks.front()), node,
                           "begin with the baseline visit, week 0");
    }
    for (std::size_t k = 1; k < weeks.size(); ++k) {
        if (weeks[k] > weeks[k - 1]) continue;
        trial.faults().add(fmt::format("visit weeks do not ascend: {} after {}", weeks[k], weeks[k - 1]), node,
                           "order the weeks, each once");
    }
    return weeks;
}

std::vector<OutcomeDesign> read_outcomes(const Mapping& trial, const std::vector<double>& visits) {
    std::vector<OutcomeDesign> outcomes;
    const auto nodes = trial.list("outcomes");
    if (trial.has("outcomes") && trial.at("outcomes").IsSequence() && nodes.empty()) {
        trial.faults().add("the trial has no outcomes: 'outcomes' is an empty list", trial.at("outcomes"),
                           "add one, for example '{scale: HAMD17, week: 12}'");
    }
    for (const YAML::Node& node : nodes) {
        const Mapping outcome(node, "outcome", "outcome", trial.faults());
        outcomes.push_back({.measure = yaml::read_measure(outcome), .week = yaml::read_visit_week(outcome, visits)});
    }
    return outcomes;
}

void read_design(const Mapping& trial, TrialDesign& design) {
    const auto keys = trial.mapping("design", "design");
    if (!keys) return;
    design.comparator = keys->text("comparator");
    design.is_rater_blinded = keys->truth("blinded_raters", design.is_rater_blinded);
    if (design.arms.empty()) return;
    std::vector<std::string> names;
    for (const ArmDesign& arm : design.arms) names.push_back(arm.name);
    if (design.comparator.empty() || std::find(names.begin(), names.end(), design.comparator) != names.end()) return;
    trial.faults().add(fmt::format("comparator '{}' is no arm", design.comparator), keys->at("comparator"),
                       suggest(design.comparator, names, "name one of the arms"));
}

} // namespace

TrialDesign read_trial(const std::filesystem::path& file) {
    yaml::Faults faults(file.string());
    const Mapping root(yaml::load(file, "euthymia/trial/1"), "trial", "", faults);
    TrialDesign design;
    design.title = root.text("title");
    design.source = root.text("source", "");
    design.recruitment = yaml::read_recruitment(root);
    design.arms = read_arms(root);
    read_design(root, design);
    design.visit_weeks = read_visits(root);
    design.outcomes = read_outcomes(root, design.visit_weeks);
    design.published = yaml::read_published(root, design);
    faults.raise();
    return design;
}

} // namespace euthymia
