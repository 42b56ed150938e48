// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/keys.hpp"

#include "euthymia/trial/statistic_table.hpp"

namespace euthymia {

namespace {

std::vector<std::string> with_interventions(std::vector<std::string> keys) {
    keys.insert(keys.end(), intervention_keys().begin(), intervention_keys().end());
    keys.insert(keys.end(), {"engagement", "contact"});
    return keys;
}

const std::vector<std::string> art_keys{"sessions_per_week", "sessions", "minutes", "weeks",
                                        "start_week",        "hour",     "group",   "finishes_pieces"};

const std::vector<std::string> population_keys{"age",     "female",     "baseline",         "patient",
                                               "lead_in", "background", "background_weeks", "conditions"};

} // namespace

const KeyTable& document_keys() {
    static const KeyTable table{
        {"trial", {"schema", "title", "source", "design", "population", "arms", "visits", "outcomes", "published"}},
        {"design",
         {"comparator", "blinded_raters", "rater_bias", "entry_inflation", "analysis", "stratify_by", "block_size",
          "relapse"}},
        {"relapse", {"scale", "at_least", "rise", "ratings"}},
        {"population", population_keys},
        {"arm_population", population_keys},
        {"background", {"drug"}},
        {"background_drug", {"name", "dose", "every"}},
        {"lead_in", with_interventions({"weeks", "enter", "remission_max"})},
        {"age", {"mean", "sd", "min", "max"}},
        {"baseline", {"scale", "mean", "sd", "min", "max"}},
        {"arm", with_interventions({"name", "n", "population"})},
        {"visits", {"weeks", "hours"}},
        {"outcome", {"scale", "variable", "week", "hour", "noise"}},
        {"published",
         {"id", "split", "arm", "versus", "scale", "variable", "week", "hour", "statistic", "value", "interval",
          "weight", "note", "event", "response_drop", "remission_max", "reached", "ratings", "before_relapse", "group",
          "with"}},
        {"group", {"scale", "from", "below"}},
        {"calibration",
         {"schema", "title", "parameters", "trials", "claims", "allow_assumed", "pool", "replicates", "evaluations",
          "seed", "ensemble"}},
        {"fit_parameter", {"id", "low", "high", "prior", "scale"}},
        {"protocol", with_interventions({"schema", "title"})},
        {"claim",
         {"schema", "id", "source", "system", "kind", "statement", "note", "weeks", "every", "patients", "arms",
          "checks", "early_warning", "literature"}},
        {"early_warning",
         {"patient", "age", "people", "rising", "steady", "quantity", "score", "well", "ill", "window_days",
          "smoothing_days", "normal_weeks", "false_alarms"}},
        {"claim_arm", with_interventions({"name", "patient", "parameters", "cut"})},
        {"check",
         {"quantity", "arm", "patient", "week", "hours", "as", "minus", "expect", "than", "by", "interval", "percent",
          "order"}},
        {"reading", {"quantity", "arm", "patient", "week", "hours", "as", "minus", "value"}},
        {"literature", {"agrees", "disagrees"}},
        {"voice", {"source", "says", "checks"}},
        {"sensitivity",
         {"schema", "title", "trial", "patient", "protocol", "versus", "outcome", "parameters", "method",
          "trajectories", "samples", "then", "seed", "pool"}},
        {"sensitivity_outcome", {"scale", "variable", "week", "arm", "versus"}},
        {"uncertain", {"id", "low", "high", "range", "graded", "system"}},
        {"patient", {"schema", "title", "source", "notes", "age", "conditions", "parameters", "history"}},
        {"history", {"weeks", "stress"}},
        {"exercise",
         {"mode", "sessions_per_week", "sessions", "minutes", "intensity", "energy", "weeks", "start_week", "hour",
          "supervision", "progression", "beyond_limits"}},
        {"progression", {"from", "to", "minutes_from", "weeks"}},
        {"attention", {"sessions_per_week", "sessions", "minutes", "weeks", "start_week", "hour", "kind"}},
        {"placebo_pill", {"weeks", "start_week"}},
        {"usual_care", {"weeks", "start_week"}},
        {"waitlist", {"weeks", "start_week"}},
        {"untreated", {"weeks", "start_week"}},
        {"drug", {"name", "dose", "every", "weeks", "start_week", "titration", "taper"}},
        {"painting", art_keys},
        {"music_making", art_keys},
        {"music_listening", art_keys},
        {"dance", art_keys},
        {"handicraft", art_keys},
        {"cbt", {"sessions_per_week", "minutes", "weeks", "start_week", "form"}},
        {"ect", {"sessions_per_week", "sessions", "start_week", "placement"}},
        {"stress", {"level", "weeks", "hours", "start_week", "hour", "pattern", "seed"}},
        {"daily_events", {"sd", "weeks", "start_week", "seed"}},
        {"challenge", {"substance", "cytokine", "dose", "hours", "start_week", "hour"}},
        {"clamp", {"variable", "value", "fraction", "weeks", "start_week"}}};
    return table;
}

const std::vector<std::string>& intervention_keys() {
    static const std::vector<std::string> keys{
        "exercise", "attention", "placebo_pill", "usual_care",      "waitlist",  "untreated",
        "drug",     "painting",  "music_making", "music_listening", "dance",     "handicraft",
        "cbt",      "ect",       "stress",       "daily_events",    "challenge", "clamp"};
    return keys;
}

const std::vector<std::string>& statistic_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        for (const StatisticTraits& row : statistic_table()) list.push_back(row.name);
        return list;
    }();
    return names;
}

} // namespace euthymia
