// SPDX-License-Identifier: Apache-2.0
// Points that fill a cube more evenly than chance, for a population that may go on growing.
#pragma once

#include <cstdint>
#include <vector>

namespace euthymia {

/// Coordinates in (0, 1) of the point with this rank in Sobol's sequence, with one key for every dimension (3667 at
/// most). By itself a coordinate is uniform over keys; of any 2^k ranks in a row that begin at a multiple of 2^k each
/// dimension has one in each of 2^k equal parts, and pairs and more dimensions are nearly as even.
///
/// Digits are permuted as Owen does, by a hash (@cite owen1995, @cite burley2020).
[[nodiscard]] std::vector<double> scrambled_sobol(std::uint32_t rank, const std::vector<std::uint32_t>& keys);

} // namespace euthymia
