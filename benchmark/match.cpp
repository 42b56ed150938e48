// SPDX-License-Identifier: Apache-2.0
#include "match.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "deviation.hpp"

namespace euthymia::benchmark {

namespace {

using Tell = std::function<void(const std::string&)>;

/// One match under way.
class Play {
  public:
    Play(const Case& problem, const std::vector<double>& reference, const MatchOptions& options, const Tell& tell)
        : problem_(problem)
        , reference_(reference)
        , options_(options)
        , tell_(tell)
        , n_patient_(static_cast<int>(problem.population.size())) {}

    /// Every tolerance once, loose to tight, on the first patients.
    std::vector<Point> scan(Contestant& contestant, double tightest) {
        std::vector<Point> points;
        double too_exact = -1.0; // rtol below which nothing more is tried
        for (const Tolerance& tolerance : contestant.tolerances()) {
            if (tolerance.rtol < too_exact) break;
            points.push_back(attempt(contestant, std::min(options_.n_scan, n_patient_), tolerance));
            const Point& point = points.back();
            tell_(fmt::format("{:<24} rtol {:7.1e} atol {:7.1e}  error {:8.2e}  {:9.3f} ms a patient{}",
                              contestant.name(), tolerance.rtol, tolerance.atol, point.error, 1e3 * point.seconds,
                              deviation_.n_failed > 0 ? fmt::format(", {} failed", deviation_.n_failed) : ""));
            if (point.error * options_.margin < tightest) too_exact = std::max(too_exact, tolerance.rtol);
        }
        return points;
    }

    /// The whole population at both ends of a bracket.
    void repeat(Contestant& contestant, Score& score) {
        const Point loose = attempt(contestant, n_patient_, score.measured.loose.tolerance);
        const Point tight = attempt(contestant, n_patient_, score.measured.tight.tolerance);
        score.worst = deviation_.worst;
        score.n_failed = deviation_.n_failed;
        score.wall_share.push_back(run_.wall / run_.seconds);
        const double seconds = seconds_at({loose, tight}, score.error);
        const bool is_best = score.seconds.empty() || seconds < *std::ranges::min_element(score.seconds);
        score.seconds.push_back(seconds);
        if (is_best) best_ = {loose, tight};
        score.measured = is_best ? best_ : score.measured;
    }

  private:
    Point attempt(Contestant& contestant, int n_patient, const Tolerance& tolerance) {
        run_ = contestant.run(n_patient, tolerance);
        deviation_ = measure(problem_, reference_, run_.values);
        return {tolerance, deviation_.n_failed > 0 ? 1.0 : deviation_.rms, run_.seconds / n_patient};
    }

    const Case& problem_;
    const std::vector<double>& reference_;
    const MatchOptions& options_;
    const Tell& tell_;
    int n_patient_;
    Run run_;
    Deviation deviation_;
    Bracket best_;
};

std::vector<Score> open_scores(const Match& match, const std::vector<double>& errors) {
    std::vector<Score> scores;
    for (const double error : errors) {
        for (const auto& [name, points] : match.scans) {
            Score score{.contestant = name, .error = error};
            if (const auto found = bracket(front_of(points), error)) score.measured = *found;
            scores.push_back(std::move(score));
        }
    }
    return scores;
}

} // namespace

Match play(const Case& problem, const std::vector<double>& reference,
           const std::vector<std::unique_ptr<Contestant>>& contestants, const std::vector<double>& errors,
           const MatchOptions& options, const Tell& tell) {
    Play play(problem, reference, options, tell);
    Match match;
    for (const auto& contestant : contestants) {
        match.scans.emplace_back(contestant->name(), play.scan(*contestant, std::ranges::min(errors)));
    }
    match.scores = open_scores(match, errors);
    for (int k = 0; k < options.n_repeat; ++k) {
        for (std::size_t s = 0; s < match.scores.size(); ++s) {
            Score& score = match.scores[s];
            if (score.measured.tight.seconds == 0.0) continue;
            play.repeat(*contestants[s % contestants.size()], score);
        }
    }
    return match;
}

} // namespace euthymia::benchmark
