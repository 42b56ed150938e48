// SPDX-License-Identifier: Apache-2.0
#include "euthymia/protocol/schedule.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

constexpr double hours_per_day = 24.0;
constexpr double hours_per_week = 168.0;
constexpr double minutes_per_hour = 60.0;
constexpr double session_hour = 17.0; ///< clock time at which sessions start

template <typename Row>
const Row& find_row(const std::map<std::string, Row>& table, const std::string& name, const std::string& key) {
    if (const auto found = table.find(name); found != table.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& [row, value] : table) known.push_back(row);
    throw InputError(
        {fmt::format("'{}' is not known", name), fmt::format("key '{}'", key),
         suggest(name, known, fmt::format("add it to biology/tables, or use one of its {} rows", known.size()))});
}

/// What an arm adds up to in contact and adherence: the strongest of its interventions counts, they do not add.
struct Setup {
    double start = 0.0; ///< h
    double end = 0.0;   ///< h
    double points = 0.0;
    std::optional<Adherence> adherence;
};

/// Writes one intervention after another into a schedule.
class ScheduleWriter {
  public:
    ScheduleWriter(const Handbook& handbook, const Capacity& capacity)
        : handbook_(handbook)
        , capacity_(capacity) {}

    void operator()(const Exercise& exercise) {
        const ExerciseMode& mode = find_row(handbook_.modes, exercise.mode, "mode");
        const double x = relative_intensity(exercise, mode);
        const double hours = session_hours(exercise, x);
        const std::vector<Setting> during{{input::bout, 1.0},
                                          {input::intensity, x},
                                          {input::aerobic_share, mode.aerobic_share},
                                          {input::bdnf_share, mode.bdnf_share},
                                          {input::reward_events, 1.0 / hours}};
        add_sessions(exercise.start_week, exercise.weeks, exercise.sessions_per_week, hours, during);
        enrol(exercise.start_week, exercise.weeks, exercise.supervision, exercise.supervision);
    }

    /// An attended session is something achieved, as a finished bout is.
    void operator()(const Attention& attention) {
        const double hours = attention.minutes / minutes_per_hour;
        add_sessions(attention.start_week, attention.weeks, attention.sessions_per_week, hours,
                     {{input::reward_events, 1.0 / hours}});
        enrol(attention.start_week, attention.weeks, attention.kind, attention.kind);
    }

    void operator()(const Care& care) { enrol(care.start_week, care.weeks, care.kind, care.kind); }

    void operator()(const Drug& drug) {
        const Medicine& medicine = find_row(handbook_.medicines, drug.name, "drug.name");
        const double first = drug.start_week * hours_per_week + medicine.first_hour;
        const auto n_dose = static_cast<int>(std::floor(drug.weeks * hours_per_week / drug.every));
        for (int k = 0; k < n_dose; ++k) {
            schedule_.doses.push_back({first + k * drug.every, medicine.input, drug.dose});
        }
        enrol(drug.start_week, drug.weeks, "drug", "drug");
    }

    void operator()(const Stress& stress) {
        const double start = stress.start_week * hours_per_week;
        schedule_.changes.push_back({start, {input::stressor, stress.level}});
        schedule_.changes.push_back({start + stress.weeks * hours_per_week, {input::stressor, 1.0}});
    }

    Schedule finish() {
        if (setup_) {
            const auto set = [&](const std::string& input, double value) {
                schedule_.changes.push_back({setup_->start, {input, value}});
            };
            set(input::nonspecific_start, setup_->start);
            set(input::nonspecific_points, setup_->points);
            if (setup_->adherence) {
                set(input::attendance_base, setup_->adherence->attendance);
                set(input::dropout_rate, setup_->adherence->dropout_rate);
                set(input::supervision_effect, setup_->adherence->supervision_effect);
                schedule_.changes.push_back({setup_->end, {input::dropout_rate, 0.0}});
            }
        }
        const auto by_time = [](const auto& a, const auto& b) { return a.time < b.time; };
        const auto by_start = [](const auto& a, const auto& b) { return a.start < b.start; };
        std::stable_sort(schedule_.changes.begin(), schedule_.changes.end(), by_time);
        std::stable_sort(schedule_.doses.begin(), schedule_.doses.end(), by_time);
        std::stable_sort(schedule_.sessions.begin(), schedule_.sessions.end(), by_start);
        refuse_overlap();
        return std::move(schedule_);
    }

