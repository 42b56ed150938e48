// SPDX-License-Identifier: Apache-2.0
// What scales are summed from: the table, held to the model.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"
#include "euthymia/io/table.hpp"
#include "read_tables.hpp"

namespace euthymia {

namespace {

constexpr double rounding = 1e-9; ///< points

ScaleItem read_item(const TableRow& row) {
    return {.name = row.word("item"),
            .variable = row.word("variable"),
            .max = row.number("max"),
            .counted = row.number("counted", 1.0),
            .source = row.word("source"),
            .grade = read_grade(row),
            .note = row.text("note")};
}

Scale& scale_of(const TableRow& row, std::vector<Scale>& scales) {
    const std::string name = row.word("scale");
    const auto found = std::ranges::find(scales, name, &Scale::name);
    if (found != scales.end()) return *found;
    std::vector<std::string> known;
    for (const Scale& scale : scales) known.push_back(scale.name);
    throw InputError(
        {fmt::format("there is no scale '{}'", name), row.where(), suggest(name, known, "use a scale of scales.tsv")});
}

/// The points that a whole symptom brings, by the symptom's id.
std::map<std::string, double> weights_of(const Scale& scale, const Names& names) {
    std::map<std::string, double> weights;
    for (const ScaleItem& item : scale.items) weights[names.id_of(item.variable)] += item.max * item.counted;
    return weights;
}

/// Derivatives of sums, in a state in which every symbol that is no constant is one half.
class ModelSums {
  public:
    explicit ModelSums(const Equations& equations)
        : equations_(equations) {
        for (const Constant& constant : equations.constants) values_[constant.id] = constant.value;
    }

    [[nodiscard]] double weight(const std::string& score, const std::string& symptom) const {
        const Expression derivative = Differentiator(symptom)(equations_.quantities.at(score));
        return evaluate(derivative, [this](const std::string& symbol) { return value_of(symbol); });
    }

    /// The symbols of the sum that people differ in or that move; the others are its weights.
    [[nodiscard]] std::vector<std::string> states_in(const std::string& score) const {
        std::vector<std::string> found;
        const auto symbols = symbols_of(equations_.quantities.at(score));
        for (const State& state : equations_.states) {
            if (symbols.contains(state.id)) found.push_back(state.id);
        }
        return found;
    }

  private:
    [[nodiscard]] double value_of(const std::string& symbol) const {
        const auto found = values_.find(symbol);
        return found == values_.end() ? 0.5 : found->second;
    }

    const Equations& equations_;
    std::map<std::string, double> values_;
};

/// What counts otherwise in the model than in the table.
std::vector<Issue> differences(const Scale& scale, const Names& names, const ModelSums& model,
                               const std::string& where) {
    const std::string score = names.id_of(scale.variable);
    auto weights = weights_of(scale, names);
    for (const std::string& state : model.states_in(score)) weights.emplace(state, 0.0);
    std::vector<Issue> issues;
    for (const auto& [symptom, points] : weights) {
        const double in_model = model.weight(score, symptom);
        if (std::abs(in_model - points) <= rounding) continue;
        issues.push_back({fmt::format("'{}' brings {} points of {} in the model, {} in its items", symptom, in_model,
                                      scale.name, points),
                          where, "correct the items, or the weights in parameters.tsv"});
    }
    return issues;
}

} // namespace

void read_scale_items(const std::filesystem::path& file, std::vector<Scale>& scales) {
    if (!std::filesystem::exists(file)) return;
    const Table table = read_table(file, {"scale", "item", "variable", "max", "source", "grade"});
    table.for_each([&](const TableRow& row) { scale_of(row, scales).items.push_back(read_item(row)); });
    std::vector<Issue> issues;
    for (const Scale& scale : scales) {
        double points = 0.0;
        for (const ScaleItem& item : scale.items) points += item.max;
        if (scale.items.empty() || std::abs(points - scale.max) <= rounding) continue;
        issues.push_back({fmt::format("the items of {} have {} points, the scale {}", scale.name, points, scale.max),
                          file.string(), "give every item with its largest score"});
    }
    if (!issues.empty()) throw InputError(std::move(issues));
}

void require_sums_of_items(const Biology& biology, const std::filesystem::path& file) {
    const ModelSums model(biology.equations);
    std::vector<Issue> issues;
    for (const Scale& scale : biology.scales) {
        if (scale.items.empty()) continue;
        const auto own = differences(scale, biology.names, model, file.string());
        issues.insert(issues.end(), own.begin(), own.end());
    }
    if (!issues.empty()) throw InputError(std::move(issues));
}

} // namespace euthymia
