// SPDX-License-Identifier: Apache-2.0
// A trial small enough to check by hand: two arms, four people, three visits, two variables.
#pragma once

#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>

#include "euthymia/io/provenance.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia::test {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();
inline constexpr std::size_t n_person = 4, n_visit = 3, n_time = 3, n_variable = 2;

/// What the example holds for person `person` of arm `arm` at time `time`, variable `variable`; the last person of the
/// second arm failed after the first time.
inline double example_value(std::size_t arm, std::size_t person, std::size_t time, std::size_t variable) {
    if (arm == 1 && person == 3 && time > 0) return missing;
    const double digits = static_cast<double>(1000 * arm + 100 * person + 10 * time + variable);
    return digits / 3.0;
}

/// Whole points, the lower the later; missing for the same person.
inline double example_rating(std::size_t arm, std::size_t person, std::size_t visit) {
    if (arm == 1 && person == 3 && visit > 0) return missing;
    return static_cast<double>(20 + person - visit * (arm == 0 ? 5 : 2));
}

inline ArmResult example_result(std::size_t arm, std::size_t visit) {
    const double change = -static_cast<double>(visit) * (arm == 0 ? 5.0 : 2.0);
    ArmResult row{.measure = "HAMD17",
                  .is_scale = true,
                  .week = 2.0 * static_cast<double>(visit),
                  .score = {4, 21.5 + change, 1.25}};
    row.mean_change = change;
    row.percent_change = 100.0 * change / 21.5;
    row.response_rate = 25.0;
    row.remission_rate = 0.0;
    row.dropout_rate = 0.1 + 0.2; // needs seventeen digits
    return row;
}

inline ArmRecord example_arm(std::size_t arm) {
    ArmRecord record;
    record.name = arm == 0 ? "walk & \"talk\", <daily>" : "waiting";
    record.n_design = arm == 0 ? 17 : 13;
    for (std::size_t p = 0; p < n_person; ++p) {
        for (std::size_t t = 0; t < n_time; ++t) {
            for (std::size_t k = 0; k < n_variable; ++k) record.values.push_back(example_value(arm, p, t, k));
            record.ratings.push_back(example_rating(arm, p, t)); // as many visits as times, one scale
        }
    }
    record.attended_share = arm == 0 ? std::vector{1.0, 0.5, 0.75, 1.0} : std::vector<double>(4, missing);
    record.dropout_week = {missing, 1.5, missing, missing};
    for (std::size_t visit = 0; visit < n_visit; ++visit) record.results.push_back(example_result(arm, visit));
    ArmResult variable{.measure = "bdnf", .is_scale = false, .week = 4.0, .score = {4, 23.5, missing}};
    record.results.push_back(variable);
    return record;
}

inline TrialDesign example_design() {
    TrialDesign design;
    design.title = "Walking <and> waiting";
    design.source = "nobody2020";
    design.comparator = "waiting";
    design.recruitment.baseline = BaselineCriteria{"HAMD17", 21.0, 2.0, 14.0, 25.0};
    design.visit_weeks = {0.0, 2.0, 4.0};
    return design;
}

inline std::vector<Comparison> example_comparisons(const std::string& arm) {
    const PublishedRow change{.id = "C1",
                              .split = "calibration",
                              .arm = arm,
                              .versus = {},
                              .measure = "HAMD17",
                              .week = 4.0,
                              .statistic = "percent_change",
                              .value = -47.0,
                              .low = {},
                              .high = {}};
    const PublishedRow effect{.id = "C2",
                              .split = "validation",
                              .arm = arm,
                              .versus = "waiting",
                              .measure = "HAMD17",
                              .week = 4.0,
                              .statistic = "smd",
                              .value = -0.7,
                              .low = -1.3,
                              .high = -0.1};
    return {{.published = change, .simulated = -46.5, .low = -60.0, .high = -33.0, .agrees = true},
            {.published = effect, .simulated = 0.25, .low = -0.5, .high = 1.0, .agrees = false}};
}

