// SPDX-License-Identifier: Apache-2.0
#include "describe_netcdf.hpp"

#include <fmt/format.h>

#include "euthymia/io/write_json.hpp"
#include "safety_text.hpp"

namespace euthymia {

void describe_netcdf(NetcdfFile& file, const std::string& title, const std::string& source,
                     const Provenance& provenance) {
    file.add_text("title", title);
    file.add_text("source", source);
    file.add_text("Conventions", "CF-1.8");
    file.add_text("history", fmt::format("{}: {}", provenance.started, provenance.command_line));
    file.add_text("simulated", "yes");
    file.add_text("safety_note", safety_text());
    file.add_text("provenance", provenance_json(provenance));
}

} // namespace euthymia
