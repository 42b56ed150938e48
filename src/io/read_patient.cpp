// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_patient.hpp"

#include <fmt/format.h>

#include "yaml.hpp"

namespace euthymia {

namespace {

std::vector<HistoryPhase> read_history(const yaml::Mapping& root) {
    std::vector<HistoryPhase> history;
    if (!root.has("history")) return history;
    for (const YAML::Node& node : root.list("history")) {
        const yaml::Mapping phase(node, "history", "history", root.faults());
        history.push_back(
            {.weeks = phase.number("weeks", yaml::positive), .stress = phase.number("stress", yaml::not_negative)});
    }
    return history;
}

} // namespace

Patient read_patient(const std::filesystem::path& file) {
    yaml::Faults faults(file.string());
    const yaml::Mapping root(yaml::load(file, "euthymia/patient/1"), "patient", "", faults);
    Patient patient{.title = root.text("title"), .parameters = {}, .history = read_history(root)};
    if (root.has("age")) patient.age = root.number("age", yaml::positive);
    if (root.has("parameters")) patient.parameters = root.named_numbers("parameters");
    patient.conditions = root.texts("conditions");
    for (const char* key : {"source", "notes"})
        std::ignore = root.text(key, ""); // for people; only its form is checked
    faults.raise();
    return patient;
}

Patient read_patient(const std::filesystem::path& file, const Names& names) {
    Patient patient = read_patient(file);
    std::map<std::string, double> by_id;
    for (const auto& [name, value] : patient.parameters) {
        if (by_id.emplace(names.id_of(name), value).second) continue;
        throw InputError({fmt::format("parameter '{}' is given under two names", names.id_of(name)), file.string(),
                          fmt::format("keep one; '{}' is one of them", name)});
    }
    patient.parameters = std::move(by_id);
    return patient;
}

} // namespace euthymia
