// SPDX-License-Identifier: Apache-2.0
// Nothing here is inline or shared with other files: code for one instruction set must not be run on another.
#include "quiet_lanes.hpp"

#include "root_shape.hpp"

namespace euthymia {

namespace {

// NOLINTBEGIN(readability-duplicate-include): the same text compiled for one instruction set after another
namespace baseline {
#include "quiet_lanes.inc"
} // namespace baseline

#ifdef __x86_64__
#pragma GCC push_options
#pragma GCC target("avx2,fma")
namespace avx2 {
#include "quiet_lanes.inc"
} // namespace avx2
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512vl,avx2,fma,prefer-vector-width=512")
namespace avx512 {
#include "quiet_lanes.inc"
} // namespace avx512
#pragma GCC pop_options
#endif
// NOLINTEND(readability-duplicate-include)

using Heed = void (*)(const RootPiece& piece, double* is_quiet);

Heed best() {
#ifdef __x86_64__
    const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const bool has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                            __builtin_cpu_supports("avx512vl");
    return has_avx512 ? avx512::heed : has_avx2 ? avx2::heed : baseline::heed;
#else
    return baseline::heed;
#endif
}

} // namespace

void heed(const RootPiece& piece, double* is_quiet) {
    static const Heed function = best();
    function(piece, is_quiet);
}

} // namespace euthymia
