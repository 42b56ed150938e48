// SPDX-License-Identifier: Apache-2.0
// Writes one intervention after another into a schedule.
#pragma once

#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/protocol/schedule.hpp"

namespace euthymia {

inline constexpr double hours_per_day = 24.0;
inline constexpr double hours_per_week = 168.0;
inline constexpr double minutes_per_hour = 60.0;

/// When the sessions of an intervention are.
struct SessionPlan {
    double start_week = 0.0;
    double per_week = 0.0;
    int n_session = 0;
    double hour = 0.0;  ///< clock time
    double hours = 0.0; ///< of one session
};

/// Whole sessions of `weeks` weeks.
[[nodiscard]] int count_sessions(double per_week, double weeks);

/// The sessions of an exercise, an attention or an art.
template <typename Course>
int count_sessions(const Course& course) {
    return course.sessions ? *course.sessions : count_sessions(course.sessions_per_week, course.weeks);
}

class ScheduleWriter {
  public:
    ScheduleWriter(const Handbook& handbook, const Capacity& capacity)
        : handbook_(handbook)
        , capacity_(capacity) {}

    /// What follows is written for the intervention of that name.
    void begin(std::string intervention);

    void operator()(const Exercise& exercise);
    void operator()(const Attention& attention);
    void operator()(const Care& care);
    void operator()(const Drug& drug);
    void operator()(const Art& art);
    void operator()(const Psychotherapy& therapy);
    void operator()(const Electroconvulsion& therapy);
    void operator()(const Stress& stress);
    void operator()(const DailyEvents& events);
    void operator()(const Challenge& challenge);
    void operator()(const Clamp& clamp);

    /// Contact that counts instead of what interventions bring.
    void override_contact(const std::string& kind);

    /// Nobody leaves more often than people do whom a treatment has made well, where the handbook says how often.
    void keep_those_who_are_well();

    /// The input `engagement_cap` from time 0 on.
    void limit_engagement(double share);

    /// @throws InputError  when two sessions of one intervention overlap.
    [[nodiscard]] Schedule finish();

  private:
    /// What an arm adds up to in contact: the strongest of its interventions counts, they do not add.
    struct Setup {
        double start = 0.0; ///< h
        double end = 0.0;   ///< h
        double expectancy = 0.0;
    };

    /// Non-specific points of HAM-D17 and the hour until which they are offered.
    struct Contact {
        double points = 0.0;
        double end = 0.0;
    };

    struct Placed {
        Session session;
        std::size_t intervention;
    };

    [[nodiscard]] double relative_intensity(const Exercise& exercise, const ExerciseMode& mode) const;
    [[nodiscard]] double session_hours(const Exercise& exercise, double x) const;
    [[nodiscard]] std::vector<Setting> bout_settings(const ExerciseMode& mode, double x, double hours) const;
    [[nodiscard]] double expectancy_of(const std::string& contact) const;
    [[nodiscard]] double of_met(double met) const;
    [[nodiscard]] std::vector<Setting> engaging_settings(const ArtForm& form) const;

    using Complete = std::function<void(int number, Session& session)>;
    void add_sessions(const SessionPlan& plan, const std::vector<Setting>& during, const Complete& complete = {});
    void add_change(double time, const std::string& input, double value);
    void add_optional_change(double time, const std::string& input, double value);
    void add_dose(double time, const std::string& into, double amount);
    void need(Need::Kind kind, const std::string& name);
    void need(const std::vector<Setting>& settings);
    void enrol(double start_week, double weeks, const std::string& contact, const std::string& adherence);
    [[nodiscard]] Contact strongest_contact() const;
    [[nodiscard]] double points_after(const Contact& strongest, double lasting) const;
    [[nodiscard]] double lasting_points(const Contact& strongest) const;
    [[nodiscard]] std::optional<Adherence> governing_adherence() const;
    void write_setup();
    void place_sessions();

    const Handbook& handbook_;
    const Capacity& capacity_;
    Schedule schedule_;
    std::optional<Setup> setup_;
    std::map<std::string, Adherence> adherence_; ///< by setting
    std::vector<Contact> contacts_;              ///< of the interventions
    std::optional<std::string> contact_;         ///< instead of the interventions'
    double most_dropout_ = std::numeric_limits<double>::infinity(); ///< a day
    std::vector<Placed> placed_;
    std::string intervention_;
    std::size_t number_ = 0; ///< of the intervention
};

} // namespace euthymia
