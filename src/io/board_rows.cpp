// SPDX-License-Identifier: Apache-2.0
#include "board_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "board_band.hpp"
#include "euthymia/io/visit_label.hpp"
#include "euthymia/trial/statistic_table.hpp"
#include "html.hpp"
#include "measure.hpp"

namespace euthymia {

namespace {

constexpr std::array<std::string_view, 7> systems = {
    "clinical", "neurotransmitter", "neurotrophic", "neuroendocrine", "neuroimmune", "structure", "exercise"};
constexpr std::array<std::string_view, 7> treatments = {"exercise", "art", "drug", "CBT", "ECT", "combination", "none"};

template <typename Names>
std::size_t rank_of(const Names& names, const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

/// The kind of a treatment; nothing for care, contact and what is done to see an answer.
struct KindOf {
    std::string operator()(const Exercise&) const { return "exercise"; }
    std::string operator()(const Art&) const { return "art"; }
    std::string operator()(const Drug&) const { return "drug"; }
    std::string operator()(const Psychotherapy&) const { return "CBT"; }
    std::string operator()(const Electroconvulsion&) const { return "ECT"; }
    template <typename Other>
    std::string operator()(const Other&) const {
        return {};
    }
};

/// The arms that a row speaks of: the one of its name or, where a row pools arms, those whose names it joins.
bool speaks_of(const std::string& names, const std::string& arm, bool is_one) {
    return is_one ? names == arm : names.find(arm) != std::string::npos;
}

std::string treatment_of(const TrialDesign& design, const std::string& names) {
    const bool is_one = std::ranges::any_of(design.arms, [&](const ArmDesign& arm) { return arm.name == names; });
    std::set<std::string> kinds;
    bool is_combined = false;
    for (const ArmDesign& arm : design.arms) {
        if (!speaks_of(names, arm.name, is_one)) continue;
        std::set<std::string> of_arm;
        for (const Intervention& item : arm.protocol.interventions) of_arm.insert(std::visit(KindOf{}, item));
        of_arm.erase("");
        is_combined = is_combined || of_arm.size() > 1;
        kinds.merge(of_arm);
    }
    if (kinds.empty()) return "none";
    return is_combined || kinds.size() > 1 ? "combination" : *kinds.begin();
}

std::string system_of(const TrialResult& trial, const std::string& measure) {
    const auto name = std::ranges::find_if(
        trial.variables, [&](const Name& variable) { return variable.alias == measure || variable.id == measure; });
    if (name == trial.variables.end()) return "clinical";
    std::string panel = name->panel.empty() ? name->id.substr(0, name->id.find("__")) : name->panel;
    return panel == "symptoms" || panel == "behaviour" ? "clinical" : panel;
}

/// Mean before treatment in the arm of the row; 0 where it is not known.
double baseline_of(const TrialResult& trial, const PublishedRow& row) {
    const std::size_t arm = arm_index(trial, row.pooled_arms.empty() ? row.arm : row.pooled_arms.front());
    if (arm == trial.arms.size() || trial.design.visit_weeks.empty()) return 0.0;
    const ArmResult* found = find_result(trial.arms[arm], row.measure, trial.design.visit_weeks.front());
    return found == nullptr ? 0.0 : found->score.mean;
}

BoardRow row_of(const TrialResult& trial, const Comparison& comparison) {
    const PublishedRow& row = comparison.published;
    const StatisticWords words = statistic_words(row);
    const TrialDesign& design = trial.design;
    return {.comparison = comparison,
            .trial = design.title,
            .source = design.source,
            .system = system_of(trial, row.measure),
            .treatment = treatment_of(design, row.arm),
            .measure = label_of(trial, row.measure),
            .unit = words.is_in_measure_unit ? unit_of(trial, row.measure) : words.unit,
            .visit = visit_text(design, row.week),
            .hour = visit_hour(design, row.week),
            .statistic = words,
            .family = family_of(row.statistic),
            .band = band_of(row, is_scale(trial, row.measure), baseline_of(trial, row))};
}

auto order_of(const BoardRow& row) {
    return std::tuple(row.comparison.published.split, rank_of(systems, row.system), row.system,
                      rank_of(treatments, row.treatment), row.trial, row.comparison.published.id);
}

std::string with_interval(double value, double low, double high, int decimals) {
    if (!std::isfinite(low) && !std::isfinite(high)) return shown(value, decimals);
    return fmt::format("{} [{}, {}]", shown(value, decimals), shown(low, decimals), shown(high, decimals));
}

} // namespace

std::vector<BoardRow> board_rows(const Evidence& evidence) {
    std::vector<BoardRow> rows;
    for (const TrialResult& trial : evidence.trials) {
        for (const Comparison& comparison : trial.comparisons) rows.push_back(row_of(trial, comparison));
    }
    std::ranges::stable_sort(rows, {}, order_of);
    return rows;
}

std::string arms_of(const PublishedRow& row) {
    return row.versus.empty() ? row.arm : fmt::format("{} against {}", row.arm, row.versus);
}

std::string statistic_of(const BoardRow& row) {
    return row.statistic.name == "smd" ? "Hedges\u2019 g" : row.statistic.words;
}

std::string number_of(const BoardRow& row) {
    if (is_of_any_measure(row.comparison.published)) return statistic_of(row);
    return fmt::format("{}, {}", row.measure, statistic_of(row));
}

std::string line_of(const BoardRow& row) {
    const PublishedRow& published = row.comparison.published;
    const std::string measure = is_of_any_measure(published) ? "" : row.measure + " ";
    return fmt::format("{} {}: {}, {}{}, {}", published.id, row.source.empty() ? row.trial : row.source,
                       arms_of(published), measure, statistic_of(row), row.visit);
}

std::string published_text(const BoardRow& row) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const PublishedRow& published = row.comparison.published;
    return with_interval(published.value, published.low.value_or(none), published.high.value_or(none),
                         row.statistic.decimals);
}

std::string simulated_text(const BoardRow& row) {
    const Comparison& found = row.comparison;
    return with_interval(found.simulated, found.low, found.high, row.statistic.decimals);
}

std::string ensemble_text(const BoardRow& row) {
    const auto& over = row.comparison.over_ensemble;
    return over ? shown_interval(over->low, over->high, row.statistic.decimals) : "";
}

bool has_ensemble(const std::vector<BoardRow>& rows) {
    return std::ranges::any_of(rows, [](const BoardRow& row) { return row.comparison.over_ensemble.has_value(); });
}

} // namespace euthymia
