// SPDX-License-Identifier: Apache-2.0
// People of one kind outside of any trial, as its candidates are.
#pragma once

#include <string>
#include <vector>

#include "euthymia/trial/run.hpp"

namespace euthymia {

/// Parameters in which candidates of `kind` differ from the model; a simulator must be able to set them.
/// @throws InputError  for a kind that the biology does not have (suggests near names).
[[nodiscard]] std::vector<std::string> settable_of_volunteers(const std::string& kind, const Biology& biology);

/// Candidates of `kind`, women and men in turn, of the decade of life of `age` [years], at time 0 of `simulator`. Who
/// they are, and their histories, are those of candidates of trials with the same options, kept where those are kept;
/// who fails in the history is left out.
[[nodiscard]] std::vector<Person> volunteers(const std::string& kind, double age, int n, const Biology& biology,
                                             const TrialOptions& options, const Simulator& simulator);

} // namespace euthymia
