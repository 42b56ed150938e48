// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include "interrupt.hpp"

namespace euthymia::cli {

namespace {

constexpr std::size_t bar_width = 30;
constexpr auto redraw_after = std::chrono::milliseconds(100);

std::string time_left(double seconds) {
    if (seconds < 100.0) return fmt::format("{:.0f} s left", seconds);
    const int minutes = static_cast<int>(seconds / 60.0 + 0.5);
    return minutes < 100 ? fmt::format("{} min left", minutes) : fmt::format("{:.1f} h left", minutes / 60.0);
}

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
    if (const std::string name = step.substr(0, step.find(',')); name != step_) {
        step_ = name;
        step_start_ = now;
        step_first_ = done;
    } else if (now - last_drawn_ < redraw_after && done < total) {
        return;
    }
    last_drawn_ = now;
    is_dirty_ = true;
    const double share = static_cast<double>(done) / static_cast<double>(total);
    const double elapsed = std::chrono::duration<double>(now - step_start_).count();
    const std::string left =
        done > step_first_
            ? time_left(elapsed * static_cast<double>(total - done) / static_cast<double>(done - step_first_))
            : "";
    const auto filled = static_cast<std::size_t>(share * bar_width);
    fmt::print(stderr, "\r\033[K{:<24} [{:<{}}] {}/{}  {}", step, std::string(filled, '='), bar_width, done, total,
               left);
    std::fflush(stderr);
}

Progress ProgressBar::callback() {
    return [this](const std::string& step, std::size_t done, std::size_t total) { show(step, done, total); };
}

} // namespace euthymia::cli
