// SPDX-License-Identifier: Apache-2.0
// A trial whose arms are run with every coalition of carriers open.
#pragma once

#include <string>
#include <vector>

#include "euthymia/sensitivity/explain.hpp"

namespace euthymia {

/// How the model's own mathematics reads an input of protocols, where `make_blockable` put something between.
[[nodiscard]] std::string reading_of(const std::string& id);

/// A biology in which carriers can be blocked, and what to hold for each.
struct Blockable {
    Biology biology;
    std::vector<std::vector<Clamp>> holds; ///< by carrier; how long is not said
};

/// What a rule determines is held where it is. An input of protocols is read by everything through `reading_of`, which
/// is held at the input's resting value.
/// @throws InputError        for a quantity that the model does not have.
/// @throws UnsupportedError  where the biology has no model.
[[nodiscard]] Blockable make_blockable(const Biology& biology, const std::vector<Carrier>& carriers);

/// Every arm with every coalition: arm a with coalition c is number `a * 2^n + c`. Carriers that are not in the
/// coalition are held from time 0 to past the last visit.
[[nodiscard]] TrialDesign with_coalitions(const TrialDesign& design, const std::vector<std::vector<Clamp>>& holds);

} // namespace euthymia
