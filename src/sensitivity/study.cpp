// SPDX-License-Identifier: Apache-2.0
#include "euthymia/sensitivity/study.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

void check(const SensitivityPlan& plan) {
    std::vector<Issue> issues;
    if (plan.parameters.empty()) issues.push_back({"there is nothing to vary", "key 'parameters'", "name one"});
    for (const UncertainParameter& parameter : plan.parameters) {
        if (std::isfinite(parameter.low) && std::isfinite(parameter.high) && parameter.low < parameter.high) continue;
        issues.push_back({fmt::format("'{}' cannot lie between {} and {}", parameter.id, parameter.low, parameter.high),
                          "key 'parameters'", "give a low that is below high"});
    }
    if (plan.most_important > plan.parameters.size()) {
        issues.push_back({fmt::format("there are not {} parameters", plan.most_important), "key 'then'",
                          fmt::format("choose at most {}", plan.parameters.size())});
    }
    if (!issues.empty()) throw InputError(std::move(issues));
}

/// Points of the cube of the parameters `which` become points of the box; other parameters stay in the middle.
std::vector<Point> into_box(const std::vector<Point>& cube, const std::vector<std::size_t>& which,
                            const std::vector<UncertainParameter>& parameters) {
    std::vector<Point> box(cube.size(), middle_of(parameters));
    for (std::size_t k = 0; k < cube.size(); ++k) {
        for (std::size_t i = 0; i < which.size(); ++i) {
            const UncertainParameter& parameter = parameters[which[i]];
            box[k][which[i]] = std::lerp(parameter.low, parameter.high, cube[k][i]);
        }
    }
    return box;
}

std::vector<std::size_t> all_of(const SensitivityPlan& plan) {
    std::vector<std::size_t> places(plan.parameters.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    return places;
}

/// The places of the parameters with the largest mu*, in the order of the plan.
std::vector<std::size_t> most_important(const SensitivityPlan& plan, const std::vector<ElementaryEffects>& effects) {
    auto places = all_of(plan);
    if (plan.most_important == 0 || effects.empty()) return places;
    std::ranges::stable_sort(places, std::greater{}, [&](std::size_t k) { return effects[k].mean_size.value; });
    places.resize(plan.most_important);
    std::ranges::sort(places);
    return places;
}

/// Asks for outcomes and counts.
class Inquiry {
  public:
    Inquiry(const SensitivityPlan& plan, const Response& response, Sensitivity& found)
        : plan_(plan)
        , response_(response)
        , found_(found) {}

    [[nodiscard]] std::vector<double> operator()(const std::vector<Point>& cube,
                                                 const std::vector<std::size_t>& which) const {
        auto outcomes = response_(into_box(cube, which, plan_.parameters));
        found_.n_evaluation += outcomes.size();
        const auto is_unknown = [](double y) { return !std::isfinite(y); };
        found_.n_failed += static_cast<std::size_t>(std::ranges::count_if(outcomes, is_unknown));
        return outcomes;
    }

  private:
    const SensitivityPlan& plan_;
    const Response& response_;
    Sensitivity& found_;
};

} // namespace

Point middle_of(const std::vector<UncertainParameter>& parameters) {
    Point middle;
    for (const UncertainParameter& parameter : parameters) middle.push_back((parameter.low + parameter.high) / 2.0);
    return middle;
}

Sensitivity analyse_sensitivity(const SensitivityPlan& plan, const Response& response) {
    check(plan);
    Sensitivity found;
    const Inquiry ask(plan, response, found);
    if (plan.n_trajectory > 0) {
        const auto points = morris_points(plan.parameters.size(), plan.n_trajectory, plan.seed);
        found.effects = elementary_effects(points, ask(points, all_of(plan)), plan.seed);
    }
    if (plan.n_sample > 0) {
        found.decomposed = most_important(plan, found.effects);
        const std::size_t n = found.decomposed.size();
        const auto points = sobol_points(n, plan.n_sample, plan.seed);
        found.variance = decompose_variance(n, ask(points, found.decomposed), plan.seed);
    }
    return found;
}

} // namespace euthymia
