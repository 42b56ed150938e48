// SPDX-License-Identifier: Apache-2.0
// Art, cognitive behaviour therapy and electroconvulsive therapy in a schedule.
#include <algorithm>

#include "find_row.hpp"
#include "schedule_writer.hpp"

namespace euthymia {

namespace {

constexpr double art_hour = 15.0;        ///< clock time at which sessions start
constexpr double therapy_hour = 13.0;    ///< the same
constexpr double finishing_hours = 0.25; ///< a piece is finished in the last quarter of an hour
constexpr double seizure_hours = 0.1;    ///< how long the pulse of a seizure lasts

bool is_attenuated(const SeizureForm& form, const std::string& state) {
    return std::find(form.attenuated.begin(), form.attenuated.end(), state) != form.attenuated.end();
}

/// The share of the first seizure's answer that seizure `number`, counted from 0, brings.
double share_left(const SeizureForm& form, int number) {
    if (form.attenuation_sessions == 0) return 1.0;
    return 1.0 - form.attenuation * std::min(number, form.attenuation_sessions) / form.attenuation_sessions;
}

} // namespace

/// Inputs that follow the effect e of the session: rest + e (full - rest); those that do not leave rest are not needed.
std::vector<Setting> ScheduleWriter::engaging_settings(const ArtForm& form) const {
    std::vector<Setting> settings;
    const auto add = [&](const std::string& input, double full, double rest) {
        if (full != rest) settings.push_back({input, full, rest});
    };
    add(input::art_engagement, form.prefrontal, 0.0);
    add(input::dopamine_input, form.dopamine, 0.0);
    add(input::opioid_input, form.opioid, 0.0);
    add(input::novelty, form.novelty, 0.0);
    add(input::calm, form.calm, 1.0);
    add(input::expression_contact, form.expression, 0.0);
    if (form.met <= 0.0 && form.intensity <= 0.0) return settings;
    settings.push_back({input::bout, 1.0}); // who dances moves, engaged or not
    settings.push_back({input::intensity, form.met > 0.0 ? of_met(form.met) : form.intensity});
    settings.push_back({input::aerobic_share, form.aerobic_share});
    settings.push_back({input::bdnf_share, form.bdnf_share});
    return settings;
}

void ScheduleWriter::operator()(const Art& art) {
    const ArtForm& form = find_row(handbook_.arts, art.form, "form of art");
    const double hours = art.minutes.value_or(form.minutes) / minutes_per_hour;
    const double pulse = std::min(finishing_hours, hours);
    const auto finish_piece = [&](int number, Session& session) {
        if (!art.finishes_pieces || (number + 1) % form.sessions_per_piece != 0) return;
        session.phases.push_back(
            {.start = session.end - pulse,
             .end = session.end,
             .during = {{input::reward_size, form.reward, 0.0}, {input::reward_events, 1.0 / pulse}}});
    };
    add_sessions({.start_week = art.start_week,
                  .per_week = art.sessions_per_week,
                  .n_session = count_sessions(art),
                  .hour = art.hour.value_or(art_hour),
                  .hours = hours},
                 engaging_settings(form), finish_piece);
    // who works alone has the contact of exercise without supervision
    enrol(art.start_week, art.weeks, art.is_in_group ? form.contact : "unsupervised", art.form);
}

void ScheduleWriter::operator()(const Psychotherapy& therapy) {
    const TherapyForm& form = find_row(handbook_.therapies, therapy.form, "cbt.form");
    const double hours = therapy.minutes.value_or(form.minutes) / minutes_per_hour;
    add_sessions({.start_week = therapy.start_week,
                  .per_week = therapy.sessions_per_week,
                  .n_session = count_sessions(therapy.sessions_per_week, therapy.weeks),
                  .hour = therapy_hour,
                  .hours = hours},
                 {{input::cbt_session, form.session},
                  {input::cbt_sessions, form.learning / hours},
                  {input::reward_size, form.reward},
                  {input::reward_events, 1.0 / hours}});
    if (form.activation != 0.0) {
        const double start = therapy.start_week * hours_per_week;
        add_change(start, input::activation_support, form.activation);
        add_change(start + therapy.weeks * hours_per_week, input::activation_support, 0.0);
    }
    enrol(therapy.start_week, therapy.weeks, form.contact, "cbt");
}

void ScheduleWriter::operator()(const Electroconvulsion& therapy) {
    const SeizureForm& form = find_row(handbook_.seizures, therapy.placement, "ect.placement");
    const auto seize = [&](int number, Session& session) {
        for (const auto& [state, amount] : form.additions) {
            const double share = is_attenuated(form, state) ? share_left(form, number) : 1.0;
            if (amount != 0.0) session.additions.push_back({session.start, state, share * amount});
        }
        if (form.il6_source == 0.0) return;
        session.phases.push_back({.start = session.start + form.il6_from,
                                  .end = session.start + form.il6_until,
                                  .during = {{input::il6_source, form.il6_source}}});
    };
    add_sessions({.start_week = therapy.start_week,
                  .per_week = therapy.sessions_per_week,
                  .n_session = therapy.sessions,
                  .hour = form.first_hour,
                  .hours = seizure_hours},
                 {{input::seizure_relief, form.relief / seizure_hours}}, seize);
    enrol(therapy.start_week, therapy.sessions / therapy.sessions_per_week, form.contact, "ect");
}

} // namespace euthymia
