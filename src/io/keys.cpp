// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/keys.hpp"

namespace euthymia {

namespace {

std::vector<std::string> with_interventions(std::vector<std::string> keys) {
    keys.insert(keys.end(), intervention_keys().begin(), intervention_keys().end());
    return keys;
}

const std::vector<std::string> absent_interventions{
    "painting", "music_making", "music_listening", "dance", "handicraft",
    "cbt",      "ect",          "challenge",       "clamp", "engagement"};

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
        {"patient", {"schema", "title", "source", "notes", "parameters", "history"}},
        {"history", {"weeks", "stress"}},
        {"exercise",
         {"mode", "sessions_per_week", "minutes", "intensity", "energy", "weeks", "start_week", "supervision"}},
        {"attention", {"sessions_per_week", "minutes", "weeks", "start_week", "kind"}},
        {"placebo_pill", {"weeks", "start_week"}},
        {"usual_care", {"weeks", "start_week"}},
        {"waitlist", {"weeks", "start_week"}},
        {"drug", {"name", "dose", "every", "weeks", "start_week"}},
        {"stress", {"level", "weeks", "start_week"}}};
    return table;
}

const KeyTable& unsupported_keys() {
    static const KeyTable table{{"arm", absent_interventions},
                                {"protocol", absent_interventions},
                                {"exercise", {"progression"}},
                                {"drug", {"titration", "taper"}}};
    return table;
}

const std::vector<std::string>& intervention_keys() {
    static const std::vector<std::string> keys{"exercise", "attention", "placebo_pill", "usual_care",
                                               "waitlist", "drug",      "stress"};
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
