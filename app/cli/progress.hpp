// SPDX-License-Identifier: Apache-2.0
// A progress bar on a terminal; nothing elsewhere.
#pragma once

#include <chrono>
#include <string>

#include "euthymia/trial/run.hpp"

namespace euthymia::cli {

/// Draws progress on standard error while it is a terminal and the user did not ask for quiet.
class ProgressBar {
  public:
    explicit ProgressBar(bool is_quiet);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// @throws Interrupted  after Ctrl-C.
    void show(const std::string& step, std::size_t done, std::size_t total);

    /// `show` as a callback.
    [[nodiscard]] Progress callback();

  private:
    using Clock = std::chrono::steady_clock;

    bool is_shown_;
    bool is_dirty_ = false;
    std::string step_;           ///< its name up to a comma: what follows may change while it goes on
    std::size_t step_first_ = 0; ///< how much of the step was done when it was first seen
    Clock::time_point step_start_, last_drawn_;
};

} // namespace euthymia::cli
