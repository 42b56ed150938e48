// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include "interrupt.hpp"

namespace euthymia::cli {

namespace {

constexpr std::size_t bar_width = 30;
constexpr auto redraw_after = std::chrono::milliseconds(100);

} // namespace

ProgressBar::ProgressBar(bool is_quiet)
    : is_shown_(!is_quiet && isatty(STDERR_FILENO) != 0) {
    watch_for_interrupt();
}

ProgressBar::~ProgressBar() {
    if (is_dirty_) fmt::print(stderr, "\r\033[K");
}

void ProgressBar::show(const std::string& step, std::size_t done, std::size_t total) {
    stop_if_interrupted();
    if (!is_shown_) return;
    const auto now = Clock::now();
    if (step != step_) {
        step_ = step;
        step_start_ = now;
    } else if (now - last_drawn_ < redraw_after && done < total) {
        return;
    }
    last_drawn_ = now;
    is_dirty_ = true;
    const double share = static_cast<double>(done) / static_cast<double>(total);
    const double elapsed = std::chrono::duration<double>(now - step_start_).count();
    const auto filled = static_cast<std::size_t>(share * bar_width);
    fmt::print(stderr, "\r\033[K{:<24} [{:<{}}] {}/{}  {:.0f} s left", step, std::string(filled, '='), bar_width, done,
               total, share > 0.0 ? elapsed * (1.0 - share) / share : 0.0);
    std::fflush(stderr);
}

Progress ProgressBar::callback() {
    return [this](const std::string& step, std::size_t done, std::size_t total) { show(step, done, total); };
}

} // namespace euthymia::cli
