// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/digest.hpp"

#include <map>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

/// The input of the test vectors: 0, 1, ..., 250, 0, 1, ...
std::string counted(std::size_t n_byte) {
    std::string bytes;
    for (std::size_t k = 0; k < n_byte; ++k) bytes += static_cast<char>(k % 251);
    return bytes;
}

TEST(Digest, IsThatOfTheTestVectorsOfBlake3) {
    // test_vectors.json of the reference implementation, the first 16 bytes; around blocks of 64 and chunks of 1024
    const std::map<std::size_t, std::string> vectors{
        {0, "af1349b9f5f9a1a6a0404dea36dcc949"},    {1, "2d3adedff11b61f14c886e35afa03673"},
        {63, "e9bc37a594daad83be9470df7f7b3798"},   {64, "4eed7141ea4a5cd4b788606bd23f46e2"},
        {65, "de1e5fa0be70df6d2be8fffd0e99ceaa"},   {1023, "10108970eeda3eb932baac1428c7a216"},
        {1024, "42214739f095a406f3fc83deb889744a"}, {1025, "d00278ae47eb27b34faecf67b4fe263f"},
        {2048, "e776b6028c7cd22a4d0ba182a8bf6220"}, {2049, "5f4d72f40d7a5f82b15ca2b2e44b1de3"},
        {3073, "7124b49501012f81cc7f11ca069ec922"}, {102400, "bc3e3d41a1146b069abffad3c0d44860"},
    };
    for (const auto& [n_byte, expected] : vectors) EXPECT_EQ(digest(counted(n_byte)), expected) << n_byte << " bytes";
}

} // namespace
} // namespace euthymia
