// SPDX-License-Identifier: Apache-2.0
#include "course.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "known_drug.hpp"

namespace euthymia {

namespace {

constexpr double hours_per_week = 168.0;
const std::string usual_care = "usual_care";

/// The same, begun `weeks` later.
Intervention shifted(Intervention intervention, double weeks) {
    std::visit([&](auto& what) { what.start_week += weeks; }, intervention);
    return intervention;
}

/// From `start_week` on for `weeks`, where it is something that lasts.
Intervention laid(Intervention intervention, double start_week, double weeks) {
    std::visit(
        [&](auto& what) {
            what.start_week = start_week;
            if constexpr (requires { what.weeks; }) what.weeks = weeks;
        },
        intervention);
    return intervention;
}

bool is_care(const Intervention& intervention) {
    return std::holds_alternative<Care>(intervention);
}

template <typename Row>
void append(std::vector<Row>& rows, const std::vector<Row>& more, double Row::*time) {
    rows.insert(rows.end(), more.begin(), more.end());
    std::stable_sort(rows.begin(), rows.end(), [time](const Row& a, const Row& b) { return a.*time < b.*time; });
}

Schedule together(Schedule one, const Schedule& other) {
    append(one.changes, other.changes, &Change::time);
    append(one.doses, other.doses, &Dose::time);
    append(one.sessions, other.sessions, &Session::start);
    append(one.holds, other.holds, &Hold::start);
    one.needs.insert(one.needs.end(), other.needs.begin(), other.needs.end());
    return one;
}

/// What a treatment does, without what it is to be enrolled for it.
Schedule without_enrolment(Schedule schedule) {
    static const std::vector<std::string> inputs{
        input::nonspecific_points,  input::nonspecific_start, input::nonspecific_end, input::nonspecific_lasting,
        input::nonspecific_ongoing, input::attendance_base,   input::dropout_rate,    input::supervision_effect};
    std::erase_if(schedule.changes, [&](const Change& change) {
        return std::ranges::find(inputs, change.setting.input) != inputs.end();
    });
    return schedule;
}

} // namespace

Schedule since(Schedule schedule, double time) {
    std::map<std::string, Change> last;
    std::erase_if(schedule.changes, [&](const Change& change) {
        if (change.time >= time) return false;
        last.insert_or_assign(change.setting.input, change);
        return true;
    });
    std::vector<Change> changes;
    for (auto& [input, change] : last) {
        change.time = time;
        changes.push_back(change);
    }
    schedule.changes.insert(schedule.changes.begin(), changes.begin(), changes.end());
    return schedule;
}

Course::Course(const Recruitment& recruitment, double end, const Handbook& handbook)
    : handbook_(handbook)
    , lead_in_(recruitment.lead_in) {
    const double lead_in_weeks = lead_in_ ? lead_in_->weeks : 0.0;
    const double weeks_after = std::ceil(end / hours_per_week);
    for (const Intervention& intervention : recruitment.background.interventions) {
        if (is_care(intervention)) {
            care_.interventions.push_back(laid(intervention, -lead_in_weeks, lead_in_weeks + weeks_after));
        } else {
            const double before = lead_in_weeks + recruitment.background_weeks;
            steady_.interventions.push_back(laid(intervention, -before, before + weeks_after));
        }
    }
    const bool needs_care = !steady_.interventions.empty() && care_.interventions.empty();
    if (needs_care && handbook.contact.contains(usual_care)) {
        care_.interventions.push_back(
            Care{.kind = usual_care, .weeks = lead_in_weeks + weeks_after, .start_week = -lead_in_weeks});
    }
    screening_ = -lead_in_weeks * hours_per_week;
    begin_ = screening_ - (steady_.interventions.empty() ? 0.0 : recruitment.background_weeks * hours_per_week);
}

Schedule Course::before_screening(const Capacity& capacity) const {
    Schedule schedule = without_enrolment(make_schedule(steady_, handbook_, capacity));
    schedule.is_voluntary = false;
    return schedule;
}

/// `protocol` with what goes on beside it.
Schedule Course::on_background(Protocol protocol, const Capacity& capacity) const {
    auto& all = protocol.interventions;
    all.insert(all.end(), care_.interventions.begin(), care_.interventions.end());
    Schedule schedule = make_schedule(protocol, handbook_, capacity);
    if (steady_.interventions.empty()) return schedule;
    return together(std::move(schedule), without_enrolment(make_schedule(steady_, handbook_, capacity)));
}

Schedule Course::through_lead_in(const Capacity& capacity) const {
    Protocol protocol = with_known_drugs(lead_in_->protocol, handbook_);
    for (Intervention& intervention : protocol.interventions) intervention = shifted(intervention, -lead_in_->weeks);
    return since(on_background(std::move(protocol), capacity), screening_);
}

Schedule Course::through_arm(const Protocol& arm, const Capacity& capacity) const {
    Protocol protocol = arm;
    if (lead_in_) {
        const Protocol& before = lead_in_->protocol;
        for (const Intervention& intervention : before.interventions) {
            protocol.interventions.push_back(shifted(intervention, -lead_in_->weeks));
        }
        if (!protocol.engagement) protocol.engagement = before.engagement;
        if (protocol.contact.empty()) protocol.contact = before.contact;
        protocol.is_continuation = lead_in_->takes_the_well();
    }
    return since(on_background(std::move(protocol), capacity), 0.0);
}

} // namespace euthymia
