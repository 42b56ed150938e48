// SPDX-License-Identifier: Apache-2.0
#include "curve.hpp"

#include <algorithm>
#include <cmath>

namespace euthymia::benchmark {

namespace {

constexpr double stride = 3.0;

bool is_near(const Bracket& bracket, const Narrowness& wanted) {
    const auto& [loose, tight] = bracket;
    return loose.error <= wanted.error_ratio * tight.error ||
           loose.tolerance.rtol <= wanted.rtol_ratio * tight.tolerance.rtol;
}

} // namespace

std::optional<Bracket> bracket(const std::vector<Point>& points, double error) {
    const auto tight = std::ranges::find_if(points, [&](const Point& point) { return point.error <= error; });
    if (tight == points.end()) return std::nullopt;
    return Bracket{tight == points.begin() ? *tight : *(tight - 1), *tight};
}

double seconds_at(const Bracket& bracket, double error) {
    const auto& [loose, tight] = bracket;
    if (bracket.is_point() || !std::isfinite(loose.error)) return tight.seconds;
    const double share = std::log(error / loose.error) / std::log(tight.error / loose.error);
    return loose.seconds * std::pow(tight.seconds / loose.seconds, std::clamp(share, 0.0, 1.0));
}

std::optional<Bracket> narrow(const std::function<Point(double rtol)>& attempt, double rtol, double error,
                              const Narrowness& wanted) {
    Bracket found;
    found.loose = found.tight = attempt(rtol);
    while (found.tight.error > error) {
        if (found.tight.tolerance.rtol <= wanted.tightest) return std::nullopt;
        found.loose = found.tight;
        found.tight = attempt(std::max(found.tight.tolerance.rtol / stride, wanted.tightest));
    }
    while (found.loose.error <= error) {
        found.tight = found.loose;
        if (found.loose.tolerance.rtol >= wanted.loosest) return found;
        found.loose = attempt(std::min(found.loose.tolerance.rtol * stride, wanted.loosest));
    }
    while (!is_near(found, wanted)) {
        const Point between = attempt(std::sqrt(found.loose.tolerance.rtol * found.tight.tolerance.rtol));
        (between.error > error ? found.loose : found.tight) = between;
    }
    if (!std::isfinite(found.loose.error)) found.loose = found.tight;
    return found;
}

} // namespace euthymia::benchmark
