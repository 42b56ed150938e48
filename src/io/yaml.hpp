// SPDX-License-Identifier: Apache-2.0
// Strict reading of YAML: no key is passed over, no value is guessed.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "faults.hpp"
#include "values.hpp"

namespace euthymia::yaml {

/// The root of the one document in `file`, which must say `schema: <schema>`.
/// @throws InputError  if it cannot be read, is no YAML, or is of another schema.
[[nodiscard]] YAML::Node load(const std::filesystem::path& file, const std::string& schema);

/// What the first document in `file` says under `schema`; empty if nothing.
/// @throws InputError  if it cannot be read, or is no YAML.
[[nodiscard]] std::string schema_of(const std::filesystem::path& file);

/// A mapping whose keys are those `document_keys` gives its part. What is wrong becomes a fault; getters then return
/// a harmless value, so that reading goes on and finds the rest.
class Mapping {
  public:
    /// @param part  A row of `document_keys`.
    /// @param path  What stands before its keys in messages: "population.age".
    Mapping(const YAML::Node& node, const std::string& part, std::string path, Faults& faults);

    [[nodiscard]] bool has(const std::string& key) const { return values_.contains(key); }

    /// The value of `key`, or the mapping itself where there is none.
    [[nodiscard]] YAML::Node at(const std::string& key) const;

    [[nodiscard]] const YAML::Node& node() const { return node_; }
    [[nodiscard]] Faults& faults() const { return faults_; }

    /// Whether every key was known; where one was not, what seems missing may be that one.
    [[nodiscard]] bool is_understood() const { return is_understood_; }
    [[nodiscard]] std::string name(const std::string& key) const;

    [[nodiscard]] std::string text(const std::string& key) const;
    [[nodiscard]] std::string text(const std::string& key, const std::string& otherwise) const;
    [[nodiscard]] double number(const std::string& key, const Range& range) const;
    [[nodiscard]] double number(const std::string& key, const Range& range, double otherwise) const;
    [[nodiscard]] bool truth(const std::string& key, bool otherwise) const;

    /// A number with one of `units`: "17.5 kcal/kg/week".
    [[nodiscard]] double quantity(const std::string& key, const Units& units, const Range& range) const;

    /// A whole number of at least 1.
    [[nodiscard]] int count(const std::string& key) const;

    /// The numbers of a list, without those that are faults.
    [[nodiscard]] std::vector<double> numbers(const std::string& key, const Range& range) const;

    /// The texts of a list, or the one text that stands there; empty where there is no such key.
    [[nodiscard]] std::vector<std::string> texts(const std::string& key) const;

    /// The items of a list; empty with a fault when it is none.
    [[nodiscard]] std::vector<YAML::Node> list(const std::string& key) const;

    [[nodiscard]] std::optional<Mapping> mapping(const std::string& key, const std::string& part) const;

    /// Name and number of every entry of a mapping whose keys are free.
    [[nodiscard]] std::map<std::string, double> named_numbers(const std::string& key) const;

    /// Tells that `key` is missing. @return whether it is there.
    bool require(const std::string& key, const std::string& todo) const;

    /// Tells that the value of `key` is not what it may be.
    void refuse(const std::string& key, const std::string& todo) const;

  private:
    void take_keys(const YAML::Node& node, const std::string& part);
    [[nodiscard]] YAML::Node place(const std::string& key) const;
    [[nodiscard]] std::optional<double> number_of(const YAML::Node& node, const std::string& key,
                                                  const Range& range) const;

    YAML::Node node_;
    std::string path_;
    Faults& faults_;
    std::map<std::string, YAML::Node> values_, keys_;
    bool is_understood_ = true;
};

/// A fault with near names when `text`, the value of `key`, is none of `words`.
void require_word(const Mapping& mapping, const std::string& key, const std::string& text,
                  const std::vector<std::string>& words);

} // namespace euthymia::yaml
