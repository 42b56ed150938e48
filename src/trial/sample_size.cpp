// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/trial/power.hpp"

namespace euthymia {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& todo) {
    throw InputError(Issue{what, "sample size", todo});
}

double normal_cdf(double z) {
    return boost::math::cdf(boost::math::normal(), z);
}

double probit(double share) {
    return boost::math::quantile(boost::math::normal(), share);
}

/// probit(power) = level + slope sqrt(n), with the covariance of both.
struct ProbitLine {
    double level = 0.0, slope = 0.0;
    double var_level = 0.0, var_slope = 0.0, covariance = 0.0;

    [[nodiscard]] double at(double n) const { return level + slope * std::sqrt(n); }
    [[nodiscard]] double error_at(double n) const {
        return std::sqrt(var_level + 2.0 * covariance * std::sqrt(n) + var_slope * n);
    }
};

/// Weighted sums of the regression of working responses on sqrt(n).
struct Sums {
    double w = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;

    void add(double weight, double abscissa, double response) {
        w += weight;
        x += weight * abscissa;
        y += weight * response;
        xx += weight * abscissa * abscissa;
        xy += weight * abscissa * response;
    }

    /// Power cannot fall with n: a negative slope is taken as none.
    [[nodiscard]] ProbitLine line() const {
        const double determinant = w * xx - x * x;
        const double slope = determinant > 1e-9 * w * xx ? std::max(0.0, (w * xy - x * y) / determinant) : 0.0;
        if (slope == 0.0) return {y / w, 0.0, 1.0 / w, 0.0, 0.0};
        return {(y - slope * x) / w, slope, xx / determinant, w / determinant, -x / determinant};
    }
};

/// Probit regression of all trials by iterated weighted least squares. Half a replicate is added to either side of
/// each, so that a size where all or none were significant stays finite.
ProbitLine fit_line(const std::vector<SampleSize::Trial>& trials) {
    ProbitLine line;
    for (int iteration = 0; iteration < 50; ++iteration) {
        Sums sums;
        for (const SampleSize::Trial& trial : trials) {
            const double n = trial.replicates.n + 1.0, share = (trial.replicates.significant + 0.5) / n;
            const double z = iteration == 0 ? probit(share) : std::clamp(line.at(trial.n), -5.0, 5.0);
            const double expected = normal_cdf(z), density = boost::math::pdf(boost::math::normal(), z);
            const double weight = n * density * density / (expected * (1.0 - expected));
            sums.add(weight, std::sqrt(double(trial.n)), z + (share - expected) / density);
        }
        line = sums.line();
    }
    return line;
}

/// The trials of half to double the size tried last, where there are three; far from there the curve is not straight.
std::vector<SampleSize::Trial> near_last(const std::vector<SampleSize::Trial>& trials) {
    std::vector<SampleSize::Trial> near;
    for (const SampleSize::Trial& trial : trials)
        if (trial.n <= 2 * trials.back().n && 2 * trial.n >= trials.back().n) near.push_back(trial);
    return near.size() >= 3 ? near : trials;
}

/// The smallest size in [lowest, highest + 1] at which a curve that rises with n reaches `wanted`.
template <typename Curve>
int first_reaching(int lowest, int highest, double wanted, Curve curve) {
    int below = lowest - 1, above = highest + 1;
    while (above - below > 1) {
        const int middle = below + (above - below) / 2;
        (curve(middle) >= wanted ? above : below) = middle;
    }
    return above;
}

/// One search: remembers what was simulated and asks for each size once.
class Search {
  public:
    Search(const std::function<Replicates(int)>& simulate, const SampleSizeOptions& options)
        : simulate_(simulate)
        , options_(options) {}

    /// Power at `n`, simulated now or before.
    double power_at(int n) {
        for (const SampleSize::Trial& trial : trials_)
            if (trial.n == n) return power_of(trial.replicates).value;
        const Replicates replicates = simulate_(n);
        if (replicates.n < 1) refuse(fmt::format("no replicates of {} people", n), "simulate at least one");
        trials_.push_back({n, replicates});
        return power_of(replicates).value;
    }

    [[nodiscard]] bool may_ask() const { return int(trials_.size()) < options_.max_trials; }
    [[nodiscard]] bool has_asked(int n) const {
        return std::ranges::any_of(trials_, [&](const auto& trial) { return trial.n == n; });
    }

    /// Halves the bracket on the scale of sqrt(n) until it is a tenth wide, or half the trials are spent.
    void bisect() {
        double low = std::sqrt(options_.lowest), high = std::sqrt(options_.highest);
        while (high * high - low * low > 0.1 * high * high && int(trials_.size()) < (options_.max_trials + 1) / 2) {
            const double middle = 0.5 * (low + high);
            (power_at(int(std::lround(middle * middle))) >= options_.power ? high : low) = middle;
        }
    }

    /// Simulates where the curve through all trials crosses, and a little to either side, until it points at sizes
    /// already known.
    void refine() {
        const double sides[] = {1.0, 0.9, 1.1, 0.95, 1.05, 1.0};
        for (std::size_t k = 0; may_ask(); ++k) {
            const int crossing = crossing_of(0.0);
            const int n = std::clamp(int(std::lround(crossing * sides[k % 6])), options_.lowest, options_.highest);
            if (!has_asked(n))
                power_at(n);
            else if (k > 12)
                return;
        }
    }

    /// Where the curve, moved down by `z` standard errors, crosses the wanted power.
    [[nodiscard]] int crossing_of(double z) const {
        const ProbitLine line = fit_line(near_last(trials_));
        return first_reaching(options_.lowest, options_.highest, probit(options_.power),
                              [&](int n) { return line.at(n) - z * line.error_at(n); });
    }

    [[nodiscard]] SampleSize result() const {
        const double z_95 = 1.959963984540054;
        const int crossing = crossing_of(0.0), highest = options_.highest;
        const int n = std::min(crossing, highest);
        const ProbitLine line = fit_line(near_last(trials_));
        const double z = line.at(n), reach = z_95 * line.error_at(n);
        return {n,
                crossing <= highest,
                {normal_cdf(z), normal_cdf(z - reach), normal_cdf(z + reach)},
                std::min(crossing_of(-z_95), highest),
                std::min(crossing_of(z_95), highest),
                trials_};
    }

  private:
    const std::function<Replicates(int)>& simulate_;
    const SampleSizeOptions& options_;
    std::vector<SampleSize::Trial> trials_;
};

void check(const SampleSizeOptions& options) {
    if (!(options.power > 0.0 && options.power < 1.0))
        refuse(fmt::format("a wanted power of {}", options.power), "give one between 0 and 1, for example 0.8");
    if (options.lowest < 1 || options.highest < options.lowest)
        refuse(fmt::format("sizes from {} to {}", options.lowest, options.highest), "give 1 <= lowest <= highest");
    if (options.max_trials < 2) refuse(fmt::format("a search of {} sizes", options.max_trials), "allow at least 2");
}

} // namespace

SampleSize search_sample_size(const std::function<Replicates(int n)>& simulate, const SampleSizeOptions& options) {
    check(options);
    Search search(simulate, options);
    if (search.power_at(options.lowest) < options.power) {
        search.bisect();
        search.refine();
    }
    return search.result();
}

} // namespace euthymia
