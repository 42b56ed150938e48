// SPDX-License-Identifier: Apache-2.0
// From libSBML's syntax trees to expressions.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "euthymia/base/error.hpp"
#include "euthymia/model/model.hpp"

class ASTNode; // libSBML's own, in the global namespace, as is its ::Model
class Model;

namespace euthymia::sbml {

/// Translates mathematics within one model: function definitions are expanded where they are called, and calls of
/// `delay` are collected.
class MathReader {
  public:
    explicit MathReader(const ::Model& model)
        : model_(model) {}

    /// @param math     A tree of MathML.
    /// @param element  Where it stands, for messages ("rate rule of 'x'").
    /// @param local    Ids that mean something else here: local parameters of a kinetic law.
    /// @throws UnsupportedError  for functions unknown to Level 3 Version 2 core.
    [[nodiscard]] Expression read(const ::ASTNode& math, const std::string& element,
                                  const std::map<std::string, Expression>& local = {});

    /// The calls of `delay` in all that was read, equal ones once.
    [[nodiscard]] std::vector<DelayCall> take_delays() { return std::move(delays_); }

  private:
    using Symbols = std::map<std::string, Expression>;

    [[nodiscard]] Expression expand(const ::ASTNode& call, const std::string& element, const Symbols& local);
    [[nodiscard]] Expression delay(const Expression& value, const Expression& lag);
    [[nodiscard]] static Expression rate(const Expression& variable, const std::string& element);

    const ::Model& model_;
    std::vector<DelayCall> delays_;
    std::map<std::string, std::string> known_delays_; ///< symbol by what is written
};

} // namespace euthymia::sbml
