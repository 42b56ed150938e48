// SPDX-License-Identifier: Apache-2.0
// The model of depression as a whole: its derivatives against differences, and where its numbers come from.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "euthymia/io/read_biology.hpp"
#include "life.hpp"

namespace euthymia::analytic {
namespace {

/// The Jacobian by its sparse columns, row-major and dense.
std::vector<double> jacobian_of(const CompiledModel& model, Evaluator& evaluator, const Person& person) {
    const SparsityPattern& pattern = model.jacobian_pattern();
    const auto n = static_cast<std::size_t>(pattern.n);
    std::vector<double> values(pattern.row.size()), dense(n * n, 0.0);
    evaluator.jacobian(person.time, person.state, values);
    for (std::size_t column = 0; column < n; ++column) {
        for (int k = pattern.column_start[column]; k < pattern.column_start[column + 1]; ++k) {
            const auto place = static_cast<std::size_t>(k);
            dense[static_cast<std::size_t>(pattern.row[place]) * n + column] = values[place];
        }
    }
    return dense;
}

/// d rates / d state `column` by differences: central, and to either side.
struct Differences {
    std::vector<double> central, up, down;
};

Differences difference(Evaluator& evaluator, const Person& person, std::size_t column) {
    const double h = 3e-6 * std::max(std::abs(person.state[column]), 1e-3);
    const std::size_t n = person.state.size();
    std::vector<double> y = person.state, here(n), above(n), below(n);
    evaluator.rates(person.time, y, here);
    y[column] = person.state[column] + h;
    evaluator.rates(person.time, y, above);
    y[column] = person.state[column] - h;
    evaluator.rates(person.time, y, below);
    Differences slope{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n)};
    for (std::size_t row = 0; row < n; ++row) {
        slope.central[row] = (above[row] - below[row]) / (2.0 * h);
        slope.up[row] = (above[row] - here[row]) / h;
        slope.down[row] = (here[row] - below[row]) / h;
    }
    return slope;
}

struct Worst {
    double error = 0.0;
    std::string entry;
};

/// The entry of the Jacobian furthest from the differences: as a share of the entry or, for small ones, of a thousandth
/// of what the row's own state does to its rate. Where the model has a kink either slope is right.
Worst worst_entry(const Life& life, const CompiledModel& model) {
    const Person& person = life.person();
    const std::vector<std::string>& states = model.layout().states;
    const auto evaluator = model.evaluator();
    evaluator->set_parameters(person.parameters);
    const std::vector<double> jacobian = jacobian_of(model, *evaluator, person);
    const std::size_t n = states.size();
    const auto size = [&](std::size_t state) { return std::max(std::abs(person.state[state]), 1e-3); };
    Worst worst;
    for (std::size_t column = 0; column < n; ++column) {
        const Differences slope = difference(*evaluator, person, column);
        for (std::size_t row = 0; row < n; ++row) {
            const double entry = jacobian[row * n + column];
            const double small = 1e-3 * std::abs(jacobian[row * n + row]) * size(row) / size(column);
            const double off = std::min({std::abs(entry - slope.central[row]), std::abs(entry - slope.up[row]),
                                         std::abs(entry - slope.down[row])});
            const double error = off / std::max({std::abs(entry), small, 1e-12});
            if (error > worst.error) worst = {error, fmt::format("d({}')/d({})", states[row], states[column])};
        }
    }
    return worst;
}

/// Takes a person away from the kinks of rest: some drug, some exercise, some stress.
void stir(Life& life) {
    life.set("stressor", 1.3);
    life.live(10 * 24.0);
    life.take(10.0);
    life.set("bout", 1.0);
    life.set("intensity", 0.65);
    life.live(1.0);
}

TEST(Jacobian, EqualsCentralDifferencesInHealthAndInDepression) {
    const Simulator& simulator = Life::simulator();
    for (const bool is_depressed : {false, true}) {
        Life life = is_depressed ? Life::of("moderate") : Life();
        for (const bool is_stirred : {false, true}) {
            if (is_stirred) stir(life);
            const Worst worst = worst_entry(life, simulator.model());
            const std::string who =
                fmt::format("{}{}", is_depressed ? "depressed" : "healthy", is_stirred ? ", treated under stress" : "");
            std::cout << "worst entry, " << who << ": " << worst.error << " at " << worst.entry << '\n';
            expect_between("worst entry, " + who + ": " + worst.entry, worst.error, 0.0, 1e-4);
        }
    }
}

std::set<std::string> bibliography() {
    std::ifstream file(EUTHYMIA_ROOT "/biology/references.bib");
    std::set<std::string> keys;
    for (std::string line; std::getline(file, line);) {
        const auto brace = line.find('{'), comma = line.find(',');
        if (line.starts_with("@") && comma != std::string::npos) keys.insert(line.substr(brace + 1, comma - brace - 1));
    }
    return keys;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) {
        part.erase(0, part.find_first_not_of(' '));
        parts.push_back(part);
    }
    return parts;
}

// Reading refuses a grade that is none of the five; here: a source that exists, and a reason for what is assumed.
TEST(Parameters, EachHasASourceAndAReason) {
    const std::set<std::string> known = bibliography();
    ASSERT_TRUE(known.contains("mena2024"));
    for (const ParameterRow& row : read_parameters(EUTHYMIA_ROOT "/biology/parameters.tsv")) {
        const auto sources = split(row.source, ';');
        EXPECT_FALSE(sources.empty()) << row.id;
        for (const std::string& source : sources) EXPECT_TRUE(known.contains(source)) << row.id << ": " << source;
        EXPECT_FALSE(row.grade.empty()) << row.id;
        EXPECT_TRUE(row.grade != "assumed" || !row.note.empty()) << row.id;
    }
}

TEST(Parameters, EachConstantOfTheModelHasItsRowAndValue) {
    std::map<std::string, double> rows;
    for (const ParameterRow& row : read_parameters(EUTHYMIA_ROOT "/biology/parameters.tsv")) rows[row.id] = row.value;
    for (const Constant& constant : biology().equations.constants) {
        ASSERT_TRUE(rows.contains(constant.id)) << constant.id;
        const double value = rows[constant.id];
        EXPECT_NEAR(constant.value, value, 1e-14 * std::abs(value)) << constant.id; // libSBML writes 15 digits
    }
}

// No threshold: the share of numbers without a source is told, not judged. Initial states and switches are not numbers
// of the science.
TEST(Parameters, TellWhatShareIsAssumed) {
    std::set<std::string> not_counted;
    for (const State& state : biology().equations.states) not_counted.insert(state.id);
    std::map<std::string, std::pair<int, int>> assumed_of_all; // by system
    for (const ParameterRow& row : read_parameters(EUTHYMIA_ROOT "/biology/parameters.tsv")) {
        if (not_counted.contains(row.id) || row.id.starts_with("switch_") || row.source == "protocol") continue;
        const auto prefix = row.id.find("__");
        for (const std::string& system :
             {prefix == std::string::npos ? "couplings" : row.id.substr(0, prefix), std::string("all")}) {
            auto& [assumed, all] = assumed_of_all[system];
            assumed += row.grade == "assumed" ? 1 : 0;
            ++all;
        }
    }
    for (const auto& [system, count] : assumed_of_all) {
        const std::string share = fmt::format("{} of {}", count.first, count.second);
        RecordProperty("assumed, " + system, share);
        std::cout << "assumed, " << system << ": " << share << '\n';
    }
    EXPECT_EQ(assumed_of_all.size(), 10U); // eight systems, their couplings, and all of it
}

} // namespace
} // namespace euthymia::analytic
