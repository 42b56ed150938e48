// SPDX-License-Identifier: Apache-2.0
// A trial from its document, schema euthymia/trial/1 (`biology/schema/trial-1.json`).
#pragma once

#include <filesystem>

#include "euthymia/trial/design.hpp"

namespace euthymia {

/// Reads a trial with what was published about it.
/// @throws InputError        with every fault of the document, each with its line: unknown keys, wrong units, arms
///                           without patients, visits out of order, outcomes at no visit, published rows on nothing.
/// @throws UnsupportedError  when its only fault is that it asks for what this engine does not do, by key.
[[nodiscard]] TrialDesign read_trial(const std::filesystem::path& file);

} // namespace euthymia
