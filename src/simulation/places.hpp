// SPDX-License-Identifier: Apache-2.0
// Where names stand in the lists of a layout.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace euthymia {

/// The place of each name in a list; the first, where a name stands twice.
class Places {
  public:
    explicit Places(const std::vector<std::string>& names) {
        for (std::size_t k = 0; k < names.size(); ++k) place_.emplace(names[k], k);
    }

    [[nodiscard]] std::optional<std::size_t> find(const std::string& name) const {
        const auto found = place_.find(name);
        return found == place_.end() ? std::nullopt : std::optional(found->second);
    }

  private:
    std::unordered_map<std::string, std::size_t> place_;
};

/// Appends to `names` those of `more` that it lacks; an empty name is none.
inline void append_new(std::vector<std::string>& names, const std::vector<std::string>& more) {
    const Places known(names);
    std::unordered_map<std::string, bool> added;
    for (const std::string& name : more) {
        if (!name.empty() && !known.find(name) && added.emplace(name, true).second) names.push_back(name);
    }
}

} // namespace euthymia
