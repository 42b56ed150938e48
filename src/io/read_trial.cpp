// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_trial.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "interventions.hpp"
#include "published.hpp"
#include "recruitment.hpp"
#include "visits.hpp"

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

std::vector<ArmDesign> read_arms(const Mapping& trial, const TrialDesign& trial_design, double last_week) {
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
        if (arm.has("population")) {
            design.recruitment = yaml::read_own_recruitment(arm, trial_design.recruitment, last_week);
        }
        arms.push_back(std::move(design));
    }
    return arms;
}

std::vector<OutcomeDesign> read_outcomes(const Mapping& trial, const TrialDesign& design) {
    std::vector<OutcomeDesign> outcomes;
    const auto nodes = trial.list("outcomes");
    if (trial.has("outcomes") && trial.at("outcomes").IsSequence() && nodes.empty()) {
        trial.faults().add("the trial has no outcomes: 'outcomes' is an empty list", trial.at("outcomes"),
                           "add one, for example '{scale: HAMD17, week: 12}'");
    }
    for (const YAML::Node& node : nodes) {
        const Mapping outcome(node, "outcome", "outcome", trial.faults());
        outcomes.push_back({.measure = yaml::read_measure(outcome), .week = yaml::read_visit_week(outcome, design)});
        if (!outcome.has("noise")) continue;
        outcomes.back().noise = outcome.number("noise", yaml::share);
        if (outcome.has("scale")) outcome.refuse("noise", "remove it: scales have raters, variables have assays");
    }
    return outcomes;
}

void read_comparator(const Mapping& keys, TrialDesign& design) {
    design.comparator = keys.text("comparator");
    if (design.arms.empty()) return;
    std::vector<std::string> names;
    for (const ArmDesign& arm : design.arms) names.push_back(arm.name);
    if (design.comparator.empty() || std::find(names.begin(), names.end(), design.comparator) != names.end()) return;
    keys.faults().add(fmt::format("comparator '{}' is no arm", design.comparator), keys.at("comparator"),
                      suggest(design.comparator, names, "name one of the arms"));
}

void read_raters(const Mapping& keys, TrialDesign& design) {
    design.is_rater_blinded = keys.truth("blinded_raters", design.is_rater_blinded);
    if (keys.has("entry_inflation")) {
        constexpr yaml::Range points{.words = "points of HAMD17, 0 to 5", .low = 0.0, .high = 5.0};
        design.entry_inflation = keys.number("entry_inflation", points);
    }
    if (!keys.has("rater_bias")) return;
    constexpr yaml::Range few_points{.words = "points of HAMD17, 0 to 1.5", .low = 0.0, .high = 1.5};
    design.rater_bias = keys.number("rater_bias", few_points);
    if (design.is_rater_blinded) keys.refuse("rater_bias", "remove it, or write 'blinded_raters: false'");
}

void read_randomisation(const Mapping& keys, TrialDesign& design) {
    design.strata = keys.texts("stratify_by");
    for (const std::string& stratum : design.strata) {
        require_word(keys, "stratify_by", stratum, {"baseline", "female"});
    }
    if (keys.has("block_size")) design.block_size = keys.count("block_size");
}

void read_relapse(const Mapping& keys, TrialDesign& design) {
    if (!keys.has("relapse")) return;
    const auto relapse = keys.mapping("relapse", "relapse");
    if (!relapse) return;
    design.relapse = {.scale = relapse->text("scale"),
                      .at_least = relapse->number("at_least", yaml::not_negative),
                      .rise = relapse->number("rise", yaml::not_negative, 0.0)};
    if (relapse->has("ratings")) design.relapse.ratings = relapse->count("ratings");
}

void read_design(const Mapping& trial, TrialDesign& design) {
    const auto keys = trial.mapping("design", "design");
    if (!keys) return;
    read_comparator(*keys, design);
    read_raters(*keys, design);
    read_randomisation(*keys, design);
    const std::string analysis = keys->text("analysis", name_of(design.analysis));
    require_word(*keys, "analysis", analysis, analysis_names());
    const auto found = std::find(analysis_names().begin(), analysis_names().end(), analysis);
    if (found != analysis_names().end()) design.analysis = static_cast<Analysis>(found - analysis_names().begin());
    read_relapse(*keys, design);
}

} // namespace

TrialDesign read_trial(const std::filesystem::path& file) {
    yaml::Faults faults(file.string());
    const Mapping root(yaml::load(file, "euthymia/trial/1"), "trial", "", faults);
    TrialDesign design;
    design.title = root.text("title");
    design.source = root.text("source", "");
    yaml::read_visits(root, design);
    const double last_week = design.visit_weeks.empty() ? 0.0 : design.visit_weeks.back();
    design.recruitment = yaml::read_recruitment(root, last_week);
    design.arms = read_arms(root, design, last_week);
    read_design(root, design);
    design.outcomes = read_outcomes(root, design);
    design.published = yaml::read_published(root, design);
    faults.raise();
    return design;
}

} // namespace euthymia
