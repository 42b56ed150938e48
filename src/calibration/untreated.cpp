// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>

#include "euthymia/calibration/design.hpp"

namespace euthymia {

namespace {

constexpr std::array<double, 4> hours_of_a_day{0.0, 6.0, 12.0, 18.0};
constexpr double change = 1.1;      ///< of a number, to see what it moves
constexpr double negligible = 1e-9; ///< of a rate

/// The speed of every state over a day in which nothing is done to `person`.
std::vector<double> speeds(const Simulator& simulator, const Person& person, const std::vector<double>& parameters) {
    const auto evaluator = simulator.model().evaluator();
    evaluator->set_parameters(parameters);
    std::vector<double> all, rates(person.state.size());
    for (const double hour : hours_of_a_day) {
        evaluator->rates(hour, person.state, rates);
        all.insert(all.end(), rates.begin(), rates.end());
    }
    return all;
}

bool differ(const std::vector<double>& a, const std::vector<double>& b) {
    for (std::size_t k = 0; k < a.size(); ++k) {
        if (std::abs(a[k] - b[k]) > negligible * (std::abs(a[k]) + std::abs(b[k]))) return true;
    }
    return false;
}

bool moves(const Simulator& simulator, const Person& person, const std::string& id) {
    std::vector<double> other = person.parameters;
    const auto& names = simulator.model().layout().parameters;
    for (std::size_t k = 0; k < names.size(); ++k) {
        if (names[k] == id) other[k] = other[k] == 0.0 ? 0.1 : other[k] * change;
    }
    return differ(speeds(simulator, person, person.parameters), speeds(simulator, person, other));
}

/// The healthy person, and `kind` after the history.
std::vector<Person> untreated_people(const Simulator& simulator, const Biology& biology, const std::string& kind) {
    std::vector<Person> people{simulator.create({}, {})};
    const auto found = biology.patients.find(kind);
    if (found == biology.patients.end()) return people;
    Person person = simulator.create({.parameters = found->second.parameters}, {});
    if (!simulator.live_through(person, found->second.history)) people.push_back(std::move(person));
    return people;
}

} // namespace

std::vector<std::string> moving_the_untreated(const Biology& biology, const std::vector<FitParameter>& parameters,
                                              const std::string& patient, const TrialOptions& options) {
    std::vector<std::string> settable;
    for (const FitParameter& parameter : parameters) {
        if (parameter.contact.empty()) settable.push_back(parameter.name);
    }
    if (settable.empty()) return {};
    std::vector<std::string> moving;
    const std::vector<std::string> fitted = settable;
    if (const auto found = biology.patients.find(patient); found != biology.patients.end()) {
        for (const auto& [id, value] : found->second.parameters) settable.push_back(id);
    }
    const Simulator simulator(biology.equations, biology.names, settable, {}, options.accuracy, options.code);
    const auto people = untreated_people(simulator, biology, patient);
    for (const std::string& id : fitted) {
        bool is_moving = false;
        for (const Person& person : people) is_moving = is_moving || moves(simulator, person, id);
        if (is_moving) moving.push_back(id);
    }
    return moving;
}

} // namespace euthymia
