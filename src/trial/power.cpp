// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/power.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& todo) {
    throw InputError(Issue{what, "power", todo});
}

} // namespace

Replicates count_significant(std::span<const double> p_values, double alpha) {
    const auto significant = std::ranges::count_if(p_values, [&](double p) { return p < alpha; });
    return {int(significant), int(p_values.size())};
}

Estimate power_of(const Replicates& replicates) {
    return wilson(replicates.significant, replicates.n);
}

double power_of_t_test(double effect, int n_a, int n_b, double alpha) {
    if (n_a < 2 || n_b < 2) refuse(fmt::format("a t test of {} and {} people", n_a, n_b), "give at least 2 an arm");
    if (!(alpha > 0.0 && alpha < 1.0)) refuse(fmt::format("alpha {}", alpha), "give one between 0 and 1");
    const double freedom = n_a + n_b - 2.0;
    const double shift = std::abs(effect) * std::sqrt(double(n_a) * n_b / (n_a + n_b));
    const double critical = boost::math::quantile(boost::math::students_t(freedom), 1.0 - alpha / 2.0);
    if (shift == 0.0) return alpha;
    const boost::math::non_central_t t(freedom, shift);
    return boost::math::cdf(t, -critical) + boost::math::cdf(complement(t, critical));
}

} // namespace euthymia
