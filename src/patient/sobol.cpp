// SPDX-License-Identifier: Apache-2.0
#include "sobol.hpp"

#include <boost/random/sobol.hpp>

namespace euthymia {

namespace {

std::uint32_t reverse_bits(std::uint32_t x) {
    x = x << 16 | x >> 16;
    x = (x & 0x00ff00ff) << 8 | (x & 0xff00ff00) >> 8;
    x = (x & 0x0f0f0f0f) << 4 | (x & 0xf0f0f0f0) >> 4;
    x = (x & 0x33333333) << 2 | (x & 0xcccccccc) >> 2;
    return (x & 0x55555555) << 1 | (x & 0xaaaaaaaa) >> 1;
}

/// Changes every bit by what the bits below it are: Laine and Karras' hash with the constants of @cite vegdahl2021.
std::uint32_t hash_upwards(std::uint32_t x, std::uint32_t key) {
    x ^= x * 0x3d20adeaU;
    x += key;
    x *= key >> 16 | 1U;
    x ^= x * 0x05526c56U;
    x ^= x * 0x53a22864U;
    return x;
}

} // namespace

std::vector<double> scrambled_sobol(std::uint32_t rank, const std::vector<std::uint32_t>& keys) {
    constexpr double two_to_minus_32 = 0x1p-32;
    if (keys.empty()) return {};
    boost::random::sobol_engine<std::uint32_t, 32> engine(keys.size());
    if (rank > 0) engine.seed(rank - 1); // the engine leaves out the first point, which is 0
    std::vector<double> point;
    for (const std::uint32_t key : keys) {
        const std::uint32_t x = rank > 0 ? engine() : 0;
        point.push_back((reverse_bits(hash_upwards(reverse_bits(x), key)) + 0.5) * two_to_minus_32);
    }
    return point;
}

} // namespace euthymia
