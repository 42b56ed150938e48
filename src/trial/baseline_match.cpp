// SPDX-License-Identifier: Apache-2.0
#include "baseline_match.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/normal.hpp>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {

namespace {

/// The quantiles of a normal distribution cut at the criteria's bounds, ascending.
std::vector<double> cut_quantiles(double mean, double sd, const BaselineCriteria& criteria, int n) {
    const boost::math::normal whole(mean, sd);
    const double from = boost::math::cdf(whole, criteria.min - 0.5), to = boost::math::cdf(whole, criteria.max + 0.5);
    std::vector<double> quantiles;
    for (int k = 0; k < n; ++k) quantiles.push_back(boost::math::quantile(whole, std::lerp(from, to, (k + 0.5) / n)));
    return quantiles;
}

/// The scores that are wanted, ascending: what is left of a normal distribution between the bounds has the published
/// mean and SD, as far as bounds allow it.
std::vector<double> wanted_scores(const BaselineCriteria& criteria, int n) {
    constexpr int n_step = 20;
    constexpr double widest = 2.0;
    double mean = criteria.mean, sd = criteria.sd;
    for (int step = 0; step < n_step; ++step) {
        const Summary left = summarise(cut_quantiles(mean, sd, criteria, 50));
        mean = std::clamp(mean + criteria.mean - left.mean, criteria.min, criteria.max);
        sd = std::min(sd * criteria.sd / left.sd, widest * criteria.sd);
    }
    return cut_quantiles(mean, sd, criteria, n);
}

/// Places of an offer for each wanted value so that the sum of squared distances is least; both are ascending. The
/// best pairs do not cross, so that it is the shortest way through a table of the wanted by the offers passed over.
std::vector<std::size_t> nearest_in_order(const std::vector<double>& wanted, const std::vector<double>& offers) {
    const std::size_t n_passed = offers.size() - wanted.size() + 1;
    std::vector<double> cost(n_passed, 0.0); // of the wanted so far, by how many offers were passed over
    std::vector<bool> is_passed(wanted.size() * n_passed, false);
    for (std::size_t k = 0; k < wanted.size(); ++k) {
        for (std::size_t passed = 0; passed < n_passed; ++passed) {
            const double distance = offers[k + passed] - wanted[k];
            cost[passed] += distance * distance;
            if (passed == 0 || cost[passed - 1] > cost[passed]) continue;
            cost[passed] = cost[passed - 1];
            is_passed[k * n_passed + passed] = true;
        }
    }
    std::vector<std::size_t> places(wanted.size());
    std::size_t passed = n_passed - 1;
    for (std::size_t k = wanted.size(); k-- > 0;) {
        while (is_passed[k * n_passed + passed]) --passed;
        places[k] = k + passed;
    }
    return places;
}

} // namespace

std::vector<std::size_t> match_baseline(const std::vector<double>& scores, const BaselineCriteria& criteria, int n) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t k) { return scores[k]; });
    std::vector<double> offers;
    for (const std::size_t k : order) offers.push_back(scores[k]);
    std::vector<std::size_t> picked;
    for (const std::size_t place : nearest_in_order(wanted_scores(criteria, n), offers)) picked.push_back(order[place]);
    std::ranges::sort(picked);
    return picked;
}

bool meets_baseline(const std::vector<double>& scores, const BaselineCriteria& criteria, int n) {
    std::vector<double> picked;
    for (const std::size_t k : match_baseline(scores, criteria, n)) picked.push_back(scores[k]);
    const Summary got = summarise(picked), wanted = summarise(wanted_scores(criteria, n));
    return std::abs(got.mean - wanted.mean) <= 0.1 * wanted.sd && std::abs(got.sd - wanted.sd) <= 0.1 * wanted.sd;
}

} // namespace euthymia
