// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace euthymia {

namespace {

using Expectation = Check::Expectation;

/// How far `a` is from `b`, in the unit the check is written in.
double change(const Check& check, double a, double b) {
    return check.by.is_percent ? 100.0 * (a - b) / std::abs(b) : a - b;
}

bool is_met(const Check& check, double a, double b) {
    const double d = change(check, a, b), by = check.by.value;
    switch (check.expectation) {
    case Expectation::lower:
        return by > 0.0 ? d <= -by : d < 0.0;
    case Expectation::higher:
    case Expectation::ordered:
        return by > 0.0 ? d >= by : d > 0.0;
    case Expectation::differs:
        return by > 0.0 ? std::abs(d) >= by : d != 0.0;
    case Expectation::unchanged:
        return std::abs(d) <= by;
    case Expectation::within:
        break;
    }
    return d >= check.low && d <= check.high;
}

bool holds(const Check& check, const std::vector<double>& values) {
    if (check.expectation != Expectation::ordered) return is_met(check, values[0], values[1]);
    for (std::size_t k = 1; k < values.size(); ++k) {
        if (!is_met(check, values[k], values[k - 1])) return false;
    }
    return true;
}

std::string number(double value) {
    return fmt::format("{:.4g}", value);
}

/// What of the second reading is not as in the first.
std::string other_than(const Reading& first, const Reading& second) {
    if (second.number) return {};
    std::string text;
    if (second.quantity != first.quantity) text += " of " + second.quantity;
    if (second.arm != first.arm) text += " in " + second.arm;
    if (second.patient != first.patient) text += ", " + second.patient;
    const bool is_at_same_time = second.from == first.from && second.to == first.to;
    if (!is_at_same_time) text += second.to <= 0.0 ? " before" : fmt::format(" at hour {:.5g}", second.to);
    return text;
}

std::string comparison(const Check& check, const std::vector<double>& values) {
    if (check.expectation == Expectation::ordered) {
        std::string text;
        for (const double value : values) text += (text.empty() ? "" : " < ") + number(value);
        return text;
    }
    const char* unit = check.by.is_percent ? " %" : "";
    return fmt::format("{} against {}{} ({:+.3g}{})", number(values[0]), number(values[1]),
                       other_than(check.readings[0], check.readings[1]), change(check, values[0], values[1]), unit);
}

std::string shown(const Check& check, const CheckResult& result) {
    const Reading& first = check.readings.front();
    const std::string& patient = first.patient.empty() ? result.patient : first.patient;
    const std::string who = patient.empty() ? "" : ", " + patient;
    return fmt::format("{}{} ({}{}) {}{}", first.quantity, first.minus.empty() ? "" : " gained", first.arm, who,
                       comparison(check, result.values), result.holds ? "" : ": no");
}

bool names_patient(const Check& check) {
    return std::ranges::all_of(check.readings, [](const Reading& reading) { return !reading.patient.empty(); });
}

} // namespace

CheckResult evaluate(const Check& check, const Records& records, const std::string& patient) {
    CheckResult result{.patient = patient, .values = {}, .holds = false, .shown = {}};
    for (const Reading& reading : check.readings) result.values.push_back(records.read(reading, patient));
    result.holds = holds(check, result.values);
    result.shown = shown(check, result);
    return result;
}

std::vector<CheckResult> evaluate(const std::vector<Check>& checks, const Records& records,
                                  const std::vector<std::string>& patients) {
    std::vector<CheckResult> results;
    for (const Check& check : checks) {
        if (patients.empty() || names_patient(check)) {
            results.push_back(evaluate(check, records, {}));
            continue;
        }
        for (const std::string& patient : patients) results.push_back(evaluate(check, records, patient));
    }
    return results;
}

} // namespace euthymia
