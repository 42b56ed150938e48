// SPDX-License-Identifier: Apache-2.0
#include "read_checks.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "euthymia/io/number.hpp"

namespace euthymia::yaml {

namespace {

using Expectation = Check::Expectation;

constexpr double hours_per_week = 168.0, day = 24.0;

template <typename Value>
std::vector<std::string> words_of(const std::map<std::string, Value>& table) {
    std::vector<std::string> words;
    for (const auto& [word, value] : table) words.push_back(word);
    return words;
}

const std::map<std::string, Reading::Kind>& kinds() {
    using Kind = Reading::Kind;
    static const std::map<std::string, Kind> table{{"mean", Kind::mean},
                                                   {"max", Kind::max},
                                                   {"min", Kind::min},
                                                   {"end", Kind::end},
                                                   {"sd", Kind::sd},
                                                   {"autocorrelation", Kind::autocorrelation},
                                                   {"time_of_max", Kind::time_of_max}};
    return table;
}

const std::map<std::string, Expectation>& expectations() {
    static const std::map<std::string, Expectation> table{
        {"lower", Expectation::lower},         {"higher", Expectation::higher}, {"differs", Expectation::differs},
        {"unchanged", Expectation::unchanged}, {"within", Expectation::within}, {"ordered", Expectation::ordered}};
    return table;
}

/// The value of a word of `table`, or the first one with a fault.
template <typename Value>
Value word_value(const Mapping& mapping, const std::string& key, const std::map<std::string, Value>& table,
                 const std::string& word) {
    require_word(mapping, key, word, words_of(table));
    const auto found = table.find(word);
    return found == table.end() ? table.begin()->second : found->second;
}

/// Two numbers, the lower first.
std::pair<double, double> read_pair(const Mapping& mapping, const std::string& key) {
    const auto numbers = mapping.numbers(key, any_number);
    if (numbers.size() == 2 && numbers[0] <= numbers[1]) return {numbers[0], numbers[1]};
    if (mapping.at(key).IsSequence()) mapping.refuse(key, "write two numbers, the lower first");
    return {0.0, 0.0};
}

void set_day_before(Reading& reading, double week) {
    reading.to = week * hours_per_week;
    reading.from = reading.to - day;
}

void read_time(const Mapping& mapping, Reading& reading) {
    if (mapping.has("week")) set_day_before(reading, mapping.number("week", not_negative));
    if (mapping.has("hours")) std::tie(reading.from, reading.to) = read_pair(mapping, "hours");
    if (mapping.has("week") && mapping.has("hours")) mapping.refuse("hours", "give 'week' or 'hours'");
}

void check_arm(const Mapping& mapping, const Reading& reading, const Claim& claim) {
    std::vector<std::string> names;
    for (const ClaimArm& arm : claim.arms) names.push_back(arm.name);
    require_word(mapping, "arm", reading.arm, names);
}

/// `base` with what `mapping` says otherwise.
Reading read_reading(const Mapping& mapping, const Reading& base, const Claim& claim) {
    Reading reading = base;
    reading.minus.clear();
    if (mapping.has("quantity") && mapping.at("quantity").IsScalar()) reading.quantity = mapping.text("quantity");
    reading.arm = mapping.text("arm", base.arm);
    reading.patient = mapping.text("patient", base.patient);
    read_time(mapping, reading);
    if (mapping.has("as")) reading.kind = word_value(mapping, "as", kinds(), mapping.text("as"));
    if (mapping.has("value")) reading.number = mapping.number("value", any_number);
    if (!mapping.has("minus")) {
        if (mapping.has("arm")) check_arm(mapping, reading, claim);
        return reading;
    }
    if (const auto other = mapping.mapping("minus", "reading"))
        reading.minus.push_back(read_reading(*other, reading, claim));
    return reading;
}

Reading read_other(const YAML::Node& node, const std::string& path, const Reading& base, const Mapping& check,
                   const Claim& claim) {
    return read_reading(Mapping(node, "reading", path, check.faults()), base, claim);
}

/// "0.5", or "5 %" of what is compared with.
Amount read_amount(const Mapping& mapping) {
    if (!mapping.has("by")) return {};
    std::string text = mapping.text("by");
    const bool is_percent = text.ends_with('%');
    if (is_percent) text.erase(text.find_last_not_of(" %") + 1);
    const auto number = parse_number(text);
    if (number && *number >= 0.0) return {.value = *number, .is_percent = is_percent};
    mapping.refuse("by", "write a number of at least 0, as in '1.5' or '5 %'");
    return {};
}

void read_interval(const Mapping& mapping, Check& check) {
    if (mapping.has("interval") == mapping.has("percent")) {
        mapping.faults().add("'within' needs the change it must lie in", mapping.node(),
                             "give one of them: 'interval: [-2, 2]' in the quantity's unit, or 'percent: [-20, -5]'");
        return;
    }
    check.by.is_percent = mapping.has("percent");
    std::tie(check.low, check.high) = read_pair(mapping, check.by.is_percent ? "percent" : "interval");
}

void read_comparison(const Mapping& mapping, const Reading& reading, const Claim& claim, Check& check) {
    if (check.expectation == Expectation::ordered) {
        if (!mapping.require("order", "add 'order', readings from the lowest to the highest")) return;
        for (const YAML::Node& node : mapping.list("order")) {
            check.readings.push_back(read_other(node, "order", reading, mapping, claim));
        }
        return;
    }
    check.readings.push_back(reading);
    if (mapping.require("than", "add 'than', what it is compared with, as in '{arm: untreated}' or '{week: 0}'"))
        check.readings.push_back(read_other(mapping.at("than"), "than", reading, mapping, claim));
    if (check.expectation == Expectation::within) read_interval(mapping, check);
    if (check.expectation == Expectation::unchanged && !mapping.has("by"))
        mapping.faults().add("'unchanged' needs a size", mapping.node(), "add 'by', the largest change, as in '5 %'");
}

void read_check(const Mapping& mapping, const Claim& claim, std::vector<Check>& checks) {
    Reading base{.quantity = {}, .arm = {}, .patient = {}};
    set_day_before(base, claim.weeks);
    const Reading first = read_reading(mapping, base, claim);
    Check check{.expectation = word_value(mapping, "expect", expectations(), mapping.text("expect")), .readings = {}};
    check.by = read_amount(mapping);
    if (check.expectation != Expectation::ordered && first.arm.empty()) mapping.require("arm", "name an arm");
    mapping.require("quantity", "name what is looked at, an id or a short name, or a list of them");
    for (const std::string& quantity : mapping.texts("quantity")) {
        Reading reading = first;
        reading.quantity = quantity;
        for (Reading& other : reading.minus) {
            if (other.quantity.empty()) other.quantity = quantity;
        }
        Check own = check;
        read_comparison(mapping, reading, claim, own);
        checks.push_back(std::move(own));
    }
}

} // namespace

std::vector<Check> read_checks(const Mapping& mapping, const Claim& claim) {
    std::vector<Check> checks;
    for (const YAML::Node& node : mapping.list("checks")) {
        read_check(Mapping(node, "check", "check", mapping.faults()), claim, checks);
    }
    return checks;
}

} // namespace euthymia::yaml
