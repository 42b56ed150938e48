// SPDX-License-Identifier: Apache-2.0
// Contestants side by side: what each costs at the same measured error, in one run on one core.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "contestant.hpp"
#include "curve.hpp"
#include "deviation.hpp"

namespace euthymia::benchmark {

struct MatchOptions {
    int n_scan = 16;   ///< patients of the scan, which only says where the search on all patients begins
    int n_repeat = 5;  ///< of the brackets found, contestants taking turns
    double margin = 4; ///< the scan leaves out what is this many times too exact for the tightest target
};

/// One contestant at one target.
struct Score {
    std::string contestant;
    double error = 0.0;             ///< the target
    std::vector<Bracket> runs;      ///< on the whole population, one a repetition; empty: the target was not reached
    std::vector<double> wall_share; ///< wall time by processor time, same shape; well above 1 on a disturbed machine
    double worst = 0.0;             ///< rms of the worst patient at the tight end
    int n_failed = 0;               ///< patients who failed at the tight end
};

/// Seconds a patient at the target, one a repetition.
[[nodiscard]] std::vector<double> seconds_of(const Score& score);

struct Match {
    std::vector<std::pair<std::string, std::vector<Point>>> scans; ///< every tolerance of the scan, by contestant
    std::vector<Score> scores;                                     ///< target after target, contestants in order
};

/// What is timed is bracketed on the very patients it is timed on: each end of a bracket is measured on the whole
/// population, one is less exact than the target, the other is not, and they are near (`Narrowness`).
///
/// Relative and absolute tolerance fall together, in a fixed ratio (`atol_shares`); of these the scan chooses the
/// fastest for each contestant and target.
/// @param judge  Says how wrong `Run::values` of the first patients are.
/// @param tell  Called with a line now and then.
[[nodiscard]] Match play(const std::function<Deviation(const std::vector<double>&)>& judge, int n_patient,
                         const std::vector<std::unique_ptr<Contestant>>& contestants, const std::vector<double>& errors,
                         const MatchOptions& options, const std::function<void(const std::string&)>& tell);

/// Absolute by relative tolerance, the same choices for everybody.
inline constexpr double atol_shares[] = {1.0, 1e-2, 1e-4, 1e-6};

} // namespace euthymia::benchmark
