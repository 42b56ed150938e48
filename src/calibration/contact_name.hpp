// SPDX-License-Identifier: Apache-2.0
// Points of the contact table, written as numbers: "contact.stretching.points".
#pragma once

#include <optional>
#include <string>

namespace euthymia {

/// "stretching"; nothing for a name of another form.
[[nodiscard]] inline std::optional<std::string> kind_of_contact(const std::string& name) {
    const std::string head = "contact.", tail = ".points";
    if (!name.starts_with(head) || !name.ends_with(tail) || name.size() <= head.size() + tail.size()) return {};
    return name.substr(head.size(), name.size() - head.size() - tail.size());
}

} // namespace euthymia