inline TrialResult example_trial() {
    TrialResult result;
    result.design = example_design();
    result.n_pool = 4;
    result.n_replicate = 10;
    result.seed = 7;
    result.flow = {.n_assessed = 31, .n_below = 12, .n_above = 5, .n_failed = 1, .n_unmatched = 9, .n_entered = 4};
    result.age = {31.5, 42.0, 27.25, 60.0};
    result.is_female = {true, false, true, true};
    result.patient = {3, 8, 9, 30};
    result.time = {9.0, 345.0, 681.0};
    result.visit_time = result.time;
    result.variables = {
        {.alias = "bdnf", .id = "BDNF_serum", .panel = "neurotrophic", .unit = "ng/mL", .label = "Serum BDNF"},
        {.alias = "5-HT", .id = "HT_e", .panel = "neurotransmitter", .unit = "nM", .label = "Serotonin"}};
    result.scales = {"HAMD17"};
    result.arms = {example_arm(0), example_arm(1)};
    Contrast contrast{.arm = result.arms[0].name,
                      .versus = "waiting",
                      .measure = "HAMD17",
                      .week = 4.0,
                      .smd = {-0.63, -1.2, -0.06},
                      .mean_difference = {-6.0, -9.5, -2.5},
                      .risk_ratio = Estimate{2.0, 0.5, 8.0},
                      .odds_ratio = {},
                      .risk_difference = risk_difference(1, 4, 1, 4)};
    result.contrasts = {contrast};
    result.comparisons = example_comparisons(result.arms[0].name);
    result.failures = {{.patient = 30, .arm = "waiting", .time = 12.5, .reason = "step too small,\nat \"x\""}};
    result.rescues = {{.patient = 8, .arm = "waiting", .time = 2.0, .reason = "growth"}};
    return result;
}

inline Provenance example_provenance() {
    return {.version = "0.1.0",
            .git_hash = "",
            .command_line = "euthymia trial walking.yaml",
            .started = "2025-01-02T03:04:05Z",
            .wall_seconds = 1.5,
            .seed = 7,
            .n_thread = 2,
            .solver = "CVODE",
            .method = "cvode",
            .back_end = "interpreter",
            .rtol = 1e-6,
            .atol = 1e-7,
            .inputs = {{.path = "walking.yaml", .sha256 = sha256_of_text("walking")}},
            .warnings = {"nobody walked"}};
}

/// The example with intervals over an ensemble of 8 members beside its numbers.
inline TrialResult example_over_ensemble() {
    TrialResult result = example_trial();
    result.n_member = 8;
    const Estimate none{missing, missing, missing};
    result.contrasts[0].over_ensemble = ContrastOverEnsemble{.smd = {-0.6, -0.8, -0.4},
                                                             .mean_difference = {-6.5, -9.0, -4.0},
                                                             .risk_ratio = {2.0, 1.5, 2.5},
                                                             .odds_ratio = none,
                                                             .risk_difference = {0.2, -0.05, 0.25},
                                                             .power = {0.5, 0.25, 0.75}};
    result.comparisons[0].over_ensemble = Estimate{-45.0, -50.0, -40.0};
    result.comparisons[1].over_ensemble = Estimate{0.25, -0.125, 0.5};
    for (ArmRecord& arm : result.arms) {
        for (ArmResult& row : arm.results) {
            const double mean = row.score.mean;
            row.over_ensemble = ArmResultOverEnsemble{.mean = {mean, mean - 1.0, mean + 1.25},
                                                      .mean_change = {-3.0, -4.0, -2.0},
                                                      .percent_change = {-30.0, -40.0, -20.0},
                                                      .response_rate = row.is_scale ? Estimate{25.0, 10.0, 35.0} : none,
                                                      .remission_rate = row.is_scale ? Estimate{5.0, 0.0, 10.0} : none,
                                                      .dropout_rate = {1.0, 0.5, 1.5}};
        }
        arm.over_ensemble =
            CourseOverEnsemble{.ratings = std::vector<Estimate>(n_visit, {15.0, 14.0, 16.0}),
                               .values = std::vector<Estimate>(n_time * n_variable, {150.0, 140.0, 160.0}),
                               .in_treatment = std::vector<Estimate>(5, {80.0, 70.0, 85.0})}; // weeks 0 to 4
    }
    return result;
}

inline Provenance ensemble_provenance() {
    Provenance provenance = example_provenance();
    provenance.ensemble = EnsembleRecord{
        .path = "fit/ensemble.tsv", .n_member = 8, .effective_size = 5.5, .parameters = {"gain_a", "gain_b"}};
    return provenance;
}

inline std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

} // namespace euthymia::test
