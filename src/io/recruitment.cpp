// SPDX-License-Identifier: Apache-2.0
#include "recruitment.hpp"

#include <fmt/format.h>

#include "interventions.hpp"

namespace euthymia::yaml {

namespace {

const Units dose_units{{.name = "mg", .factor = 1.0}, {.name = "g", .factor = 1000.0}};
const Units interval_units{{.name = "h", .factor = 1.0}, {.name = "day", .factor = 24.0}};

constexpr double settling_weeks = 8.0; ///< a medicine of before baseline has its effect by then

void check_order(const Mapping& mapping, double min, double mean, double max) {
    if (min <= mean && mean <= max) return;
    mapping.faults().add(fmt::format("min {}, mean {} and max {} are not in order", min, mean, max), mapping.node(),
                         "give them ascending");
}

void read_age(const Mapping& population, Recruitment& recruitment) {
    const auto age = population.mapping("age", "age");
    if (!age) return;
    recruitment.age_spread = {};
    recruitment.age_mean = age->number("mean", positive);
    Spread& spread = recruitment.age_spread;
    spread.sd = age->number("sd", not_negative, 0.0);
    if (spread.sd > 0.0) spread.kind = Spread::Kind::normal;
    spread.min = age->number("min", not_negative, 0.0);
    spread.max = age->number("max", positive, spread.max);
    if (age->has("mean")) check_order(*age, spread.min, recruitment.age_mean, spread.max);
}

std::optional<BaselineCriteria> read_baseline(const Mapping& population) {
    if (!population.has("baseline")) return std::nullopt;
    const auto baseline = population.mapping("baseline", "baseline");
    if (!baseline) return std::nullopt;
    BaselineCriteria criteria{.scale = baseline->text("scale"),
                              .mean = baseline->number("mean", not_negative),
                              .sd = baseline->number("sd", positive),
                              .min = baseline->number("min", not_negative),
                              .max = baseline->number("max", positive)};
    if (baseline->has("mean") && baseline->has("min") && baseline->has("max")) {
        check_order(*baseline, criteria.min, criteria.mean, criteria.max);
    }
    return criteria;
}

/// The medicine of `background`: {drug: ...}, or the usual one.
Drug read_background_drug(const Mapping& population) {
    Drug drug{.name = "escitalopram", .dose = 10.0};
    if (!population.at("background").IsMap()) return drug;
    const auto background = population.mapping("background", "background");
    const auto keys = background->mapping("drug", "background_drug");
    if (!keys) return drug;
    drug.name = keys->text("name");
    drug.dose = keys->quantity("dose", dose_units, positive);
    if (keys->has("every")) drug.every = keys->quantity("every", interval_units, positive);
    return drug;
}

void read_background(const Mapping& population, double last_week, Recruitment& recruitment) {
    const bool is_drug = population.at("background").IsMap();
    const std::string word = is_drug ? "drug" : population.text("background", "none");
    if (!is_drug) require_word(population, "background", word, {"none", "usual care", "antidepressant"});
    if (word == "none") {
        if (population.has("background_weeks"))
            population.refuse("background_weeks", "remove it, or give 'background'");
        return;
    }
    const bool is_care = word == "usual care";
    recruitment.background_weeks = population.number("background_weeks", not_negative, is_care ? 0.0 : settling_weeks);
    const double weeks = recruitment.background_weeks + last_week + 1.0; // the last visit is in the week after
    recruitment.background.name = "background";
    if (is_care) {
        recruitment.background.interventions = {Care{.kind = "usual_care", .weeks = weeks}};
    } else {
        Drug drug = read_background_drug(population);
        drug.weeks = weeks;
        recruitment.background.interventions = {drug};
    }
}

void read_remission_max(const Mapping& keys, LeadIn& lead_in) {
    if (!keys.has("remission_max")) return;
    lead_in.remission_max = keys.number("remission_max", not_negative);
    using Enter = LeadIn::Enter;
    const bool is_by_remission = lead_in.enter == Enter::remission || lead_in.enter == Enter::no_remission;
    if (!is_by_remission) keys.refuse("remission_max", "remove it, or let 'enter' be remission or no_remission");
}

void read_lead_in(const Mapping& population, Recruitment& recruitment) {
    const auto keys = population.mapping("lead_in", "lead_in");
    if (!keys) return;
    using Enter = LeadIn::Enter;
    static const std::vector<std::string> words{"response", "remission", "no_remission", "no_response"};
    static const std::vector<Enter> entries{Enter::response, Enter::remission, Enter::no_remission, Enter::no_response};
    LeadIn lead_in{.weeks = keys->number("weeks", positive), .protocol = read_interventions(*keys, "lead-in")};
    const std::string word = keys->text("enter");
    require_word(*keys, "enter", word, words);
    for (std::size_t k = 0; k < words.size(); ++k) {
        if (words[k] == word) lead_in.enter = entries[k];
    }
    read_remission_max(*keys, lead_in);
    if (!recruitment.baseline) {
        keys->faults().add("a lead-in needs 'population.baseline', the score before it", keys->node(),
                           "add 'baseline'");
    }
    recruitment.lead_in = std::move(lead_in);
}

void read_people(const Mapping& population, double last_week, Recruitment& recruitment) {
    recruitment.baseline = read_baseline(population);
    recruitment.patient = population.text("patient", recruitment.patient);
    recruitment.conditions = population.texts("conditions");
    if (population.has("background") || population.has("background_weeks")) {
        read_background(population, last_week, recruitment);
    }
    if (population.has("lead_in")) read_lead_in(population, recruitment);
}

} // namespace

Recruitment read_recruitment(const Mapping& trial, double last_week) {
    Recruitment recruitment;
    const auto population = trial.mapping("population", "population");
    if (!population) return recruitment;
    read_age(*population, recruitment);
    recruitment.female_share = population->number("female", share);
    read_people(*population, last_week, recruitment);
    return recruitment;
}

Recruitment read_own_recruitment(const Mapping& arm, const Recruitment& of_trial, double last_week) {
    Recruitment recruitment;
    recruitment.age_mean = of_trial.age_mean;
    recruitment.age_spread = of_trial.age_spread;
    recruitment.female_share = of_trial.female_share;
    const auto population = arm.mapping("population", "arm_population");
    if (!population) return recruitment;
    if (population->has("age")) read_age(*population, recruitment);
    recruitment.female_share = population->number("female", share, recruitment.female_share);
    read_people(*population, last_week, recruitment);
    return recruitment;
}

} // namespace euthymia::yaml
