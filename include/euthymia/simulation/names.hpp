// SPDX-License-Identifier: Apache-2.0
// Short names of model quantities, and what people want to see of them.
#pragma once

#include <string>
#include <vector>

namespace euthymia {

/// A short name for a model id, with how it is shown: shown value = factor * model value.
struct Name {
    std::string alias;
    std::string id;
    std::string panel; ///< the system it belongs to
    std::string unit;  ///< as shown
    std::string label;
    double factor = 1.0;
};

/// The table of short names. A name that is not in it is taken to be a model id itself.
class Names {
  public:
    Names() = default;
    explicit Names(std::vector<Name> rows)
        : rows_(std::move(rows)) {}

    /// The row of `alias` or of the id itself; a plain row for an unknown name.
    [[nodiscard]] Name find(const std::string& name) const;

    /// The model id of `name`.
    [[nodiscard]] std::string id_of(const std::string& name) const { return find(name).id; }

    [[nodiscard]] const std::vector<Name>& rows() const { return rows_; }

  private:
    std::vector<Name> rows_;
};

} // namespace euthymia
