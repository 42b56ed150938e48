// SPDX-License-Identifier: Apache-2.0
// Contestants side by side: what each costs at the same measured error, in one run on one core.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "case.hpp"
#include "contestant.hpp"
#include "curve.hpp"

namespace euthymia::benchmark {

struct MatchOptions {
    int n_scan = 32;   ///< patients of the scan over tolerances; all others only at the chosen ones
    int n_repeat = 5;  ///< of the chosen ones, contestants taking turns
    double margin = 8; ///< the scan leaves out what is this many times too exact for the tightest target
};

/// One contestant at one target.
struct Score {
    std::string contestant;
    double error = 0.0; ///< the target
    std::vector<double>
        seconds; ///< a patient at that error, one for each repetition; empty: the target was not reached
    std::vector<double> wall_share; ///< wall time by processor time, same shape; well above 1 on a disturbed machine
    Bracket measured;               ///< whole population, best of the repetitions
    double worst = 0.0;             ///< rms of the worst patient at the tight end
    int n_failed = 0;
};

struct Match {
    std::vector<std::pair<std::string, std::vector<Point>>> scans; ///< every tolerance tried, by contestant
    std::vector<Score> scores;
};

/// @param reference  Of the whole population, shape of `Run::values`.
/// @param tell  Called with a line now and then.
[[nodiscard]] Match play(const Case& problem, const std::vector<double>& reference,
                         const std::vector<std::unique_ptr<Contestant>>& contestants, const std::vector<double>& errors,
                         const MatchOptions& options, const std::function<void(const std::string&)>& tell);

} // namespace euthymia::benchmark
