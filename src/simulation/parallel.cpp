// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include "euthymia/simulation/simulator.hpp"

#ifdef __SANITIZE_THREAD__
extern "C" void __tsan_acquire(void* address); // NOLINT(bugprone-reserved-identifier): the sanitizer's own names
extern "C" void __tsan_release(void* address); // NOLINT(bugprone-reserved-identifier)
#else
#define __tsan_acquire(address) static_cast<void>(address) // NOLINT(bugprone-reserved-identifier)
#define __tsan_release(address) static_cast<void>(address) // NOLINT(bugprone-reserved-identifier)
#endif

namespace euthymia {

namespace {

// What TBB guarantees but its packaged library, built without the thread sanitizer, cannot show to it: what was written
// before a loop is seen in it, and what the loop wrote is seen after it.
char loop_begins = 0, loop_ends = 0;

} // namespace

void in_parallel(std::size_t n, int n_thread, const std::function<void(std::size_t)>& work) {
    if (n == 1) return work(0); // without a word to the other threads of the process
    std::unique_ptr<tbb::global_control> limit;
    if (n_thread > 0) {
        limit = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                      static_cast<std::size_t>(n_thread));
    }
    const auto body = [&](std::size_t k) {
        __tsan_acquire(&loop_begins);
        work(k);
        __tsan_release(&loop_ends);
    };
    __tsan_release(&loop_begins);
    tbb::parallel_for(std::size_t{0}, n, body);
    __tsan_acquire(&loop_ends);
}

} // namespace euthymia
