// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <functional>

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/spin_mutex.h>

#include "euthymia/simulation/simulator.hpp"

namespace euthymia {

void for_each_person(std::size_t n, int n_thread, const std::function<void(std::size_t)>& work,
                     const std::function<void(std::size_t done)>& progress) {
    std::unique_ptr<tbb::global_control> limit;
    if (n_thread > 0) {
        limit = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                      static_cast<std::size_t>(n_thread));
    }
    std::atomic<std::size_t> done = 0;
    tbb::spin_mutex telling;
    tbb::parallel_for(std::size_t{0}, n, [&](std::size_t k) {
        work(k);
        const std::size_t count = ++done;
        if (progress && telling.try_lock()) {
            progress(count);
            telling.unlock();
        }
    });
}

} // namespace euthymia
