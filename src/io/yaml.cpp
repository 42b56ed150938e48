// SPDX-License-Identifier: Apache-2.0
#include "yaml.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/io/keys.hpp"
#include "euthymia/io/number.hpp"

namespace euthymia::yaml {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

const std::vector<std::string>& row_of(const KeyTable& table, const std::string& part) {
    static const std::vector<std::string> none;
    const auto found = table.find(part);
    return found == table.end() ? none : found->second;
}

/// How a value looks in a message.
std::string shown(const YAML::Node& node) {
    if (node.IsScalar()) return fmt::format("'{}'", node.Scalar());
    if (node.IsSequence()) return "a list";
    return node.IsMap() ? "a mapping" : "empty";
}

} // namespace

Mapping::Mapping(const YAML::Node& node, const std::string& part, std::string path, Faults& faults)
    : node_(node)
    , path_(std::move(path))
    , faults_(faults) {
    if (node.IsMap()) {
        take_keys(node, part);
    } else {
        const auto& keys = row_of(document_keys(), part);
        faults_.add(fmt::format("'{}' is {}", path_, shown(node)), node,
                    fmt::format("give it keys: {}", fmt::join(keys, ", ")));
    }
}

void Mapping::take_keys(const YAML::Node& node, const std::string& part) {
    const auto& known = row_of(document_keys(), part);
    for (const auto& entry : node) {
        const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : shown(entry.first);
        if (!keys_.emplace(key, entry.first).second) {
            faults_.add(fmt::format("'{}' is given twice", name(key)), entry.first,
                        fmt::format("keep one; the first stands at {}", faults_.where(keys_.at(key))));
        } else if (contains(known, key)) {
            values_.emplace(key, entry.second);
            continue;
        } else {
            faults_.add(fmt::format("'{}' is not a key", name(key)), entry.first,
                        suggest(key, known, fmt::format("use one of: {}", fmt::join(known, ", "))));
        }
        is_understood_ = false;
    }
}

std::string Mapping::name(const std::string& key) const {
    return path_.empty() ? key : path_ + "." + key;
}

YAML::Node Mapping::at(const std::string& key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? node_ : found->second;
}

/// An empty value has no place of its own: its key stands for it.
YAML::Node Mapping::place(const std::string& key) const {
    return has(key) && at(key).IsNull() ? keys_.at(key) : at(key);
}

bool Mapping::require(const std::string& key, const std::string& todo) const {
    if (has(key)) return true;
    if (node_.IsMap()) faults_.add(fmt::format("'{}' is missing", name(key)), node_, todo);
    return false;
}

void Mapping::refuse(const std::string& key, const std::string& todo) const {
    faults_.add(fmt::format("'{}' is {}", name(key), shown(at(key))), place(key), todo);
}

std::string Mapping::text(const std::string& key) const {
    if (!require(key, fmt::format("add '{}'", key))) return {};
    const YAML::Node value = at(key);
    if (value.IsScalar() && !value.Scalar().empty()) return value.Scalar();
    refuse(key, "write a text");
    return {};
}

std::string Mapping::text(const std::string& key, const std::string& otherwise) const {
    return has(key) ? text(key) : otherwise;
}

std::optional<double> Mapping::number_of(const YAML::Node& node, const std::string& key, const Range& range) const {
    const auto value = node.IsScalar() ? parse_number(node.Scalar()) : std::nullopt;
    if (value && range.holds(*value)) return value;
    const YAML::Node where = node.IsNull() && has(key) ? keys_.at(key) : node;
    faults_.add(fmt::format("'{}' is {}", name(key), shown(node)), where, fmt::format("write {}", range.words));
    return std::nullopt;
}

double Mapping::number(const std::string& key, const Range& range) const {
    if (!require(key, fmt::format("add '{}', {}", key, range.words))) return 0.0;
    return number_of(at(key), key, range).value_or(0.0);
}

