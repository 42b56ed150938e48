// SPDX-License-Identifier: Apache-2.0
// A hundred people, drawn.
#pragma once

#include <string>
#include <vector>

namespace euthymia {

/// People of one kind; `role` is the class that gives them their looks.
struct PeopleGroup {
    int n = 0;
    std::string role;
};

/// The people of all groups one after the other, twenty a row.
[[nodiscard]] std::string svg_people(const std::string& title, const std::string& description,
                                     const std::vector<PeopleGroup>& groups);

/// One person, for a legend.
[[nodiscard]] std::string svg_person_swatch(const std::string& role);

} // namespace euthymia
