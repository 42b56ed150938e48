// SPDX-License-Identifier: Apache-2.0
#include "reference.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "deviation.hpp"
#include "euthymia/base/error.hpp"

namespace euthymia::benchmark {

namespace {

constexpr Tolerance rough{.rtol = 1e-6, .atol = 1e-8};
constexpr Tolerance exact{.rtol = 1e-12, .atol = 1e-14};
constexpr int n_rough = 16;

/// Changes with the model, the population, the schedule or the times.
std::size_t fingerprint(const Case& problem) {
    std::ifstream stream(problem.model);
    std::stringstream text;
    text << stream.rdbuf();
    text << fmt::format("{}{}{}{}{}", problem.states, problem.varied, problem.population, problem.times, exact.rtol);
    for (const Change& change : problem.schedule) text << fmt::format("{}{}{}", change.time, change.id, change.value);
    return std::hash<std::string>{}(text.str());
}

bool read(const std::filesystem::path& file, std::vector<double>& values) {
    std::ifstream stream(file, std::ios::binary);
    const auto size = static_cast<std::streamsize>(values.size() * sizeof(double));
    return static_cast<bool>(stream.read(reinterpret_cast<char*>(values.data()), size)); // NOLINT: bytes of doubles
}

void write(const std::filesystem::path& file, const std::vector<double>& values) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream stream(file, std::ios::binary);
    const auto size = static_cast<std::streamsize>(values.size() * sizeof(double));
    stream.write(reinterpret_cast<const char*>(values.data()), size); // NOLINT: bytes of doubles
}

/// @throws NumericalError  if a patient did not reach the end: a reference must be whole.
void refuse_failures(const Case& problem, const std::vector<double>& values) {
    const std::size_t size = problem.times.size() * problem.states.size();
    for (std::size_t k = 0; k < values.size(); ++k) {
        if (std::isfinite(values[k])) continue;
        throw NumericalError({fmt::format("patient {} has no reference from time {} on", k / size,
                                          problem.times[k % size / problem.states.size()]),
                              "case " + problem.name, "check the model and its population"});
    }
}

} // namespace

std::vector<double> reference_of(const Case& problem, Baseline& solver, const std::filesystem::path& folder) {
    const int n_patient = static_cast<int>(problem.population.size());
    const auto file = folder / fmt::format("{}-{:016x}.reference", problem.name, fingerprint(problem));
    std::vector<double> values(problem.population.size() * problem.times.size() * problem.states.size());
    if (!read(file, values)) {
        solver.set_scale(scale_of(problem, solver.run(std::min(n_rough, n_patient), rough).values));
        values = solver.run(n_patient, exact).values;
        refuse_failures(problem, values);
        write(file, values);
    }
    solver.set_scale(scale_of(problem, values));
    return values;
}

double reference_error(const Case& problem, Baseline& solver, const std::vector<double>& reference) {
    const int n_patient = std::min(n_rough, static_cast<int>(problem.population.size()));
    const Tolerance looser{.rtol = 10.0 * exact.rtol, .atol = 10.0 * exact.atol};
    return measure(problem, reference, solver.run(n_patient, looser).values).rms;
}

void export_case(const Case& problem, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::ofstream population(folder / "population.csv");
    population << fmt::format("{}\n", fmt::join(problem.varied, ","));
    for (const auto& patient : problem.population) population << fmt::format("{}\n", fmt::join(patient, ","));

    std::ofstream schedule(folder / "schedule.csv");
    schedule << "time,id,value\n";
    for (const Change& change : problem.schedule) {
        schedule << fmt::format("{},{},{}\n", change.time, change.id, change.value);
    }
}

void export_reference(const Case& problem, const std::vector<double>& reference, const std::filesystem::path& folder) {
    std::ofstream states(folder / "reference.csv");
    states << fmt::format("patient,time,{}\n", fmt::join(problem.states, ","));
    const std::size_t n_state = problem.states.size(), n_time = problem.times.size();
    for (std::size_t row = 0; row * n_state < reference.size(); ++row) {
        const std::span<const double> values(&reference[row * n_state], n_state);
        states << fmt::format("{},{},{}\n", row / n_time, problem.times[row % n_time], fmt::join(values, ","));
    }
}

} // namespace euthymia::benchmark
