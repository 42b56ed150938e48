// SPDX-License-Identifier: Apache-2.0
#include "euthymia/protocol/safety.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "find_row.hpp"
#include "programme.hpp"
#include "schedule_writer.hpp"

namespace euthymia {

namespace {

using Action = ExerciseLimit::Action;

constexpr double rounding = 1e-9;
constexpr double beginning = 4.0; ///< weeks in which the bounds of beginners hold

double percent(double share) {
    return 100.0 * share;
}

double hardest(const Programme& programme, double until = 1e9) {
    double x = 0.0;
    for (const Bout& bout : programme.bouts) {
        if (bout.start < until) x = std::max(x, bout.intensity);
    }
    return x;
}

/// The largest step from one week to the next, over the week before; `from` and `until` count weeks.
double steepest(const std::vector<WeekLoad>& weeks, std::size_t from, std::size_t until) {
    double most = 0.0;
    for (std::size_t week = std::max<std::size_t>(from, 1); week < std::min(until, weeks.size()); ++week) {
        if (weeks[week - 1].trimp > 0.0) most = std::max(most, weeks[week].trimp / weeks[week - 1].trimp - 1.0);
    }
    return most;
}

/// The shortest time between the beginnings of two bouts, h.
double shortest_rest(const Programme& programme) {
    double hours = 1e9;
    for (std::size_t k = 1; k < programme.bouts.size(); ++k) {
        hours = std::min(hours, programme.bouts[k].start - programme.bouts[k - 1].start);
    }
    return hours;
}

class SafetyCheck {
  public:
    SafetyCheck(const Protocol& protocol, const std::vector<std::string>& conditions, const Handbook& handbook,
                const Capacity& capacity)
        : protocol_(protocol)
        , conditions_(conditions)
        , handbook_(handbook)
        , capacity_(capacity)
        , programmes_(programmes_of(protocol, handbook, capacity)) {}

    std::vector<SafetyFinding> operator()() {
        const std::set<std::string> conditions(conditions_.begin(), conditions_.end());
        for (const std::string& name : conditions) {
            const auto& row = find_row(handbook_.contraindications, name, "conditions");
            if (!programmes_.empty()) check_condition(name, row);
        }
        for (const Programme& programme : programmes_) {
            check_intensity(programme);
            check_frequency(programme);
        }
        check_load();
        check_seizure_days();
        tell_of_vigorous_bouts();
        return std::move(findings_);
    }

  private:
    /// Each thing once, however many programmes it is true of.
    void say(Action action, std::string what, std::string todo, std::optional<Excess> excess = {}) {
        const auto is_same = [&](const SafetyFinding& other) { return other.what == what; };
        if (std::ranges::any_of(findings_, is_same)) return;
        findings_.push_back(
            {.action = action, .what = std::move(what), .todo = std::move(todo), .excess = std::move(excess)});
    }

    void check_condition(const std::string& name, const Contraindication& row) {
        using Kind = Contraindication::Kind;
        const std::string who = row.description == name ? name : fmt::format("{} ({})", name, row.description);
        if (row.kind == Kind::absolute) {
            say(Action::refuse, fmt::format("exercise is contraindicated: {}", who),
                "leave out exercise and dance for these people, or correct 'conditions'");
        } else if (row.kind == Kind::relative) {
            say(Action::warn, fmt::format("exercise is relatively contraindicated: {}", who), row.note);
        } else if (concerns(row)) {
            say(Action::warn, fmt::format("exercise with caution: {}: {}", who, row.action), row.note);
        }
    }

    /// Whether something in the protocol is not yet as the caution wants it.
    [[nodiscard]] bool concerns(const Contraindication& caution) const {
        if (caution.action == "supervise") return std::ranges::any_of(programmes_, &Programme::is_unsupervised);
        if (caution.action == "prescribe by exertion")
            return std::ranges::any_of(programmes_, &Programme::is_by_heart_rate);
        return true;
    }

    /// What `name` limits, or null.
    [[nodiscard]] const ExerciseLimit* limit(const std::string& name) const {
        const auto found = handbook_.limits.find(name);
        return found == handbook_.limits.end() ? nullptr : &found->second;
    }

    void exceed(const ExerciseLimit& bound, std::string what, const Programme& programme, Excess excess) {
        const auto tell = [&](Action action, std::string todo) {
            say(action, std::move(what), std::move(todo), std::move(excess));
        };
        if (bound.action != Action::refuse) return tell(bound.action, {});
        if (!programme.beyond_limits.empty())
            return tell(Action::warn, "allowed by the document: " + programme.beyond_limits);
        if (programme.is_in_laboratory) return tell(Action::warn, "a bout in a laboratory, somebody beside it");
        tell(Action::refuse, "lower it, or say in 'exercise.beyond_limits' why it is right here");
    }

