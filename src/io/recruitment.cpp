// SPDX-License-Identifier: Apache-2.0
#include "recruitment.hpp"

#include <fmt/format.h>

namespace euthymia::yaml {

namespace {

void check_order(const Mapping& mapping, double min, double mean, double max) {
    if (min <= mean && mean <= max) return;
    mapping.faults().add(fmt::format("min {}, mean {} and max {} are not in order", min, mean, max), mapping.node(),
                         "give them ascending");
}

void read_age(const Mapping& population, Recruitment& recruitment) {
    const auto age = population.mapping("age", "age");
    if (!age) return;
    recruitment.age_mean = age->number("mean", positive);
    Spread& spread = recruitment.age_spread;
    spread.sd = age->number("sd", not_negative, 0.0);
    if (spread.sd > 0.0) spread.kind = Spread::Kind::normal;
    spread.min = age->number("min", not_negative, 0.0);
    spread.max = age->number("max", positive, spread.max);
    if (age->has("mean")) check_order(*age, spread.min, recruitment.age_mean, spread.max);
}

BaselineCriteria read_baseline(const Mapping& population) {
    const auto baseline = population.mapping("baseline", "baseline");
    if (!baseline) return {};
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

void check_background(const Mapping& population) {
    const std::string background = population.text("background", "none");
    if (background == "usual care" || background == "antidepressant") {
        population.faults().add_unsupported(fmt::format("'population.background: {}' is not supported", background),
                                            population.at("background"),
                                            "write 'background: none', or give the treatment to every arm");
    } else {
        require_word(population, "background", background, {"none"});
    }
}

} // namespace

Recruitment read_recruitment(const Mapping& trial) {
    Recruitment recruitment;
    const auto population = trial.mapping("population", "population");
    if (!population) return recruitment;
    read_age(*population, recruitment);
    recruitment.female_share = population->number("female", share);
    recruitment.baseline = read_baseline(*population);
    recruitment.patient = population->text("patient", recruitment.patient);
    check_background(*population);
    return recruitment;
}

} // namespace euthymia::yaml
