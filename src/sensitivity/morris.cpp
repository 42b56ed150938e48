// SPDX-License-Identifier: Apache-2.0
#include "euthymia/sensitivity/morris.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "bootstrap.hpp"
#include "euthymia/base/random.hpp"

namespace euthymia {

namespace {

constexpr int n_level = 4;
constexpr double stride = 2.0 / 3.0; ///< n_level / (2 (n_level - 1)), so that every level is as likely as any other
constexpr int drawn_for_each = 10;   ///< trajectories drawn for each that is taken
constexpr int most_drawn = 200;
constexpr int n_bootstrap = 1000;

using Trajectory = std::vector<Point>;

/// The inputs in random order (Fisher and Yates).
std::vector<std::size_t> random_order(std::size_t n, Stream& stream) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t k = n; k > 1; --k) std::swap(order[k - 1], order[stream.below(k)]);
    return order;
}

Trajectory draw_trajectory(std::size_t n_input, std::uint64_t seed, int number) {
    Stream stream({.seed = seed,
                   .trial = hash_name("Morris"),
                   .patient = static_cast<std::uint32_t>(number),
                   .purpose = Purpose::replicate});
    Point point(n_input);
    for (double& x : point) x = static_cast<double>(stream.below(n_level)) / (n_level - 1);
    Trajectory trajectory{point};
    for (const std::size_t input : random_order(n_input, stream)) {
        point[input] += point[input] < 0.5 ? stride : -stride;
        trajectory.push_back(point);
    }
    return trajectory;
}

double distance(const Point& a, const Point& b) {
    double sum = 0.0;
    for (std::size_t k = 0; k < a.size(); ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
    return std::sqrt(sum);
}

double distance(const Trajectory& a, const Trajectory& b) {
    double sum = 0.0;
    for (const Point& point : a) {
        for (const Point& other : b) sum += distance(point, other);
    }
    return sum;
}

/// Takes the trajectory farthest from those taken, one after another; the first is taken as it comes.
std::vector<std::size_t> far_apart(const std::vector<Trajectory>& drawn, int n) {
    std::vector<std::size_t> taken{0};
    std::vector<double> from_taken(drawn.size(), 0.0); // squares, so that no pair may be close
    while (taken.size() < static_cast<std::size_t>(n)) {
        for (std::size_t k = 0; k < drawn.size(); ++k) {
            const double d = distance(drawn[k], drawn[taken.back()]);
            from_taken[k] += d * d;
        }
        for (const std::size_t k : taken) from_taken[k] = -std::numeric_limits<double>::infinity();
        taken.push_back(static_cast<std::size_t>(std::ranges::max_element(from_taken) - from_taken.begin()));
    }
    return taken;
}

/// Which input moved from one point to the next.
std::size_t moved(const Point& before, const Point& after) {
    std::size_t input = 0;
    while (before[input] == after[input]) ++input;
    return input;
}

/// By input, one for each trajectory; NaN where an outcome is missing.
std::vector<std::vector<double>> effects_of(const std::vector<Point>& points, std::span<const double> outcomes) {
    const std::size_t n_input = points.front().size(), length = n_input + 1;
    std::vector<std::vector<double>> effects(n_input);
    for (std::size_t begin = 0; begin + length <= points.size(); begin += length) {
        for (std::size_t k = begin; k < begin + n_input; ++k) {
            const std::size_t input = moved(points[k], points[k + 1]);
            const double step = points[k + 1][input] - points[k][input];
            effects[input].push_back((outcomes[k + 1] - outcomes[k]) / step);
        }
    }
    return effects;
}

ElementaryEffects summarise_effects(std::vector<double> effects, std::uint64_t seed) {
    std::erase_if(effects, [](double effect) { return !std::isfinite(effect); });
    const Summary summary = summarise(effects);
    const auto mean_size = [&](std::span<const std::size_t> drawn) {
        double sum = 0.0;
        for (const std::size_t k : drawn) sum += std::abs(effects[k]);
        return std::vector<double>{sum / static_cast<double>(drawn.size())};
    };
    return {.mean = summary.mean,
            .mean_size = bootstrap(effects.size(), n_bootstrap, seed, mean_size).front(),
            .sd = summary.sd,
            .n = summary.n};
}

} // namespace

std::vector<Point> morris_points(std::size_t n_input, int n_trajectory, std::uint64_t seed) {
    const int n_drawn = std::max(n_trajectory, std::min(most_drawn, drawn_for_each * n_trajectory));
    std::vector<Trajectory> drawn;
    for (int k = 0; k < n_drawn; ++k) drawn.push_back(draw_trajectory(n_input, seed, k));
    std::vector<Point> points;
    for (const std::size_t k : far_apart(drawn, n_trajectory)) {
        points.insert(points.end(), drawn[k].begin(), drawn[k].end());
    }
    return points;
}

std::vector<ElementaryEffects> elementary_effects(const std::vector<Point>& points, std::span<const double> outcomes,
                                                  std::uint64_t seed) {
    std::vector<ElementaryEffects> all;
    if (points.empty()) return all;
    for (auto& effects : effects_of(points, outcomes)) all.push_back(summarise_effects(std::move(effects), seed));
    return all;
}

} // namespace euthymia
