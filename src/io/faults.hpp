// SPDX-License-Identifier: Apache-2.0
// The faults of one document, gathered while it is read so that all are told at once.
#pragma once

#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "euthymia/base/error.hpp"

namespace euthymia::yaml {

class Faults {
  public:
    explicit Faults(std::string file)
        : file_(std::move(file)) {}

    /// "file:line" of a node.
    [[nodiscard]] std::string where(const YAML::Node& node) const;

    void add(std::string what, const YAML::Node& at, std::string todo);

    /// Takes over what a reader of the text `at` found.
    void add(const InputError& error, const YAML::Node& at);

    /// Tells everything in the order of lines.
    /// @throws InputError  when there are faults.
    void raise() const;

  private:
    struct Fault {
        int line;
        Issue issue;
    };

    std::string file_;
    std::vector<Fault> faults_;
};

} // namespace euthymia::yaml
