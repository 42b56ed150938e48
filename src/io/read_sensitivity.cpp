// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_sensitivity.hpp"

#include <fmt/format.h>

#include "published.hpp"
#include "yaml.hpp"

namespace euthymia {

namespace {

using yaml::Mapping;

constexpr int default_trajectories = 10, default_samples = 256;

const yaml::Units shares{{.name = "", .factor = 1.0}, {.name = "%", .factor = 0.01}};

/// Bounds come together.
void read_bounds(const Mapping& mapping, ParameterChoice& choice) {
    if (mapping.has("low") != mapping.has("high")) {
        mapping.faults().add("one of 'low' and 'high' is missing", mapping.node(), "give both, or 'range'");
        return;
    }
    if (!mapping.has("low")) return;
    choice.low = mapping.number("low", yaml::any_number);
    choice.high = mapping.number("high", yaml::any_number);
    if (*choice.low >= *choice.high) mapping.refuse("high", "give a number above 'low'");
}

ParameterChoice read_choice(const Mapping& mapping) {
    ParameterChoice choice{.id = mapping.text("id", ""),
                           .grade = mapping.text("graded", ""),
                           .system = mapping.text("system", ""),
                           .where = mapping.faults().where(mapping.node())};
    const bool is_selection = !choice.grade.empty() || !choice.system.empty();
    if (choice.id.empty() != is_selection && mapping.is_understood()) {
        mapping.faults().add("a row names neither one parameter nor a kind of them, or both", mapping.node(),
                             "give 'id', or else 'graded', 'system' or both");
    }
    read_bounds(mapping, choice);
    if (is_selection && choice.low) mapping.refuse("low", "bounds are of one parameter; give 'range'");
    if (mapping.has("range")) choice.range = mapping.quantity("range", shares, yaml::positive);
    return choice;
}

void read_model(const Mapping& root, SensitivityDocument& document) {
    document.trial = root.text("trial", "");
    document.patient = root.text("patient", "");
    document.protocol = root.text("protocol", "");
    document.versus = root.text("versus", "");
    const bool is_person = !document.patient.empty() && !document.protocol.empty();
    const bool is_mixed =
        !document.trial.empty() && !(document.patient.empty() && document.protocol.empty() && document.versus.empty());
    if ((document.trial.empty() && !is_person) || is_mixed) {
        root.faults().add("what to simulate is not clear", root.node(),
                          "give 'trial', or else 'patient' and 'protocol' (and 'versus', another protocol)");
    }
}

void read_outcome(const Mapping& root, SensitivityDocument& document) {
    if (!root.require("outcome", "add 'outcome: {scale: HAMD17, week: 12}'")) return;
    const auto outcome = root.mapping("outcome", "sensitivity_outcome");
    if (!outcome) return;
    document.measure = yaml::read_measure(*outcome);
    document.week = outcome->number("week", yaml::not_negative);
    if (!document.trial.empty()) {
        document.arm = outcome->text("arm");
        document.versus_arm = outcome->text("versus", "");
        return;
    }
    for (const char* key : {"arm", "versus"}) {
        if (outcome->has(key)) outcome->refuse(key, "arms are those of a trial; leave it out");
    }
}

std::size_t count_of(const Mapping& root, const std::string& key, int otherwise) {
    return static_cast<std::size_t>(root.has(key) ? root.count(key) : otherwise);
}

void read_method(const Mapping& root, SensitivityDocument& document) {
    const std::string method = root.text("method");
    yaml::require_word(root, "method", method, {"morris", "sobol"});
    const int trajectories = static_cast<int>(count_of(root, "trajectories", default_trajectories));
    const int samples = static_cast<int>(count_of(root, "samples", default_samples));
    document.most_important = count_of(root, "then", 0);
    const bool is_morris = method == "morris";
    if (is_morris) document.n_trajectory = trajectories;
    if (!is_morris || root.has("then")) document.n_sample = samples;
    if (!is_morris && root.has("then")) root.refuse("then", "it follows 'method: morris'");
    if (!is_morris && root.has("trajectories")) root.refuse("trajectories", "they are those of 'method: morris'");
    if (document.n_sample == 0 && root.has("samples")) root.refuse("samples", "add 'then', or 'method: sobol'");
}

} // namespace

SensitivityDocument read_sensitivity(const std::filesystem::path& file) {
    yaml::Faults faults(file.string());
    const Mapping root(yaml::load(file, "euthymia/sensitivity/1"), "sensitivity", "", faults);
    SensitivityDocument document;
    document.title = root.text("title");
    read_model(root, document);
    read_outcome(root, document);
    if (root.require("parameters", "add 'parameters', a list of what to vary")) {
        for (const YAML::Node& node : root.list("parameters")) {
            document.parameters.push_back(read_choice(Mapping(node, "uncertain", "parameters", faults)));
        }
    }
    read_method(root, document);
    if (root.has("seed")) document.seed = static_cast<std::uint64_t>(root.count("seed"));
    document.n_pool = static_cast<int>(count_of(root, "pool", document.n_pool));
    faults.raise();
    return document;
}

} // namespace euthymia
