// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_claim.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "euthymia/io/read_biology.hpp"
#include "interventions.hpp"
#include "read_checks.hpp"

namespace euthymia {

namespace {

using yaml::Mapping;

ClaimArm read_arm(const Mapping& mapping) {
    ClaimArm arm{.name = mapping.text("name"), .patient = mapping.text("patient", "")};
    if (mapping.has("parameters")) arm.parameters = mapping.named_numbers("parameters");
    arm.cuts = mapping.texts("cut");
    arm.protocol = yaml::read_interventions(mapping, arm.name, true);
    return arm;
}

void check_patients(const Claim& claim, const ClaimArm& arm, const Mapping& mapping) {
    if (!arm.patient.empty() || !claim.patients.empty() || !mapping.is_understood()) return;
    mapping.faults().add(fmt::format("arm '{}' has no patient", arm.name), mapping.node(),
                         "name one in the arm, or 'patients' of the claim");
}

constexpr double hours_per_day = 24.0, hours_per_week = 168.0;

/// An arm of the claim.
std::string read_arm_name(const Mapping& keys, const std::string& key, const Claim& claim) {
    const std::string name = keys.text(key);
    std::vector<std::string> names;
    for (const ClaimArm& arm : claim.arms) names.push_back(arm.name);
    if (!name.empty()) require_word(keys, key, name, names);
    return name;
}

std::optional<EarlyWarning> read_early_warning(const Mapping& root, const Claim& claim) {
    if (!root.has("early_warning")) return std::nullopt;
    const auto keys = root.mapping("early_warning", "early_warning");
    if (!keys) return std::nullopt;
    const EarlyWarning usual;
    EarlyWarning warning{.patient = keys->text("patient"),
                         .age = usual.age,
                         .n_person = keys->count("people"),
                         .rising = read_arm_name(*keys, "rising", claim),
                         .steady = read_arm_name(*keys, "steady", claim),
                         .quantity = keys->text("quantity"),
                         .score = keys->text("score"),
                         .well = keys->number("well", yaml::not_negative),
                         .ill = keys->number("ill", yaml::positive)};
    warning.age = keys->number("age", yaml::positive, usual.age);
    warning.window = hours_per_day * keys->number("window_days", yaml::positive, usual.window / hours_per_day);
    warning.smoothing = hours_per_day * keys->number("smoothing_days", yaml::positive, usual.smoothing / hours_per_day);
    warning.normal = hours_per_week * keys->number("normal_weeks", yaml::positive);
    warning.false_alarms = keys->number("false_alarms", yaml::share, usual.false_alarms);
    if (keys->has("normal_weeks") && warning.normal < warning.window)
        keys->refuse("normal_weeks", "let a person's normal be at least one window long");
    return warning;
}

void read_arms(const Mapping& root, Claim& claim) {
    if (!root.require("arms", "add 'arms', a list of at least one arm")) return;
    for (const YAML::Node& node : root.list("arms")) {
        const Mapping mapping(node, "claim_arm", "arm", root.faults());
        ClaimArm arm = read_arm(mapping);
        check_patients(claim, arm, mapping);
        if (std::ranges::any_of(claim.arms, [&](const ClaimArm& other) { return other.name == arm.name; }))
            mapping.faults().add(fmt::format("two arms are named '{}'", arm.name), mapping.at("name"), "rename one");
        claim.arms.push_back(std::move(arm));
    }
}

std::vector<Voice> read_voices(const Mapping& literature, const std::string& key, const Claim& claim) {
    std::vector<Voice> voices;
    if (!literature.has(key)) return voices;
    for (const YAML::Node& node : literature.list(key)) {
        const Mapping mapping(node, "voice", "literature." + key, literature.faults());
        voices.push_back({.source = mapping.text("source"), .says = mapping.text("says")});
        if (mapping.has("checks")) voices.back().checks = yaml::read_checks(mapping, claim);
    }
    return voices;
}

void read_literature(const Mapping& root, Claim& claim) {
    if (!root.has("literature")) return;
    const auto literature = root.mapping("literature", "literature");
    claim.agrees = read_voices(*literature, "agrees", claim);
    claim.disagrees = read_voices(*literature, "disagrees", claim);
}

/// The parts of an id, numbers by their size: "E1.10" -> {"E", 1, 10}.
std::vector<std::string> sort_key(const std::string& id) {
    std::vector<std::string> parts{""};
    bool was_digit = false;
    for (const char letter : id) {
        const bool is_digit = std::isdigit(static_cast<unsigned char>(letter)) != 0;
        if (is_digit != was_digit) parts.emplace_back();
        parts.back() += letter;
        was_digit = is_digit;
    }
    constexpr std::size_t width = 8;
    for (std::string& part : parts) {
        const bool is_number = !part.empty() && std::isdigit(static_cast<unsigned char>(part.front())) != 0;
        if (is_number && part.size() < width) part.insert(0, width - part.size(), '0');
    }
    return parts;
}

} // namespace

Claim read_claim(const std::filesystem::path& file) {
    yaml::Faults faults(file.string());
    const Mapping root(yaml::load(file, "euthymia/claim/1"), "claim", "", faults);
    Claim claim{.id = root.text("id"),
                .source = root.text("source"),
                .system = root.text("system"),
                .kind = root.text("kind"),
                .statement = root.text("statement"),
                .note = root.text("note", ""),
                .weeks = root.number("weeks", yaml::positive)};
    if (root.has("every")) {
        const yaml::Units units{
            {.name = "", .factor = 1.0}, {.name = "h", .factor = 1.0}, {.name = "min", .factor = 1.0 / 60.0}};
        claim.every = root.quantity("every", units, yaml::positive);
    }
    claim.patients = root.texts("patients");
    read_arms(root, claim);
    if (root.require("checks", "add 'checks', a list of what must be seen"))
        claim.checks = yaml::read_checks(root, claim);
    claim.early_warning = read_early_warning(root, claim);
    read_literature(root, claim);
    faults.raise();
    return claim;
}

std::string document_schema(const std::filesystem::path& file) {
    return yaml::schema_of(file);
}

std::vector<std::filesystem::path> claim_files(const std::filesystem::path& directory) {
    auto files = document_files(directory);
    std::ranges::sort(files, {}, [](const std::filesystem::path& file) { return sort_key(file.stem().string()); });
    return files;
}

} // namespace euthymia