double Mapping::number(const std::string& key, const Range& range, double otherwise) const {
    return has(key) ? number(key, range) : otherwise;
}

bool Mapping::truth(const std::string& key, bool otherwise) const {
    if (!has(key)) return otherwise;
    const YAML::Node value = at(key);
    if (value.IsScalar() && (value.Scalar() == "true" || value.Scalar() == "false")) return value.Scalar() == "true";
    refuse(key, "write true or false");
    return otherwise;
}

double Mapping::quantity(const std::string& key, const Units& units, const Range& range) const {
    std::vector<std::string> names;
    for (const Unit& unit : units) {
        if (!unit.name.empty()) names.push_back(unit.name);
    }
    const std::string todo = fmt::format("write {} with its unit: {}", range.words, fmt::join(names, " or "));
    if (!require(key, todo)) return 0.0;
    const std::string text = at(key).IsScalar() ? at(key).Scalar() : std::string{};
    const std::size_t end = std::min(text.find(' '), text.size());
    const auto value = parse_number(std::string_view(text).substr(0, end));
    const std::string written = end < text.size() ? text.substr(end + 1) : std::string{};
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == written; });
    if (value && range.holds(*value) && unit != units.end()) return *value * unit->factor;
    refuse(key, todo);
    return 0.0;
}

std::vector<YAML::Node> Mapping::list(const std::string& key) const {
    if (!require(key, fmt::format("add '{}', a list", key))) return {};
    const YAML::Node value = at(key);
    if (value.IsSequence()) return {value.begin(), value.end()};
    refuse(key, "write a list");
    return {};
}

int Mapping::count(const std::string& key) const {
    constexpr Range few{.words = "a whole number of at least 1", .low = 1.0, .high = 1e6};
    const double value = number(key, few);
    if (value == std::floor(value)) return static_cast<int>(value);
    refuse(key, fmt::format("write {}", few.words));
    return 0;
}

std::vector<std::string> Mapping::texts(const std::string& key) const {
    if (!has(key)) return {};
    if (at(key).IsScalar()) return {text(key)};
    std::vector<std::string> texts;
    for (const YAML::Node& item : list(key)) {
        if (item.IsScalar() && !item.Scalar().empty()) {
            texts.push_back(item.Scalar());
        } else {
            refuse(key, "write a list of texts");
        }
    }
    return texts;
}

std::vector<double> Mapping::numbers(const std::string& key, const Range& range) const {
    std::vector<double> values;
    for (const YAML::Node& item : list(key)) {
        if (const auto value = number_of(item, key, range)) values.push_back(*value);
    }
    return values;
}

std::optional<Mapping> Mapping::mapping(const std::string& key, const std::string& part) const {
    const std::string todo = fmt::format("add '{}' with keys: {}", key, fmt::join(row_of(document_keys(), part), ", "));
    if (!require(key, todo)) return std::nullopt;
    return Mapping(at(key), part, name(key), faults_);
}

std::map<std::string, double> Mapping::named_numbers(const std::string& key) const {
    std::map<std::string, double> values;
    const YAML::Node node = at(key);
    if (!node.IsMap()) {
        refuse(key, "write names with numbers");
        return values;
    }
    for (const auto& entry : node) {
        const std::string item = entry.first.IsScalar() ? entry.first.Scalar() : shown(entry.first);
        const double value = number_of(entry.second, key + "." + item, any_number).value_or(0.0);
        if (!values.emplace(item, value).second)
            faults_.add(fmt::format("'{}.{}' is given twice", name(key), item), entry.first, "keep one");
    }
    return values;
}

void require_word(const Mapping& mapping, const std::string& key, const std::string& text,
                  const std::vector<std::string>& words) {
    if (text.empty() || words.empty() || contains(words, text)) return; // what is absent is told already
    mapping.refuse(key, suggest(text, words, fmt::format("use one of: {}", fmt::join(words, ", "))));
}

} // namespace euthymia::yaml
