// SPDX-License-Identifier: Apache-2.0
#include "report_people.hpp"

#include <algorithm>
#include <cmath>

#include "euthymia/trial/staying.hpp"

namespace euthymia {

namespace {

std::vector<double> present(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    std::ranges::sort(values);
    return values;
}

} // namespace

std::size_t n_person(const ArmRecord& arm) {
    return arm.dropout_week.size();
}

bool has_own_people(const ArmRecord& arm) {
    return arm.flow.has_value();
}

bool has_own_people(const TrialResult& result) {
    return std::ranges::any_of(result.arms, [](const ArmRecord& arm) { return has_own_people(arm); });
}

bool has_shared_people(const TrialResult& result) {
    return !std::ranges::all_of(result.arms, [](const ArmRecord& arm) { return has_own_people(arm); });
}

std::vector<double> ages_of(const TrialResult& result, const ArmRecord& arm) {
    return has_own_people(arm) ? arm.age : result.age;
}

double female_percent(const TrialResult& result, const ArmRecord& arm) {
    const auto& is_female = has_own_people(arm) ? arm.is_female : result.is_female;
    return 100.0 * static_cast<double>(std::ranges::count(is_female, true)) / static_cast<double>(is_female.size());
}

std::vector<double> ratings_at(const TrialResult& result, const ArmRecord& arm, std::size_t scale, std::size_t visit) {
    const std::size_t n_visit = result.design.visit_weeks.size(), n_scale = result.scales.size();
    std::vector<double> ratings;
    for (std::size_t person = 0; person < n_person(arm); ++person) {
        ratings.push_back(arm.ratings[(person * n_visit + visit) * n_scale + scale]);
    }
    return present(std::move(ratings));
}

std::vector<double> values_at(const TrialResult& result, const ArmRecord& arm, std::size_t time, std::size_t variable) {
    const std::size_t n_time = result.time.size(), n_variable = result.variables.size();
    std::vector<double> values;
    for (std::size_t person = 0; person < n_person(arm); ++person) {
        values.push_back(arm.values[(person * n_time + time) * n_variable + variable]);
    }
    return present(std::move(values));
}

std::vector<double> weeks_of_leaving(const ArmRecord& arm) {
    return present(arm.dropout_week);
}

std::vector<CurveStep> ensemble_steps(const TrialDesign& design, const std::vector<Estimate>& percent) {
    if (percent.empty()) return {};
    const auto weeks = staying_weeks(design);
    std::vector<CurveStep> steps;
    for (std::size_t k = 0; k < weeks.size(); ++k) {
        steps.push_back({.week = weeks[k], .share = percent[k].value, .low = percent[k].low, .high = percent[k].high});
    }
    return steps;
}

std::optional<double> attended_percent(const ArmRecord& arm) {
    const auto shares = present(arm.attended_share);
    if (shares.empty()) return std::nullopt;
    return 100.0 * summarise(shares).mean;
}

} // namespace euthymia
