// SPDX-License-Identifier: Apache-2.0
#include "trace_claim.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace euthymia::cli {

namespace {

std::string line(const std::string& key, const std::string& text) {
    return text.empty() ? "" : fmt::format("{:<10}{}\n", key, text);
}

const char* kind_word(Reading::Kind kind) {
    switch (kind) {
    case Reading::Kind::mean:
        return "mean of";
    case Reading::Kind::max:
        return "highest";
    case Reading::Kind::min:
        return "lowest";
    case Reading::Kind::end:
        return "last";
    case Reading::Kind::sd:
        return "SD of";
    case Reading::Kind::autocorrelation:
        return "autocorrelation of";
    case Reading::Kind::time_of_max:
        break;
    }
    return "hour of the highest";
}

std::string words_of(const Reading& reading) {
    if (reading.number) return fmt::format("{}", *reading.number);
    std::string text = fmt::format("{} {} in '{}'", kind_word(reading.kind), reading.quantity, reading.arm);
    if (!reading.patient.empty()) text += fmt::format(" ({})", reading.patient);
    text += fmt::format(", hours {} to {}", reading.from, reading.to);
    for (const Reading& other : reading.minus) text += ", less " + words_of(other);
    return text;
}

std::string size_of(const Check& check) {
    return fmt::format("{}{}", check.by.value, check.by.is_percent ? " %" : "");
}

std::string words_of(const Check& check) {
    using Expectation = Check::Expectation;
    std::vector<std::string> readings;
    for (const Reading& reading : check.readings) readings.push_back(words_of(reading));
    const std::string at_least = check.by.value > 0.0 ? fmt::format(" by at least {}", size_of(check)) : "";
    switch (check.expectation) {
    case Expectation::ordered:
        return fmt::format("rising{}: {}", at_least, fmt::join(readings, "; "));
    case Expectation::lower:
        return fmt::format("{} is lower{} than {}", readings[0], at_least, readings[1]);
    case Expectation::higher:
        return fmt::format("{} is higher{} than {}", readings[0], at_least, readings[1]);
    case Expectation::differs:
        return fmt::format("{} differs{} from {}", readings[0], at_least, readings[1]);
    case Expectation::unchanged:
        return fmt::format("{} is within {} of {}", readings[0], size_of(check), readings[1]);
    case Expectation::within:
        break;
    }
    return fmt::format("{} differs from {} by {} to {}{}", readings[0], readings[1], check.low, check.high,
                       check.by.is_percent ? " %" : "");
}

std::string words_of(const ClaimArm& arm) {
    std::string text = arm.name;
    if (!arm.patient.empty()) text += ", patient " + arm.patient;
    for (const auto& [id, value] : arm.parameters) text += fmt::format(", {} = {}", id, value);
    for (const std::string& arrow : arm.cuts) text += ", cut " + arrow;
    return text + fmt::format(", {} intervention{}", arm.protocol.interventions.size(),
                              arm.protocol.interventions.size() == 1 ? "" : "s");
}

} // namespace

std::string describe(const Claim& claim, const std::filesystem::path& file) {
    std::string text = line("claim", claim.id) + line("states", claim.statement) + line("source", claim.source) +
                       line("system", claim.system) + line("kind", claim.kind) + line("note", claim.note) +
                       line("patients", fmt::format("{}", fmt::join(claim.patients, ", "))) +
                       line("followed", fmt::format("{} weeks", claim.weeks));
    for (const ClaimArm& arm : claim.arms) text += line("arm", words_of(arm));
    for (const Check& check : claim.checks) text += line("check", words_of(check));
    for (const Voice& voice : claim.agrees) text += line("agrees", voice.source + ": " + voice.says);
    for (const Voice& voice : claim.disagrees) {
        text += line("disagrees", voice.source + ": " + voice.says);
        for (const Check& check : voice.checks) text += line("  check", words_of(check));
    }
    return text + line("file", file.string());
}

} // namespace euthymia::cli
