// SPDX-License-Identifier: Apache-2.0
// From libSBML's syntax trees to expressions.
#pragma once

#include <map>
#include <string>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/expression.hpp"

class ASTNode; // libSBML's own, in the global namespace, as is its ::Model
class Model;

namespace euthymia::sbml {

/// Translates mathematics within one model: function definitions are expanded where they are called.
class MathReader {
  public:
    explicit MathReader(const ::Model& model)
        : model_(model) {}

    /// @param math     A tree of MathML.
    /// @param element  Where it stands, for messages ("rate rule of 'x'").
    /// @param local    Ids that mean something else here: local parameters of a kinetic law.
    /// @throws UnsupportedError  for `delay`, `rateOf` and functions unknown to Level 3 Version 2 core.
    [[nodiscard]] Expression read(const ::ASTNode& math, const std::string& element,
                                  const std::map<std::string, Expression>& local = {}) const;

  private:
    using Symbols = std::map<std::string, Expression>;

    [[nodiscard]] Expression expand(const ::ASTNode& call, const std::string& element, const Symbols& local) const;

    const ::Model& model_;
};

} // namespace euthymia::sbml
