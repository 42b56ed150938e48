// SPDX-License-Identifier: Apache-2.0
// Models as bytes, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "euthymia/model/model.hpp"

namespace euthymia::sbml {

/// The same bytes for the same models, others for any others: numbers count bit for bit, and which expressions share a
/// node counts. For this build of the engine only.
[[nodiscard]] std::string to_bytes(const Model& model);

/// The model of which `to_bytes` gives these bytes; nothing if it gives them of none.
[[nodiscard]] std::optional<Model> model_of(std::string_view bytes);

} // namespace euthymia::sbml
