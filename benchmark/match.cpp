// SPDX-License-Identifier: Apache-2.0
#include "match.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace euthymia::benchmark {

namespace {

using Tell = std::function<void(const std::string&)>;
using Judge = std::function<Deviation(const std::vector<double>&)>;
/// Points from loose to tight, with one ratio of absolute to relative tolerance.
using Family = std::vector<Point>;

constexpr double loosest_exponent = -3.0, tightest_exponent = -12.0;

/// Where to search on the whole population.
struct Start {
    double rtol, share;
};

/// Of the families the fastest at `error`.
std::optional<Start> start_of(const std::vector<Family>& families, double error) {
    std::optional<Start> best;
    double least = std::numeric_limits<double>::infinity();
    for (const Family& family : families) {
        const auto found = bracket(family, error);
        if (!found || seconds_at(*found, error) >= least) continue;
        least = seconds_at(*found, error);
        const Tolerance& tolerance = found->tight.tolerance;
        best = {tolerance.rtol, tolerance.atol / tolerance.rtol};
    }
    return best;
}

/// One match under way.
class Play {
  public:
    Play(const Judge& judge, int n_patient, const MatchOptions& options, const Tell& tell)
        : judge_(judge)
        , n_patient_(n_patient)
        , options_(options)
        , tell_(tell) {}

    std::vector<Family> scan(Contestant& contestant, double tightest) {
        std::vector<Family> families;
        for (const double share : atol_shares) {
            Family& family = families.emplace_back();
            for (double exponent = loosest_exponent; exponent >= tightest_exponent; exponent -= 0.5) {
                const double rtol = std::pow(10.0, exponent);
                family.push_back(attempt(contestant, std::min(options_.n_scan, n_patient_), {rtol, share * rtol}));
                if (family.back().error * options_.margin < tightest) break;
            }
        }
        return families;
    }

    /// The bracket of the whole population; none if the target is not reached.
    std::optional<Bracket> search(Contestant& contestant, const std::vector<Family>& families, double error) {
        const auto start = start_of(families, error);
        if (!start) return std::nullopt;
        const auto at = [&](double rtol) { return attempt(contestant, n_patient_, {rtol, start->share * rtol}); };
        return narrow(at, start->rtol, error);
    }

    /// Both ends of the bracket again.
    void repeat(Contestant& contestant, Score& score, const Bracket& found) {
        const Point loose = attempt(contestant, n_patient_, found.loose.tolerance);
        const Point tight = found.is_point() ? loose : attempt(contestant, n_patient_, found.tight.tolerance);
        score.runs.push_back({loose, tight});
        score.worst = deviation_.worst;
        score.n_failed = deviation_.n_failed;
        score.wall_share.push_back(run_.wall / run_.seconds);
    }

  private:
    Point attempt(Contestant& contestant, int n_patient, const Tolerance& tolerance) {
        run_ = contestant.run(n_patient, tolerance);
        deviation_ = judge_(run_.values);
        const double error = deviation_.n_failed > 0 ? std::numeric_limits<double>::infinity() : deviation_.rms;
        const double seconds = run_.seconds / n_patient;
        tell_(fmt::format("{:<24} {:4} patients  rtol {:8.2e} atol {:8.2e}  error {:8.2e}  {:9.3f} ms a patient{}",
                          contestant.name(), n_patient, tolerance.rtol, tolerance.atol, error, 1e3 * seconds,
                          deviation_.n_failed > 0 ? fmt::format(", {} failed", deviation_.n_failed) : ""));
        return {tolerance, error, seconds};
    }

    const Judge& judge_;
    int n_patient_;
    const MatchOptions& options_;
    const Tell& tell_;
    Run run_;
    Deviation deviation_;
};

std::vector<Point> joined(const std::vector<Family>& families) {
    std::vector<Point> points;
    for (const Family& family : families) points.insert(points.end(), family.begin(), family.end());
    return points;
}

} // namespace

std::vector<double> seconds_of(const Score& score) {
    std::vector<double> seconds;
    for (const Bracket& run : score.runs) seconds.push_back(seconds_at(run, score.error));
    return seconds;
}

Match play(const Judge& judge, int n_patient, const std::vector<std::unique_ptr<Contestant>>& contestants,
           const std::vector<double>& errors, const MatchOptions& options, const Tell& tell) {
    Play play(judge, n_patient, options, tell);
    Match match;
    std::vector<std::vector<Family>> scans;
    for (const auto& contestant : contestants) {
        scans.push_back(play.scan(*contestant, std::ranges::min(errors)));
        match.scans.emplace_back(contestant->name(), joined(scans.back()));
    }
    std::vector<std::optional<Bracket>> found; // in the order of the scores
    for (const double error : errors) {
        for (std::size_t c = 0; c < contestants.size(); ++c) {
            match.scores.push_back({.contestant = contestants[c]->name(), .error = error});
            found.push_back(play.search(*contestants[c], scans[c], error));
        }
    }
    for (int k = 0; k < options.n_repeat; ++k) {
        for (std::size_t s = 0; s < found.size(); ++s) {
            if (found[s]) play.repeat(*contestants[s % contestants.size()], match.scores[s], *found[s]);
        }
    }
    return match;
}

} // namespace euthymia::benchmark