    void require_at_most(const std::string& name, double value, const Programme& programme, const std::string& what) {
        const ExerciseLimit* bound = limit(name);
        if (bound == nullptr || value <= bound->value + rounding) return;
        exceed(*bound, fmt::format("{}: {}, limit {:.3g} {}", programme.mode, what, bound->value, bound->unit),
               programme, {.programme = programme.mode, .limit = name, .value = value});
    }

    void require_at_least(const std::string& name, double value, const Programme& programme, const std::string& what) {
        const ExerciseLimit* bound = limit(name);
        if (bound == nullptr || value >= bound->value - rounding) return;
        exceed(*bound, fmt::format("{}: {}, least {:.3g} {}", programme.mode, what, bound->value, bound->unit),
               programme, {.programme = programme.mode, .limit = name, .value = value});
    }

    void check_intensity(const Programme& programme) {
        const auto words = [](double x) { return fmt::format("{:.0f} % of heart-rate reserve", percent(x)); };
        const double most = hardest(programme);
        const std::string kind = programme.mode == "hiit" ? "interval" : "continuous";
        require_at_most("intensity_" + kind, most, programme, fmt::format("{} work at {}", kind, words(most)));
        if (!programme.is_unsupervised) return;
        const double early = hardest(programme, (programme.start_week + beginning) * hours_per_week);
        require_at_most("intensity_unsupervised", early, programme,
                        fmt::format("{} without supervision in the first four weeks", words(early)));
    }

    void check_frequency(const Programme& programme) {
        const auto [shortest, longest] = std::ranges::minmax(programme.bouts, {}, &Bout::hours);
        const double least = minutes_per_hour * shortest.hours;
        const double most = minutes_per_hour * longest.hours;
        require_at_least("minutes_min", least, programme, fmt::format("sessions of {:.0f} min", least));
        require_at_most("minutes_max", most, programme, fmt::format("sessions of {:.0f} min", most));
        if (programme.is_in_laboratory) return;
        const double weekly = programme.sessions_per_week;
        require_at_least("sessions_min", weekly, programme, fmt::format("{:.3g} sessions a week", weekly));
        require_at_most("sessions_max", weekly, programme, fmt::format("{:.3g} sessions a week", weekly));
        const double rest = shortest_rest(programme);
        if (programme.mode == "strength")
            require_at_least("strength_rest", rest, programme, fmt::format("{:.0f} h between sessions", rest));
    }

    /// Over all programmes together.
    void check_load() {
        const auto weeks = weekly_load(programmes_, handbook_);
        Programme all{.mode = "exercise", .beyond_limits = {}, .bouts = {}};
        for (const Programme& programme : programmes_) {
            if (all.beyond_limits.empty()) all.beyond_limits = programme.beyond_limits;
        }
        WeekLoad most;
        for (const WeekLoad& week : weeks) {
            most.trimp = std::max(most.trimp, week.trimp);
            most.hours = std::max(most.hours, week.hours);
        }
        require_at_most("weekly_trimp_max", most.trimp, all, fmt::format("a week of {:.0f} TRIMP", most.trimp));
        require_at_most("weekly_hours_max", most.hours, all, fmt::format("a week of {:.1f} h", most.hours));
        const auto last_early = static_cast<std::size_t>(beginning);
        const double early = steepest(weeks, 1, last_early);
        const double late = steepest(weeks, last_early, weeks.size());
        const auto words = [](double share) {
            return fmt::format("the load rises by {:.0f} % in a week", percent(share));
        };
        require_at_most("weekly_increase_early", early, all, words(early) + " of the first four");
        require_at_most("weekly_increase_late", late, all, words(late) + " after the first four");
    }

    /// Nobody should exercise on the day of a seizure.
    void check_seizure_days() {
        const auto row = handbook_.contraindications.find("ect_day");
        if (row == handbook_.contraindications.end() || programmes_.empty()) return;
        std::set<double> days;
        for (const Intervention& item : protocol_.interventions) {
            if (!std::holds_alternative<Electroconvulsion>(item)) continue;
            const auto schedule = make_schedule({.name = {}, .interventions = {item}}, handbook_, capacity_);
            for (const Session& session : schedule.sessions) days.insert(std::floor(session.start / hours_per_day));
        }
        int n = 0;
        for (const Programme& programme : programmes_) {
            n += static_cast<int>(std::ranges::count_if(programme.bouts, [&](const Bout& bout) {
                return days.contains(std::floor(bout.start / hours_per_day));
            }));
        }
        if (n > 0)
            say(Action::warn, fmt::format("{} sessions of exercise fall on a {}", n, row->second.description),
                row->second.action + " exercise on such days");
    }

