// SPDX-License-Identifier: Apache-2.0
// Vectors whose memory starts where the widest vector registers load best.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace euthymia {

/// Gives memory aligned to 64 bytes: a cache line, eight doubles.
template <typename T>
struct AlignedAllocator {
    using value_type = T; // NOLINT(readability-identifier-naming): the standard's name
    static constexpr std::align_val_t alignment{64};

    AlignedAllocator() = default;
    template <typename U>
    AlignedAllocator(const AlignedAllocator<U>&) {} // NOLINT(google-explicit-constructor): a rebound allocator

    [[nodiscard]] T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), alignment)); }
    void deallocate(T* memory, std::size_t) { ::operator delete(memory, alignment); }

    friend bool operator==(const AlignedAllocator&, const AlignedAllocator&) { return true; }
};

template <typename T>
using AlignedVector = std::vector<T, AlignedAllocator<T>>;

} // namespace euthymia
