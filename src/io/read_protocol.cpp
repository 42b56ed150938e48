// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_protocol.hpp"

#include "interventions.hpp"

namespace euthymia {

Protocol read_protocol(const std::filesystem::path& file) {
    yaml::Faults faults(file.string());
    const yaml::Mapping root(yaml::load(file, "euthymia/protocol/1"), "protocol", "", faults);
    Protocol protocol = yaml::read_interventions(root, root.text("title"));
    faults.raise();
    return protocol;
}

} // namespace euthymia
