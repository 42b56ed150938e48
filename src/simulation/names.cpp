// SPDX-License-Identifier: Apache-2.0
#include "euthymia/simulation/names.hpp"

namespace euthymia {

Name Names::find(const std::string& name) const {
    for (const Name& row : rows_) {
        if (row.alias == name || row.id == name) return row;
    }
    return {.alias = name, .id = name, .panel = {}, .unit = {}, .label = name};
}

} // namespace euthymia
