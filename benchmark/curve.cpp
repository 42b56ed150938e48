// SPDX-License-Identifier: Apache-2.0
#include "curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace euthymia::benchmark {

std::vector<Point> front_of(std::vector<Point> points) {
    std::ranges::sort(points, {}, &Point::seconds);
    std::vector<Point> front;
    double best = std::numeric_limits<double>::infinity();
    for (const Point& point : points) {
        if (!(point.error < best)) continue;
        best = point.error;
        front.push_back(point);
    }
    return front;
}

std::optional<Bracket> bracket(const std::vector<Point>& front, double error) {
    for (std::size_t k = 1; k < front.size(); ++k) {
        if (front[k - 1].error > error && front[k].error <= error) return Bracket{front[k - 1], front[k]};
    }
    return std::nullopt;
}

double seconds_at(const Bracket& bracket, double error) {
    const auto& [loose, tight] = bracket;
    const double share = std::log(error / loose.error) / std::log(tight.error / loose.error);
    return loose.seconds * std::pow(tight.seconds / loose.seconds, share);
}

} // namespace euthymia::benchmark
