// SPDX-License-Identifier: Apache-2.0
// What bounds the room that kept files take.
#pragma once

#include "euthymia/base/file_store.hpp"

namespace euthymia {

/// Names of a store's files end so; no others are ever removed.
constexpr const char* store_extension = ".euthymia";

/// Removes files of `directory` that were last used longer than the limit before `now`, then the longest unused until
/// the rest is within the limits. A file that another process removes at the same time is no fault.
void clean_store(const std::filesystem::path& directory, const StoreLimits& limits,
                 std::filesystem::file_time_type now);

} // namespace euthymia
