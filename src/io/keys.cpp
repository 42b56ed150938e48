// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/keys.hpp"

namespace euthymia {

namespace {

std::vector<std::string> with_interventions(std::vector<std::string> keys) {
    keys.insert(keys.end(), intervention_keys().begin(), intervention_keys().end());
    keys.insert(keys.end(), {"engagement", "contact"});
    return keys;
}

const std::vector<std::string> art_keys{"sessions_per_week", "minutes", "weeks",
                                        "start_week",        "group",   "finishes_pieces"};

} // namespace

const KeyTable& document_keys() {
    static const KeyTable table{
        {"trial", {"schema", "title", "source", "design", "population", "arms", "visits", "outcomes", "published"}},
        {"design", {"comparator", "blinded_raters"}},
        {"population", {"age", "female", "baseline", "background", "patient"}},
        {"age", {"mean", "sd", "min", "max"}},
        {"baseline", {"scale", "mean", "sd", "min", "max"}},
        {"arm", with_interventions({"name", "n"})},
        {"visits", {"weeks"}},
        {"outcome", {"scale", "variable", "week"}},
        {"published", {"id", "split", "arm", "versus", "scale", "variable", "week", "statistic", "value", "interval"}},
        {"protocol", with_interventions({"schema", "title"})},
        {"claim",
         {"schema", "id", "source", "system", "kind", "statement", "note", "weeks", "every", "patients", "arms",
          "checks", "literature"}},
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
        {"patient", {"schema", "title", "source", "notes", "parameters", "history"}},
        {"history", {"weeks", "stress"}},
        {"exercise",
         {"mode", "sessions_per_week", "minutes", "intensity", "energy", "weeks", "start_week", "supervision"}},
        {"attention", {"sessions_per_week", "minutes", "weeks", "start_week", "kind"}},
        {"placebo_pill", {"weeks", "start_week"}},
        {"usual_care", {"weeks", "start_week"}},
        {"waitlist", {"weeks", "start_week"}},
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

const KeyTable& unsupported_keys() {
    static const KeyTable table{{"exercise", {"progression"}}};
    return table;
}

const std::vector<std::string>& intervention_keys() {
    static const std::vector<std::string> keys{
        "exercise", "attention",    "placebo_pill",    "usual_care", "waitlist",   "drug",
        "painting", "music_making", "music_listening", "dance",      "handicraft", "cbt",
        "ect",      "stress",       "daily_events",    "challenge",  "clamp"};
    return keys;
}

const std::vector<std::string>& statistic_names() {
    static const std::vector<std::string> names{"mean_change",     "percent_change", "response_rate",
                                                "remission_rate",  "dropout_rate",   "smd",
                                                "mean_difference", "odds_ratio",     "risk_ratio"};
    return names;
}

const std::vector<std::string>& unsupported_statistics() {
    static const std::vector<std::string> names{"relapse_rate", "ratio_to_baseline", "correlation"};
    return names;
}

} // namespace euthymia
