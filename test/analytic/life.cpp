// SPDX-License-Identifier: Apache-2.0
#include "life.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "euthymia/io/read_biology.hpp"

namespace euthymia::analytic {

namespace {

constexpr double hours_per_week = 168.0;

std::size_t place_of(const std::vector<std::string>& list, const std::string& item) {
    const auto found = std::find(list.begin(), list.end(), item);
    if (found == list.end()) throw std::invalid_argument("'" + item + "' is not in the model");
    return static_cast<std::size_t>(found - list.begin());
}

} // namespace

const Biology& biology() {
    static const Biology read = read_biology(EUTHYMIA_ROOT "/biology");
    return read;
}

Parameters cut(const std::vector<std::string>& parts) {
    Parameters switches;
    for (const Constant& constant : biology().equations.constants) {
        if (!constant.id.starts_with("switch_")) continue;
        const auto is_meant = [&](const std::string& part) { return constant.id.find(part) != std::string::npos; };
        if (std::any_of(parts.begin(), parts.end(), is_meant)) switches[constant.id] = 0.0;
    }
    return switches;
}

Parameters cut_all() {
    return cut({"switch_"});
}

Parameters operator+(Parameters left, const Parameters& right) {
    for (const auto& [name, value] : right) left[name] = value;
    return left;
}

const Simulator& Life::simulator(Accuracy accuracy) {
    static std::map<std::pair<double, double>, Simulator> made;
    const auto key = std::pair{accuracy.rtol, accuracy.atol};
    if (const auto found = made.find(key); found != made.end()) return found->second;
    const Equations& equations = biology().equations;
    std::vector<std::string> settable, variables;
    for (const Constant& constant : equations.constants) settable.push_back(constant.id);
    for (const auto& [id, value] : equations.quantities) {
        if (id.find('(') == std::string::npos) variables.push_back(id);
    }
    return made.emplace(key, Simulator(equations, biology().names, settable, variables, accuracy)).first->second;
}

Life::Life(const Parameters& parameters, Accuracy accuracy)
    : accuracy_(accuracy)
    , person_(simulator(accuracy).create({.index = 0, .age = 40.0, .is_female = false, .parameters = parameters}, {})) {
}

Life Life::of(const std::string& patient, const Parameters& parameters) {
    static std::map<std::pair<std::string, Parameters>, Life> known;
    const auto key = std::pair{patient, parameters};
    if (const auto found = known.find(key); found != known.end()) return found->second;
    const Patient& kind = biology().patients.at(patient);
    Life life(kind.parameters + parameters);
    if (const auto failure = simulator({}).live_through(life.person_, kind.history)) {
        throw std::runtime_error(failure->reason);
    }
    return known.emplace(key, life).first->second;
}

double Life::operator[](const std::string& name) const {
    const Simulator& all = simulator(accuracy_);
    return all.observe(person_)[all.variable_index(name)];
}

std::map<std::string, double> Life::states() const {
    const auto& ids = simulator(accuracy_).model().layout().states;
    std::map<std::string, double> values;
    for (std::size_t k = 0; k < ids.size(); ++k) values[ids[k]] = person_.state[k];
    return values;
}

void Life::set(const std::string& parameter, double value) {
    const auto& ids = simulator(accuracy_).model().layout().parameters;
    person_.parameters[place_of(ids, biology().names.id_of(parameter))] = value;
}

void Life::put(const std::string& state, double value) {
    person_.state[place_of(simulator(accuracy_).model().layout().states, state)] = value;
}

void Life::take(double milligrams) {
    const std::string gut = "neurotransmitter__escitalopram_gut";
    put(gut, (*this)[gut] + milligrams);
}

void Life::live(double hours) {
    (void)follow({}, {person_.time + hours});
}

void Life::live_until_hour(double clock) {
    const double now = std::fmod(std::fmod(person_.time, 24.0) + 24.0, 24.0);
    live(clock >= now ? clock - now : clock - now + 24.0);
}

void Life::exercise(double intensity, double hours) {
    set(input::bout, 1.0);
    set(input::intensity, intensity);
    live(hours);
    set(input::bout, 0.0);
    set(input::intensity, 0.0);
}

void Life::exercise_at_load(double load, double hours) {
    constexpr double rest = 3.5; // mL/kg/min
    const double vo2max = (*this)["vo2max"];
    exercise((load * vo2max - rest) / (vo2max - rest), hours);
}

void Life::train(double per_week, double minutes, double intensity, int weeks) {
    Schedule schedule;
    schedule.is_voluntary = false;
    const auto n_session = static_cast<int>(weeks * per_week);
    for (int k = 0; k < n_session; ++k) {
        const double start = person_.time + 24.0 * std::floor(k * 7.0 / per_week + 1e-9) + 17.0;
        schedule.sessions.push_back(
            {start, start + minutes / 60.0, {{input::bout, 1.0}, {input::intensity, intensity}}});
    }
    (void)follow(schedule, {person_.time + weeks * hours_per_week});
}

Course Life::watch(const std::vector<std::string>& names, double hours, double step) {
    Course course;
    const auto n_step = static_cast<int>(std::lround(hours / step));
    for (int k = 0; k <= n_step; ++k) course.time.push_back(person_.time + hours * k / n_step);
    const Simulator& all = simulator(accuracy_);
    const Trajectory seen = follow({}, course.time);
    const std::size_t n_variable = all.variables().size();
    for (const std::string& name : names) {
        auto& column = course.values[name];
        const std::size_t place = all.variable_index(name);
        for (std::size_t k = 0; k < course.time.size(); ++k) column.push_back(seen.values[k * n_variable + place]);
    }
    return course;
}

double Life::mean_day(const std::string& name) {
    const Course day = watch({name}, 24.0, 0.1);
    const auto& values = day.values.at(name);
    return std::accumulate(values.begin() + 1, values.end(), 0.0) / static_cast<double>(values.size() - 1);
}

Trajectory Life::follow(const Schedule& schedule, const std::vector<double>& times) {
    Trajectory seen = simulator(accuracy_).follow(person_, schedule, times);
    if (seen.failure) throw std::runtime_error(seen.failure->reason);
    return seen;
}

void expect_close(const std::string& what, double value, double expected, double tolerance) {
    testing::Test::RecordProperty(what, fmt::format("{:.6g}", value));
    EXPECT_NEAR(value, expected, tolerance) << what;
}

void expect_between(const std::string& what, double value, double low, double high) {
    testing::Test::RecordProperty(what, fmt::format("{:.6g}", value));
    EXPECT_GE(value, low) << what;
    EXPECT_LE(value, high) << what;
}

} // namespace euthymia::analytic
