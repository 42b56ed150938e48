// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/provenance.hpp"

#include <array>
#include <bit>
#include <fstream>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

using Digest = std::array<std::uint32_t, 8>;

/// First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, section 4.2.2).
constexpr std::array<std::uint32_t, 64> round_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/// First 32 bits of the fractional parts of the square roots of the first 8 primes (section 5.3.3).
constexpr Digest initial_digest = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/// What follows the last whole block of a text of `n_byte` bytes: the rest of the text, a one bit, zeros up to a whole
/// block, and the length in bits.
std::string pad(std::string_view rest, std::uint64_t n_byte) {
    std::string padded(rest);
    padded.push_back('\x80');
    while (padded.size() % 64 != 56) padded.push_back('\0');
    const std::uint64_t n_bit = 8 * n_byte;
    for (int shift = 56; shift >= 0; shift -= 8) padded.push_back(static_cast<char>(n_bit >> shift & 0xff));
    return padded;
}

std::array<std::uint32_t, 64> message_schedule(std::string_view block) {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 64; ++i) w[i / 4] = w[i / 4] << 8 | static_cast<unsigned char>(block[i]);
    for (std::size_t t = 16; t < 64; ++t) {
        const std::uint32_t s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ w[t - 15] >> 3;
        const std::uint32_t s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    return w;
}

/// Section 6.2.2, steps 1 to 4.
void add_block(Digest& digest, std::string_view block) {
    const auto w = message_schedule(block);
    auto [a, b, c, d, e, f, g, h] = digest;
    for (std::size_t t = 0; t < 64; ++t) {
        const std::uint32_t sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
        const std::uint32_t sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t1;
        d = c, c = b, b = a, a = t1 + t2;
    }
    const Digest change = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < digest.size(); ++i) digest[i] += change[i];
}

void add_blocks(Digest& digest, std::string_view blocks) {
    for (std::size_t start = 0; start < blocks.size(); start += 64) add_block(digest, blocks.substr(start, 64));
}

/// The digest of a text in hexadecimal. @param digest  After the blocks before `rest`, whose size is `n_before`.
std::string finish(Digest digest, std::string_view rest, std::uint64_t n_before) {
    const std::size_t n_whole = rest.size() / 64 * 64;
    add_blocks(digest, rest.substr(0, n_whole));
    add_blocks(digest, pad(rest.substr(n_whole), n_before + rest.size()));
    std::string hexadecimal;
    for (const std::uint32_t word : digest) hexadecimal += fmt::format("{:08x}", word);
    return hexadecimal;
}

} // namespace

std::string sha256_of_text(std::string_view text) {
    return finish(initial_digest, text, 0);
}

std::string sha256_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path)) {
        throw InputError(Issue{"the file cannot be read", path.string(), "check its name and your rights to read it"});
    }
    Digest digest = initial_digest;
    std::string piece(std::size_t{1} << 16, '\0'); // whole blocks
    std::uint64_t n_byte = 0;
    while (file.read(piece.data(), std::ssize(piece))) {
        add_blocks(digest, piece);
        n_byte += piece.size();
    }
    return finish(digest, std::string_view(piece).substr(0, static_cast<std::size_t>(file.gcount())), n_byte);
}

} // namespace euthymia
