// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/engine_identity.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "euthymia/base/version.hpp"

namespace euthymia {

std::string engine_identity() {
    const std::filesystem::path program = "/proc/self/exe";
    std::error_code fault; // without /proc only the version tells builds apart
    const auto size = std::filesystem::file_size(program, fault);
    const auto written = std::filesystem::last_write_time(program, fault);
    return fmt::format("{} {} {}", version(), size, written.time_since_epoch().count());
}

} // namespace euthymia
