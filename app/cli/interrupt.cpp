// SPDX-License-Identifier: Apache-2.0
#include "interrupt.hpp"

#include <csignal>

namespace euthymia::cli {

namespace {

volatile std::sig_atomic_t was_interrupted = 0;

} // namespace

void watch_for_interrupt() {
    std::signal(SIGINT, [](int) {
        was_interrupted = 1;
        std::signal(SIGINT, SIG_DFL);
    });
}

void stop_if_interrupted() {
    if (was_interrupted != 0) throw Interrupted{};
}

} // namespace euthymia::cli
