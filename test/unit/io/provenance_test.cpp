// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/provenance.hpp"

#include <gtest/gtest.h>

#include "workspace.hpp"

namespace euthymia::test {
namespace {

// The vectors of the standard's examples, FIPS 180-4 and its "SHA_All" companion.
TEST(Sha256, MeetsTheVectorsOfTheStandard) {
    EXPECT_EQ(sha256_of_text("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_of_text(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_of_text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256_of_text(std::string(1000000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, OfAFileIsThatOfItsBytes) {
    const Workspace workspace;
    const std::string bytes("a\r\n\0b", 5);
    EXPECT_EQ(sha256_of_file(workspace.write("file", bytes)), sha256_of_text(bytes));
}

TEST(Sha256, OfAFileDoesNotDependOnThePiecesItIsReadIn) {
    const Workspace workspace;
    constexpr std::size_t piece = std::size_t{1} << 16;
    for (const std::size_t n : {std::size_t{63}, std::size_t{64}, piece - 1, piece, piece + 64, 3 * piece + 7}) {
        std::string bytes;
        for (std::size_t k = 0; k < n; ++k) bytes += static_cast<char>(k % 251);
        EXPECT_EQ(sha256_of_file(workspace.write("file", bytes)), sha256_of_text(bytes)) << n;
    }
}

TEST(Sha256, SaysWhichFileItCannotRead) {
    const Workspace workspace;
    const std::string rest = "check its name and your rights to read it";
    EXPECT_EQ(workspace.words([&] { (void)sha256_of_file(workspace.directory() / "none"); }),
              "the file cannot be read | none | " + rest);
    workspace.write("folder/file", "");
    EXPECT_EQ(workspace.words([&] { (void)sha256_of_file(workspace.directory() / "folder"); }),
              "the file cannot be read | folder | " + rest);
}

} // namespace
} // namespace euthymia::test
