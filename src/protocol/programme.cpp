// SPDX-License-Identifier: Apache-2.0
#include "programme.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "schedule_writer.hpp"

namespace euthymia {

namespace {

/// The value that a session gives an input; none: it leaves it alone.
std::optional<double> setting(const Session& session, const std::string& input) {
    const auto found = std::ranges::find(session.during, input, &Setting::input);
    return found == session.during.end() ? std::nullopt : std::optional(found->value);
}

std::vector<Bout> bouts_of(const Intervention& item, const Handbook& handbook, const Capacity& capacity) {
    std::vector<Bout> bouts;
    for (const Session& session : make_schedule({.name = {}, .interventions = {item}}, handbook, capacity).sessions) {
        if (!setting(session, input::bout)) continue;
        bouts.push_back({.start = session.start,
                         .hours = session.end - session.start,
                         .intensity = setting(session, input::intensity).value_or(0.0)});
    }
    return bouts;
}

bool is_by_heart_rate(const Exercise& exercise) {
    return exercise.intensity && exercise.intensity->unit == Intensity::Unit::heart_rate_reserve;
}

Programme programme_of(const Exercise& exercise) {
    return {.mode = exercise.mode,
            .sessions_per_week = exercise.sessions_per_week,
            .start_week = exercise.start_week,
            .weeks = exercise.weeks,
            .is_in_laboratory = exercise.sessions.has_value(),
            .is_unsupervised = exercise.supervision == "unsupervised",
            .is_by_heart_rate = is_by_heart_rate(exercise),
            .beyond_limits = exercise.beyond_limits,
            .bouts = {}};
}

Programme programme_of(const Art& art) {
    return {.mode = art.form,
            .sessions_per_week = art.sessions_per_week,
            .start_week = art.start_week,
            .weeks = art.weeks,
            .beyond_limits = {},
            .bouts = {}};
}

std::optional<Programme> programme_of(const Intervention& item) {
    if (const auto* exercise = std::get_if<Exercise>(&item)) return programme_of(*exercise);
    if (const auto* art = std::get_if<Art>(&item)) return programme_of(*art);
    return std::nullopt;
}

double trimp_of(const Bout& bout, const Handbook& handbook) {
    return bout.hours * minutes_per_hour * bout.intensity * handbook.trimp_scale *
           std::exp(handbook.trimp_slope * bout.intensity);
}

/// The mean session of the week that begins at `week`, as often as the programme covers of it.
WeekLoad load_in(const Programme& programme, int week, const Handbook& handbook) {
    WeekLoad sum;
    int n = 0;
    for (const Bout& bout : programme.bouts) {
        if (std::floor(bout.start / hours_per_week) != week) continue;
        sum.trimp += trimp_of(bout, handbook);
        sum.hours += bout.hours;
        ++n;
    }
    if (n == 0) return {};
    const double end = programme.start_week + programme.weeks;
    const double covered =
        std::clamp(std::min(week + 1.0, end) - std::max<double>(week, programme.start_week), 0.0, 1.0);
    const double sessions = covered * programme.sessions_per_week;
    return {.trimp = sessions * sum.trimp / n, .hours = sessions * sum.hours / n};
}

} // namespace

std::vector<Programme> programmes_of(const Protocol& protocol, const Handbook& handbook, const Capacity& capacity) {
    std::vector<Programme> programmes;
    for (const Intervention& item : protocol.interventions) {
        auto programme = programme_of(item);
        if (!programme) continue;
        programme->bouts = bouts_of(item, handbook, capacity);
        if (!programme->bouts.empty()) programmes.push_back(*std::move(programme));
    }
    return programmes;
}

std::vector<WeekLoad> weekly_load(const std::vector<Programme>& programmes, const Handbook& handbook) {
    double last = -1.0; // h
    for (const Programme& programme : programmes) {
        if (!programme.is_in_laboratory) last = std::max(last, programme.bouts.back().start);
    }
    std::vector<WeekLoad> weeks(last < 0.0 ? 0 : static_cast<std::size_t>(last / hours_per_week) + 1);
    for (const Programme& programme : programmes) {
        if (programme.is_in_laboratory) continue;
        for (std::size_t week = 0; week < weeks.size(); ++week) {
            const WeekLoad own = load_in(programme, static_cast<int>(week), handbook);
            weeks[week].trimp += own.trimp;
            weeks[week].hours += own.hours;
        }
    }
    return weeks;
}

} // namespace euthymia
