// SPDX-License-Identifier: Apache-2.0
#include "laboratory.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/protocol/safety.hpp"
#include "euthymia/trial/variants.hpp"

namespace euthymia {

namespace {

constexpr double hours_per_week = 168.0;
constexpr double lead_in = 24.0; ///< h before the protocol begins, for readings of the baseline

using NameSet = std::set<std::string>;

void add_quantities(const Reading& reading, NameSet& names) {
    if (!reading.number) names.insert(reading.quantity);
    for (const Reading& other : reading.minus) add_quantities(other, names);
}

void add_quantities(const std::vector<Check>& checks, NameSet& names) {
    for (const Check& check : checks) {
        for (const Reading& reading : check.readings) add_quantities(reading, names);
    }
}

NameSet quantities_of(const Claim& claim) {
    NameSet names;
    add_quantities(claim.checks, names);
    for (const Voice& voice : claim.disagrees) add_quantities(voice.checks, names);
    return names;
}

std::vector<std::string> holds_of(const Claim& claim) {
    std::vector<std::string> all;
    for (const ClaimArm& arm : claim.arms) {
        const auto own = clamped_variables(arm.protocol);
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

std::vector<std::string> patients_of(const Claim& claim, const ClaimArm& arm) {
    return arm.patient.empty() ? claim.patients : std::vector<std::string>{arm.patient};
}

Equations equations_for(const std::vector<const Claim*>& claims, const Biology& biology) {
    std::vector<std::string> holds;
    for (const Claim* claim : claims) {
        const auto own = holds_of(*claim);
        holds.insert(holds.end(), own.begin(), own.end());
    }
    return equations_with_holds(biology, holds);
}

std::vector<std::string> variables_for(const std::vector<const Claim*>& claims, const Biology& biology) {
    NameSet ids;
    for (const Claim* claim : claims) {
        for (const std::string& name : quantities_of(*claim)) ids.insert(biology.names.id_of(name));
    }
    return {ids.begin(), ids.end()};
}

std::vector<std::string> settable_for(const std::vector<const Claim*>& claims, const Biology& biology) {
    NameSet ids{biology.names.id_of("vo2max_baseline")};
    const auto add = [&](const std::map<std::string, double>& parameters) {
        for (const auto& [id, value] : parameters) ids.insert(biology.names.id_of(id));
    };
    for (const Claim* claim : claims) {
        for (const ClaimArm& arm : claim->arms) {
            add(arm.parameters);
            for (const std::string& arrow : arm.cuts) ids.insert(switch_of(biology, arrow));
            for (const std::string& patient : patients_of(*claim, arm)) add(biology.patients.at(patient).parameters);
        }
    }
    return {ids.begin(), ids.end()};
}

/// All times of a claim, from the day before the protocol to its end.
std::vector<double> times_of(const Claim& claim) {
    std::vector<double> times;
    const double end = claim.weeks * hours_per_week;
    const auto n = static_cast<int>(std::ceil((end + lead_in) / claim.every - 1e-9));
    for (int k = 0; k <= n; ++k) times.push_back(-lead_in + k * claim.every);
    return times;
}

/// Collects what a claim names and the biology lacks.
class ObstacleSearch {
  public:
    ObstacleSearch(const Claim& claim, const Biology& biology)
        : biology_(biology) {
        for (const std::string& name : quantities_of(claim)) require_quantity(name);
        for (const ClaimArm& arm : claim.arms) {
            for (const std::string& patient : patients_of(claim, arm)) require_patient(patient);
            for (const auto& [name, value] : arm.parameters) require_parameter(name);
            for (const std::string& arrow : arm.cuts) attempt([&] { std::ignore = switch_of(biology, arrow); });
        }
        attempt([&] { std::ignore = equations_with_holds(biology, holds_of(claim)); });
    }

    [[nodiscard]] std::string text() const { return text_; }

  private:
    void add(const std::string& what) { text_ += (text_.empty() ? "" : "; ") + what; }

    template <typename Act>
    void attempt(const Act& act) try {
        act();
    } catch (const Error& error) {
        add(error.issues().front().what);
    }

    void require_quantity(const std::string& name) {
        if (!biology_.equations.quantities.contains(biology_.names.id_of(name)))
            add(fmt::format("the model has no quantity '{}'", name));
    }
    void require_patient(const std::string& name) {
        if (!biology_.patients.contains(name)) add(fmt::format("there is no patient '{}'", name));
    }
    void require_parameter(const std::string& name) {
        const std::string id = biology_.names.id_of(name);
        const bool is_known =
            std::ranges::any_of(biology_.equations.constants, [&](const Constant& row) { return row.id == id; });
        if (!is_known) add(fmt::format("the model has no parameter '{}'", name));
    }

    const Biology& biology_;
    std::string text_;
};

} // namespace

std::string obstacle_to(const Claim& claim, const Biology& biology) {
    return ObstacleSearch(claim, biology).text();
}

Laboratory::Laboratory(const std::vector<const Claim*>& claims, const Biology& biology, const EvidenceOptions& options)
    : biology_(biology)
    , options_(options)
    , simulator_(equations_for(claims, biology), biology.names, settable_for(claims, biology),
                 variables_for(claims, biology), options.accuracy, options.code) {}

const Person& Laboratory::live(const Kind& kind) {
    if (const auto found = lives_.find(kind); found != lives_.end()) return found->second;
    const Patient& patient = biology_.patients.at(kind.first);
    auto parameters = patient.parameters;
    for (const auto& [name, value] : kind.second) parameters[biology_.names.id_of(name)] = value;
    Person person = simulator_.create({.index = 0, .age = 0.0, .is_female = false, .parameters = parameters},
                                      {.seed = options_.seed});
    if (const auto failure = simulator_.live_through(person, patient.history)) {
        throw NumericalError({failure->reason, fmt::format("history of '{}', hour {}", kind.first, failure->time),
                              "tighten the tolerance with --rtol"});
    }
    person.time = -lead_in; // everything repeats after a day
    person.events = nullptr;
    person.past = nullptr;
    return lives_.emplace(kind, std::move(person)).first->second;
}

Schedule Laboratory::schedule_of(const ClaimArm& arm, const std::string& patient, const Person& person) const {
    const Capacity capacity{.vo2max = simulator_.parameter(person, "vo2max_baseline")};
    std::ignore = require_safe(arm.protocol, biology_.patients.at(patient).conditions, biology_.handbook, capacity,
                               "arm '" + arm.name + "'");
    Schedule schedule = make_schedule(arm.protocol, biology_.handbook, capacity);
    schedule.is_voluntary = false;
    simulator_.require(schedule);
    for (const std::string& arrow : arm.cuts) {
        schedule.changes.insert(schedule.changes.begin(), Change{0.0, {switch_of(biology_, arrow), 0.0}});
    }
    return schedule;
}

std::vector<Laboratory::Case> Laboratory::cases_of(const Claim& claim) {
    std::vector<Case> cases;
    for (const ClaimArm& arm : claim.arms) {
        for (const std::string& patient : patients_of(claim, arm)) {
            const Person& person = live({patient, arm.parameters});
            cases.push_back({&arm, patient, {.person = person, .schedule = schedule_of(arm, patient, person)}});
        }
    }
    return cases;
}

Records Laboratory::run(const Claim& claim) {
    std::vector<Case> cases = cases_of(claim);
    std::vector<Record> records(cases.size());
    simulator_.follow_each(
        cases.size(), [&](std::size_t k) { return cases[k].passage; }, times_of(claim),
        [&](std::size_t k, Person&&, Trajectory&& seen) {
            const bool is_of_arm = !cases[k].arm->patient.empty();
            records[k] = {cases[k].arm->name, is_of_arm ? "" : cases[k].patient, std::move(seen)};
        },
        {options_.n_thread, {}});
    for (const Record& record : records) {
        if (!record.seen.failure) continue;
        throw NumericalError({record.seen.failure->reason,
                              fmt::format("arm '{}', hour {}", record.arm, record.seen.failure->time),
                              "tighten the tolerance with --rtol"});
    }
    return {biology_.names, simulator_.variables(), std::move(records)};
}

} // namespace euthymia