    /// What is vigorous begins where moderate ends.
    void tell_of_vigorous_bouts() {
        const ExerciseLimit* risk = limit("sudden_death");
        const ExerciseLimit* moderate = limit("intensity_unsupervised");
        if (risk == nullptr || moderate == nullptr) return;
        int n = 0;
        for (const Programme& programme : programmes_) {
            n += static_cast<int>(std::ranges::count_if(
                programme.bouts, [&](const Bout& bout) { return bout.intensity > moderate->value + rounding; }));
        }
        if (n == 0) return;
        say(risk->action,
            fmt::format(
                "{} vigorous sessions a person: the risk of sudden death is about {:.1g} in all, {:.1g} a session", n,
                n * risk->value, risk->value),
            {});
    }

    const Protocol& protocol_;
    const std::vector<std::string>& conditions_;
    const Handbook& handbook_;
    const Capacity& capacity_;
    std::vector<Programme> programmes_;
    std::vector<SafetyFinding> findings_;
};

/// A programme and a limit that it goes beyond.
using Place = std::pair<std::string, std::string>;

/// How far one person is led beyond each limit; where a limit is met twice, the further.
std::map<Place, double> excesses_of(const Protocol& protocol, const Handbook& handbook, const Capacity& capacity) {
    std::map<Place, double> excesses;
    for (const SafetyFinding& finding : check_exercise(protocol, {}, handbook, capacity)) {
        if (!finding.excess) continue;
        const auto& [programme, limit, value] = *finding.excess;
        const double bound = handbook.limits.at(limit).value;
        double& furthest = excesses.try_emplace({programme, limit}, value).first->second;
        if (std::abs(value - bound) > std::abs(furthest - bound)) furthest = value;
    }
    return excesses;
}

SafetyFinding finding_of(const Place& place, const std::vector<double>& values, std::size_t n_person,
                         const ExerciseLimit& bound) {
    const auto distance = [&](double value) { return std::abs(value - bound.value); };
    return {.action = Action::warn,
            .what = fmt::format("{}: {} of {} people are beyond {} ({:.3g} {}), the furthest at {:.3g}", place.first,
                                values.size(), n_person, place.second, bound.value, bound.unit,
                                std::ranges::max(values, {}, distance)),
            .todo = "for one person it is more than for another; the same for all are %HRR, RPE and minutes"};
}

} // namespace

std::string words_of(const SafetyFinding& finding) {
    return finding.todo.empty() ? finding.what : finding.what + " (" + finding.todo + ")";
}

std::vector<SafetyFinding> check_exercise(const Protocol& protocol, const std::vector<std::string>& conditions,
                                          const Handbook& handbook, const Capacity& capacity) {
    return SafetyCheck(protocol, conditions, handbook, capacity)();
}

std::vector<SafetyFinding> require_safe(const Protocol& protocol, const std::vector<std::string>& conditions,
                                        const Handbook& handbook, const Capacity& capacity, const std::string& where) {
    auto findings = check_exercise(protocol, conditions, handbook, capacity);
    std::vector<Issue> refusals;
    for (const SafetyFinding& finding : findings) {
        if (finding.action == Action::refuse) refusals.push_back({finding.what, where, finding.todo});
    }
    if (!refusals.empty()) throw InputError(std::move(refusals));
    return findings;
}

std::vector<SafetyFinding> check_people(const Protocol& protocol, const Handbook& handbook,
                                        const std::vector<Capacity>& people, const Capacity& centre) {
    std::map<Place, std::vector<double>> beyond;
    for (const Capacity& person : people) {
        for (const auto& [place, value] : excesses_of(protocol, handbook, person)) beyond[place].push_back(value);
    }
    const auto told = excesses_of(protocol, handbook, centre);
    std::vector<SafetyFinding> findings;
    for (const auto& [place, values] : beyond) {
        if (values.size() == people.size() && told.contains(place)) continue;
        findings.push_back(finding_of(place, values, people.size(), handbook.limits.at(place.second)));
    }
    return findings;
}

} // namespace euthymia
