// SPDX-License-Identifier: Apache-2.0
// Fast reactions: what they conserve integrates, the rest is at their balance.
#pragma once

#include "definitions.hpp"

namespace euthymia {

/// Replaces the amounts that fast reactions change. Their sums that fast reactions leave alone become states; of the
/// others, one for each independent fast reaction, each is where fast reactions bring it to rest: exactly if the rates
/// are polynomials of degree 1 or 2 in it, else as an algebraic state.
void balance_fast_reactions(const Model& model, Definitions& definitions);

} // namespace euthymia
