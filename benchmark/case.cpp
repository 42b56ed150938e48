// SPDX-License-Identifier: Apache-2.0
#include "case.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/table.hpp"
#include "euthymia/patient/spread.hpp"
#include "euthymia/sbml/read.hpp"

namespace euthymia::benchmark {

namespace {

constexpr const char* table_of_cases = "benchmark/cases.tsv";

struct Variation {
    std::string id;
    double centre;
    Spread spread;
};

double value_of(const Equations& equations, const std::string& id, const std::string& where) {
    const auto found = std::ranges::find(equations.constants, id, &Constant::id);
    if (found != equations.constants.end()) return found->value;
    throw InputError({fmt::format("the model has no parameter '{}'", id), where, "name a constant of the model"});
}

/// A species' state is its amount and has a name of its own.
std::string quantity_of(const State& state, const Equations& equations) {
    if (equations.quantities.contains(state.id)) return state.id;
    for (const auto& [name, value] : equations.quantities) {
        if (value.is_symbol() && value.name() == state.id) return name;
    }
    throw InputError({fmt::format("no quantity is the state '{}'", state.id), "the model", "give the state a name"});
}

std::vector<Variation> read_variations(const std::filesystem::path& file, const Equations& equations) {
    std::vector<Variation> variations;
    read_table(file, {"id", "centre", "spread"}).for_each([&](const TableRow& row) {
        const double usual = value_of(equations, row.word("id"), row.where());
        variations.push_back(
            {row.word("id"), row.number("centre", usual), parse_spread(row.word("spread"), row.where())});
    });
    return variations;
}

std::vector<double> draw_patient(const std::vector<Variation>& variations, const std::string& name, std::uint32_t k) {
    Stream stream({.seed = 1, .trial = hash_name(name), .patient = k, .purpose = Purpose::parameters});
    std::vector<double> values;
    for (const Variation& variation : variations) values.push_back(draw(variation.spread, variation.centre, stream));
    return values;
}

void read_schedule(const std::filesystem::path& file, Case& result) {
    if (!std::filesystem::exists(file)) return;
    read_table(file, {"time", "id", "value"}).for_each([&](const TableRow& row) {
        static_cast<void>(value_of(result.equations, row.word("id"), row.where()));
        result.schedule.push_back({row.number("time"), row.word("id"), row.number("value")});
        if (!std::ranges::count(result.inputs, row.word("id"))) result.inputs.push_back(row.word("id"));
    });
    std::ranges::stable_sort(result.schedule, {}, &Change::time);
}

void read_population(const std::filesystem::path& file, int n_patient, Case& result) {
    const std::vector<Variation> variations = read_variations(file, result.equations);
    for (const Variation& variation : variations) result.varied.push_back(variation.id);
    for (int k = 0; k < n_patient; ++k) {
        result.population.push_back(draw_patient(variations, result.name, static_cast<std::uint32_t>(k)));
    }
}

Case read_row(const std::filesystem::path& root, const TableRow& row, int n_patient) {
    Case result;
    result.name = row.word("case");
    result.unit = row.word("unit");
    result.model = root / row.word("model");
    result.equations = derive_equations(read_sbml(result.model));
    for (const State& state : result.equations.states) {
        if (state.rate.is_number(0.0)) continue;
        result.states.push_back(state.id);
        result.quantities.push_back(quantity_of(state, result.equations));
    }
    const auto stem = root / "test/models" / result.name;
    read_population(stem.string() + ".population.tsv", n_patient, result);
    read_schedule(stem.string() + ".schedule.tsv", result);
    const double n_output = row.number("outputs");
    for (double k = 1.0; k <= n_output; k += 1.0) result.times.push_back(row.number("end") * k / n_output);
    return result;
}

} // namespace

std::vector<std::string> Case::settable() const {
    std::vector<std::string> all = varied;
    for (const std::string& id : inputs) {
        if (!std::ranges::count(all, id)) all.push_back(id);
    }
    return all;
}

std::vector<std::string> case_names(const std::filesystem::path& root) {
    std::vector<std::string> names;
    read_table(root / table_of_cases, {"case"}).for_each([&](const TableRow& row) {
        names.push_back(row.word("case"));
    });
    return names;
}

Case read_case(const std::filesystem::path& root, const std::string& name, int n_patient) {
    const Table table = read_table(root / table_of_cases, {"case", "model", "end", "outputs", "unit"});
    const auto row =
        std::ranges::find_if(table.rows(), [&](const TableRow& each) { return each.word("case") == name; });
    if (row != table.rows().end()) return read_row(root, *row, n_patient);
    throw InputError({fmt::format("there is no case '{}'", name), table_of_cases,
                      suggest(name, case_names(root), "name a row of the table")});
}

} // namespace euthymia::benchmark
