// SPDX-License-Identifier: Apache-2.0
// Nothing here is inline or shared with other files: code for one instruction set must not be run on another.
#include "rosenbrock_kernels.hpp"

#include <cstddef>

namespace euthymia {

namespace {

// NOLINTBEGIN(readability-duplicate-include): the same text compiled for one instruction set after another
namespace baseline {
constexpr int width = 2;
#include "rosenbrock_kernels.inc"
} // namespace baseline

#ifdef __x86_64__
#pragma GCC push_options
#pragma GCC target("avx2,fma")
namespace avx2 {
constexpr int width = 4;
#include "rosenbrock_kernels.inc"
} // namespace avx2
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx2,fma")
namespace avx512 {
constexpr int width = 8;
#include "rosenbrock_kernels.inc"
} // namespace avx512
#pragma GCC pop_options
#endif
// NOLINTEND(readability-duplicate-include)

} // namespace

std::span<const RosenbrockKernels> runnable_rosenbrock_kernels() {
#ifdef __x86_64__
    static constexpr RosenbrockKernels all[] = {baseline::kernels("baseline"), avx2::kernels("avx2"),
                                                avx512::kernels("avx512")};
    const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const bool has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
    return {all, has_avx512 ? std::size_t{3} : has_avx2 ? std::size_t{2} : std::size_t{1}};
#else
    static constexpr RosenbrockKernels all[] = {baseline::kernels("baseline")};
    return all;
#endif
}

const RosenbrockKernels& rosenbrock_kernels() {
    return runnable_rosenbrock_kernels().back();
}

} // namespace euthymia
