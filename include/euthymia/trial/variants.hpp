// SPDX-License-Identifier: Apache-2.0
// The same science with an arrow cut, or with quantities that can be held.
#pragma once

#include <string>
#include <vector>

#include "euthymia/trial/run.hpp"

namespace euthymia {

/// The arrows between systems that the model can cut, as "neuroimmune->symptoms".
[[nodiscard]] std::vector<std::string> arrows_of(const Biology& biology);

/// The parameter that is 0 where `arrow` is cut.
/// @throws InputError  for an arrow that the model does not have (suggests near ones).
[[nodiscard]] std::string switch_of(const Biology& biology, const std::string& arrow);

/// `biology` without `arrows`, for the whole life of everybody: the receiver sees a healthy sender.
/// @throws InputError  naming every arrow that the model does not have.
[[nodiscard]] Biology cut(Biology biology, const std::vector<std::string>& arrows);

/// The equations with a hold for each of `variables` (ids or aliases), see `with_holds`.
/// @throws InputError        for variables that the model does not have.
/// @throws UnsupportedError  for those that cannot be held, and where the biology has no `model`.
[[nodiscard]] Equations equations_with_holds(const Biology& biology, const std::vector<std::string>& variables);

} // namespace euthymia