  private:
    [[nodiscard]] double relative_intensity(const Exercise& exercise, const ExerciseMode& mode) const {
        if (exercise.intensity) return reserve_fraction(*exercise.intensity, handbook_, capacity_);
        if (mode.intensity > 0.0) return mode.intensity;
        return reserve_fraction({.unit = Intensity::Unit::met, .value = mode.met, .word = {}}, handbook_, capacity_);
    }

    /// energy [kcal/kg/week] = sessions * hours * MET * energy of one MET
    [[nodiscard]] double session_hours(const Exercise& exercise, double x) const {
        if (exercise.minutes) return *exercise.minutes / minutes_per_hour;
        const double oxygen = std::lerp(handbook_.met_oxygen, capacity_.vo2max, x);
        const double energy_per_hour = oxygen / handbook_.met_oxygen * handbook_.met_energy;
        return *exercise.energy / (exercise.sessions_per_week * energy_per_hour);
    }

    void add_sessions(double start_week, double weeks, double per_week, double hours,
                      const std::vector<Setting>& during) {
        const double days_between = 7.0 / per_week;
        const auto n_session = static_cast<int>(std::floor(weeks * per_week + 1e-9));
        for (int k = 0; k < n_session; ++k) {
            const double day = std::floor(k * days_between + 1e-9);
            const double start = start_week * hours_per_week + day * hours_per_day + session_hour;
            schedule_.sessions.push_back({start, start + hours, during});
        }
    }

    void enrol(double start_week, double weeks, const std::string& contact, const std::string& adherence) {
        const double start = start_week * hours_per_week;
        const double end = start + weeks * hours_per_week;
        const double points = find_row(handbook_.contact, contact, "kind of contact");
        if (!setup_) setup_ = Setup{.start = start, .end = end, .points = 0.0, .adherence = {}};
        setup_->start = std::min(setup_->start, start);
        setup_->end = std::max(setup_->end, end);
        setup_->points = std::max(setup_->points, points);
        const auto found = handbook_.adherence.find(adherence);
        if (found == handbook_.adherence.end()) return;
        if (!setup_->adherence || found->second.dropout_rate > setup_->adherence->dropout_rate) {
            setup_->adherence = found->second;
        }
    }

    void refuse_overlap() const {
        for (std::size_t k = 1; k < schedule_.sessions.size(); ++k) {
            if (schedule_.sessions[k].start < schedule_.sessions[k - 1].end) {
                throw InputError({"two sessions overlap", fmt::format("hour {}", schedule_.sessions[k].start),
                                  "shorten the sessions, or plan fewer a week"});
            }
        }
    }

    const Handbook& handbook_;
    const Capacity& capacity_;
    Schedule schedule_;
    std::optional<Setup> setup_;
};

} // namespace

const std::vector<std::string>& input::all() {
    static const std::vector<std::string> inputs{bout,
                                                 intensity,
                                                 aerobic_share,
                                                 bdnf_share,
                                                 reward_events,
                                                 stressor,
                                                 nonspecific_points,
                                                 nonspecific_start,
                                                 attendance_base,
                                                 dropout_rate,
                                                 supervision_effect};
    return inputs;
}

Schedule make_schedule(const Protocol& protocol, const Handbook& handbook, const Capacity& capacity) {
    ScheduleWriter writer(handbook, capacity);
    for (const Intervention& intervention : protocol.interventions) std::visit(writer, intervention);
    return writer.finish();
}

} // namespace euthymia
