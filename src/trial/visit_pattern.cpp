// SPDX-License-Identifier: Apache-2.0
#include "visit_pattern.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

[[noreturn]] void refuse(const std::string& what, const std::string& todo) {
    throw InputError(Issue{what, "repeated measures", todo});
}

void check(const RepeatedMeasures& measures) {
    const std::size_t n = measures.arm.size();
    if (measures.n_visit == 0) refuse("there are no visits", "give at least one visit after baseline");
    if (measures.score.size() != n * measures.n_visit)
        refuse(fmt::format("{} scores of {} people at {} visits", measures.score.size(), n, measures.n_visit),
               "give n_person x n_visit scores, NaN where not seen");
    if (!measures.baseline.empty() && measures.baseline.size() != n)
        refuse(fmt::format("{} baselines of {} people", measures.baseline.size(), n), "give one each, or none at all");
    if (std::ranges::any_of(measures.arm, [](int arm) { return arm < 0; }))
        refuse("an arm is negative", "number arms from 0");
    if (std::ranges::any_of(measures.baseline, [](double b) { return !std::isfinite(b); }))
        refuse("a baseline is not finite", "leave out people without a baseline, or give no baselines");
}

std::vector<Index> visits_seen(const RepeatedMeasures& measures, std::size_t person) {
    std::vector<Index> seen;
    for (std::size_t visit = 0; visit < measures.n_visit; ++visit)
        if (std::isfinite(measures.score[person * measures.n_visit + visit])) seen.push_back(Index(visit));
    return seen;
}

using PeopleByPattern = std::map<std::vector<Index>, std::vector<std::size_t>>;

PeopleByPattern people_by_pattern(const RepeatedMeasures& measures) {
    PeopleByPattern people;
    for (std::size_t person = 0; person < measures.arm.size(); ++person)
        people[visits_seen(measures, person)].push_back(person);
    people.erase(std::vector<Index>{});
    if (people.empty()) refuse("nobody was seen after baseline", "simulate more people or an earlier visit");
    return people;
}

/// Mean and root mean square deviation; a deviation of 1 where nothing varies.
struct Location {
    double centre = 0.0, scale = 1.0;
};

Location location_of(const std::vector<double>& sample) {
    if (sample.empty()) return {};
    const double n = double(sample.size());
    const double mean = std::accumulate(sample.begin(), sample.end(), 0.0) / n;
    double squares = 0.0;
    for (const double x : sample) squares += (x - mean) * (x - mean);
    return {mean, squares > 0.0 ? std::sqrt(squares / n) : 1.0};
}

void locate_scores(const RepeatedMeasures& measures, PatternedMeasures& out) {
    out.score_centre = VectorXd::Zero(out.n_visit);
    double squares = 0.0;
    for (Index visit = 0; visit < out.n_visit; ++visit) {
        std::vector<double> seen;
        for (std::size_t k = std::size_t(visit); k < measures.score.size(); k += measures.n_visit)
            if (std::isfinite(measures.score[k])) seen.push_back(measures.score[k]);
        const Location location = location_of(seen);
        out.score_centre[visit] = location.centre;
        out.n_score += double(seen.size());
        squares += double(seen.size()) * location.scale * location.scale;
    }
    out.score_scale = std::sqrt(squares / out.n_score);
}

void locate_baseline(const RepeatedMeasures& measures, const PeopleByPattern& people, PatternedMeasures& out) {
    std::vector<double> baselines;
    if (!measures.baseline.empty())
        for (const auto& [seen, members] : people)
            for (const std::size_t person : members) baselines.push_back(measures.baseline[person]);
    const Location location = location_of(baselines);
    out.baseline_centre = location.centre;
    out.baseline_scale = location.scale;
}

VisitPattern pattern_of(const RepeatedMeasures& measures, const std::vector<Index>& seen,
                        const std::vector<std::size_t>& members, const PatternedMeasures& out) {
    VisitPattern pattern{seen, double(members.size()), MatrixXd::Zero(out.n_effect, out.n_effect),
                         MatrixXd::Zero(out.n_effect, out.n_visit), MatrixXd::Zero(out.n_visit, out.n_visit)};
    for (const std::size_t person : members) {
        VectorXd z = VectorXd::Zero(out.n_effect), y = VectorXd::Zero(out.n_visit);
        z[measures.arm[person]] = 1.0;
        if (out.n_effect > out.n_arm)
            z[out.n_arm] = (measures.baseline[person] - out.baseline_centre) / out.baseline_scale;
        const double* scores = &measures.score[person * measures.n_visit];
        for (const Index visit : seen) y[visit] = (scores[visit] - out.score_centre[visit]) / out.score_scale;
        pattern.zz += z * z.transpose();
        pattern.zy += z * y.transpose();
        pattern.yy += y * y.transpose();
    }
    return pattern;
}

/// Whether the baseline varies within an arm: its sum of squares about the means of arms is above rounding.
bool baseline_varies(const MatrixXd& zz, Index n_arm) {
    double within = zz(n_arm, n_arm);
    for (Index arm = 0; arm < n_arm; ++arm)
        if (zz(arm, arm) > 0.0) within -= zz(arm, n_arm) * zz(arm, n_arm) / zz(arm, arm);
    return within > 1e-9 * (1.0 + zz(n_arm, n_arm));
}

void find_estimable(PatternedMeasures& out) {
    for (Index visit = 0; visit < out.n_visit; ++visit) {
        MatrixXd zz = MatrixXd::Zero(out.n_effect, out.n_effect);
        for (const VisitPattern& pattern : out.patterns)
            if (std::ranges::find(pattern.seen, visit) != pattern.seen.end()) zz += pattern.zz;
        for (Index arm = 0; arm < out.n_arm; ++arm) out.is_estimable.push_back(zz(arm, arm) > 0.0);
        if (out.n_effect > out.n_arm) out.is_estimable.push_back(baseline_varies(zz, out.n_arm));
    }
}

} // namespace

PatternedMeasures group_by_pattern(const RepeatedMeasures& measures) {
    check(measures);
    const PeopleByPattern people = people_by_pattern(measures);
    PatternedMeasures out;
    out.n_visit = Index(measures.n_visit);
    out.n_arm = Index(*std::ranges::max_element(measures.arm)) + 1;
    out.n_effect = out.n_arm + (measures.baseline.empty() ? 0 : 1);
    locate_scores(measures, out);
    locate_baseline(measures, people, out);
    for (const auto& [seen, members] : people) {
        out.patterns.push_back(pattern_of(measures, seen, members, out));
        out.n_person += double(members.size());
    }
    find_estimable(out);
    return out;
}

double rank_of(const PatternedMeasures& measures) {
    return double(std::ranges::count(measures.is_estimable, true));
}

} // namespace euthymia
