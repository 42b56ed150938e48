// SPDX-License-Identifier: Apache-2.0
// BLAKE3 as its specification of 2021 defines it (O'Connor, Aumasson, Neves, Wilcox-O'Hearn), without keys.
#include "euthymia/base/digest.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include <fmt/format.h>

namespace euthymia {

namespace {

using Word = std::uint32_t;
using Chain = std::array<Word, 8>;  ///< what a part of the tree comes to
using Block = std::array<Word, 16>; ///< 64 bytes, little-endian

constexpr std::size_t block_size = 64, chunk_size = 1024;
constexpr Chain initial_chain{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                              0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

enum Flag : Word { none = 0, chunk_start = 1, chunk_end = 2, parent = 4, root = 8 };

/// What a block is mixed with.
struct Place {
    std::uint64_t chunk = 0; ///< how many come before
    Word size = block_size;  ///< bytes in the block
    Word flags = none;
};

/// Table 2: where the words of a message go from round to round.
Block permuted(const Block& m) {
    return {m[2], m[6], m[3], m[10], m[7], m[0], m[4], m[13], m[1], m[11], m[12], m[5], m[9], m[14], m[15], m[8]};
}

void mix(Word& a, Word& b, Word& c, Word& d, Word x, Word y) {
    a += b + x;
    d = std::rotr(d ^ a, 16);
    c += d;
    b = std::rotr(b ^ c, 12);
    a += b + y;
    d = std::rotr(d ^ a, 8);
    c += d;
    b = std::rotr(b ^ c, 7);
}

/// Columns, then diagonals. Unrolled, as the rounds are: all places are then known, and it takes two thirds of the
/// time.
void mix_all(Block& v, const Block& m) {
#pragma GCC unroll 4
    for (std::size_t k = 0; k < 4; ++k) mix(v[k], v[4 + k], v[8 + k], v[12 + k], m[2 * k], m[2 * k + 1]);
#pragma GCC unroll 4
    for (std::size_t k = 0; k < 4; ++k) {
        mix(v[k], v[4 + (k + 1) % 4], v[8 + (k + 2) % 4], v[12 + (k + 3) % 4], m[8 + 2 * k], m[9 + 2 * k]);
    }
}

Chain compress(const Chain& chain, Block message, const Place& place) {
    constexpr int n_round = 7;
    Block v;
    std::ranges::copy(chain, v.begin());
    std::copy_n(initial_chain.begin(), 4, v.begin() + 8);
    v[12] = static_cast<Word>(place.chunk);
    v[13] = static_cast<Word>(place.chunk >> 32);
    v[14] = place.size;
    v[15] = place.flags;
#pragma GCC unroll 7
    for (int round = 0; round < n_round; ++round) {
        if (round > 0) message = permuted(message);
        mix_all(v, message);
    }
    Chain result;
    for (std::size_t k = 0; k < result.size(); ++k) result[k] = v[k] ^ v[k + 8];
    return result;
}

/// The first 64 bytes, or all and then zeros.
Block block_of(std::string_view bytes) {
    std::array<unsigned char, block_size> padded{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), block_size), padded.begin());
    Block block;
    for (std::size_t k = 0; k < block.size(); ++k) {
        const unsigned char* byte = &padded[4 * k];
        block[k] = Word{byte[0]} | Word{byte[1]} << 8 | Word{byte[2]} << 16 | Word{byte[3]} << 24;
    }
    return block;
}

Chain digest_chunk(std::string_view bytes, std::uint64_t chunk, Word last_flags) {
    Chain chain = initial_chain;
    Word flags = chunk_start;
    for (; bytes.size() > block_size; bytes.remove_prefix(block_size)) {
        chain = compress(chain, block_of(bytes), {.chunk = chunk, .flags = flags});
        flags = none;
    }
    return compress(chain, block_of(bytes),
                    {.chunk = chunk, .size = static_cast<Word>(bytes.size()), .flags = flags | chunk_end | last_flags});
}

/// Section 2.1: the left branch of every node is a full tree, as large as it can be with something left for the right.
Chain digest_tree(std::string_view bytes, std::uint64_t chunk, Word last_flags) {
    if (bytes.size() <= chunk_size) return digest_chunk(bytes, chunk, last_flags);
    const std::size_t n_left = std::bit_floor((bytes.size() - 1) / chunk_size);
    const Chain left = digest_tree(bytes.substr(0, n_left * chunk_size), chunk, none);
    const Chain right = digest_tree(bytes.substr(n_left * chunk_size), chunk + n_left, none);
    Block both;
    std::ranges::copy(right, std::ranges::copy(left, both.begin()).out);
    return compress(initial_chain, both, {.flags = parent | last_flags});
}

} // namespace

std::string digest(std::string_view bytes) {
    const Chain chain = digest_tree(bytes, 0, root);
    std::string text;
    for (std::size_t k = 0; k < 4; ++k) {
        for (int shift = 0; shift < 32; shift += 8) text += fmt::format("{:02x}", chain[k] >> shift & 0xffU);
    }
    return text;
}

} // namespace euthymia
