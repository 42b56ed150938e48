// SPDX-License-Identifier: Apache-2.0
// How long something took: on the clock, and of the processor's time.
#pragma once

#include <chrono>
#include <ctime>

namespace euthymia::benchmark {

/// Starts when it is made.
class Clock {
  public:
    [[nodiscard]] double wall_seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
    }

    /// Of all threads of this program: other programs on the machine hardly change it.
    [[nodiscard]] double processor_seconds() const { return processor_now() - processor_; }

  private:
    static double processor_now() {
        std::timespec now{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
    }

    std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
    double processor_ = processor_now();
};

} // namespace euthymia::benchmark
