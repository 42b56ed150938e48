// SPDX-License-Identifier: Apache-2.0
#include "schedule_writer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "find_row.hpp"

namespace euthymia {

namespace {

constexpr double rounding = 1e-9;

void shift(Session& session, double hours) {
    session.start += hours;
    session.end += hours;
    for (Phase& phase : session.phases) {
        phase.start += hours;
        phase.end += hours;
    }
    for (Dose& addition : session.additions) addition.time += hours;
}

} // namespace

int count_sessions(double per_week, double weeks) {
    return static_cast<int>(std::floor(weeks * per_week + rounding));
}

void ScheduleWriter::begin(std::string intervention) {
    intervention_ = std::move(intervention);
    ++number_;
}

void ScheduleWriter::add_sessions(const SessionPlan& plan, const std::vector<Setting>& during,
                                  const Complete& complete) {
    need(during);
    const double days_between = 7.0 / plan.per_week;
    for (int k = 0; k < plan.n_session; ++k) {
        const double day = std::floor(k * days_between + rounding);
        const double start = plan.start_week * hours_per_week + day * hours_per_day + plan.hour;
        Session session{.start = start, .end = start + plan.hours, .during = during};
        if (complete) complete(k, session);
        for (const Phase& phase : session.phases) need(phase.during);
        for (const Dose& addition : session.additions) need(Need::Kind::state, addition.into);
        placed_.push_back({std::move(session), number_});
    }
}

void ScheduleWriter::add_change(double time, const std::string& input, double value) {
    need(Need::Kind::input, input);
    schedule_.changes.push_back({time, {input, value}});
}

void ScheduleWriter::add_optional_change(double time, const std::string& input, double value) {
    schedule_.changes.push_back({time, {input, value}, true});
}

void ScheduleWriter::add_dose(double time, const std::string& into, double amount) {
    need(Need::Kind::state, into);
    schedule_.doses.push_back({time, into, amount});
}

void ScheduleWriter::need(Need::Kind kind, const std::string& name) {
    const auto is_same = [&](const Need& other) {
        return other.kind == kind && other.name == name && other.intervention == intervention_;
    };
    if (std::any_of(schedule_.needs.begin(), schedule_.needs.end(), is_same)) return;
    schedule_.needs.push_back({kind, name, intervention_});
}

void ScheduleWriter::need(const std::vector<Setting>& settings) {
    for (const Setting& setting : settings) {
        need(Need::Kind::input, setting.input);
        if (setting.rest) need(Need::Kind::quantity, session_effect);
    }
}

double ScheduleWriter::expectancy_of(const std::string& contact) const {
    double largest = 0.0;
    for (const auto& [kind, expectancy] : handbook_.expectancy) largest = std::max(largest, expectancy);
    const auto found = handbook_.expectancy.find(contact);
    return found == handbook_.expectancy.end() || largest <= 0.0 ? 0.0 : found->second / largest;
}

void ScheduleWriter::enrol(double start_week, double weeks, const std::string& contact, const std::string& adherence) {
    const double start = start_week * hours_per_week;
    const double end = start + weeks * hours_per_week;
    const double points = find_row(handbook_.contact, contact, "kind of contact");
    if (!setup_) setup_ = Setup{.start = start, .end = end};
    setup_->start = std::min(setup_->start, start);
    setup_->end = std::max(setup_->end, end);
    contacts_.push_back({points, end});
    setup_->expectancy = std::max(setup_->expectancy, expectancy_of(contact));
    const auto found = handbook_.adherence.find(adherence);
    if (found != handbook_.adherence.end()) adherence_.insert(*found);
}

void ScheduleWriter::override_contact(const std::string& kind) {
    (void)find_row(handbook_.contact, kind, "contact");
    contact_ = kind;
}

void ScheduleWriter::keep_those_who_are_well() {
    const auto row = handbook_.adherence.find("continuation");
    if (row != handbook_.adherence.end()) most_dropout_ = row->second.dropout_rate;
}

void ScheduleWriter::limit_engagement(double share) {
    intervention_ = "engagement";
    add_change(0.0, input::engagement_cap, share);
}

/// Of two with the same points, the one that ends later.
ScheduleWriter::Contact ScheduleWriter::strongest_contact() const {
    if (contact_) return {handbook_.contact.at(*contact_), setup_->end};
    return *std::ranges::max_element(contacts_, [](const Contact& a, const Contact& b) {
        return std::pair(a.points, a.end) < std::pair(b.points, b.end);
    });
}

/// Of what goes on when the strongest contact has ended, and at least `lasting`.
double ScheduleWriter::points_after(const Contact& strongest, double lasting) const {
    double points = lasting;
    for (const Contact& contact : contacts_) {
        if (contact.end > strongest.end) points = std::max(points, contact.points);
    }
    return std::min(points, strongest.points);
}

/// What would have come by itself.
double ScheduleWriter::lasting_points(const Contact& strongest) const {
    const auto natural = handbook_.contact.find("waitlist");
    if (natural == handbook_.contact.end()) return strongest.points;
    return std::min(strongest.points, std::max(0.0, natural->second));
}

/// That of the setting which most people leave, given what goes on beside it and whether they are well.
std::optional<Adherence> ScheduleWriter::governing_adherence() const {
    std::optional<Adherence> governing;
    for (const auto& [setting, own] : adherence_) {
        double rate = own.dropout_rate;
        for (const auto& [other, beside] : adherence_) {
            if (other != setting) rate *= beside.beside_factor;
        }
        if (governing && rate <= governing->dropout_rate) continue;
        governing = own;
        governing->dropout_rate = rate;
    }
    if (governing) governing->dropout_rate = std::min(governing->dropout_rate, most_dropout_);
    return governing;
}

/// Contact and expectation go with the programme.
void ScheduleWriter::write_setup() {
    if (!setup_) return;
    const Contact strongest = strongest_contact();
    schedule_.expectancy = contact_ ? expectancy_of(*contact_) : setup_->expectancy;
    add_change(setup_->start, input::nonspecific_start, setup_->start);
    add_change(setup_->start, input::nonspecific_points, strongest.points);
    add_optional_change(setup_->start, input::nonspecific_end, strongest.end);
    const double lasting = lasting_points(strongest);
    add_optional_change(setup_->start, input::nonspecific_ongoing, points_after(strongest, lasting));
    add_optional_change(setup_->start, input::nonspecific_lasting, lasting);
    const auto adherence = governing_adherence();
    if (!adherence) return add_optional_change(setup_->start, input::attendance_base, Adherence{}.attendance);
    add_change(setup_->start, input::attendance_base, adherence->attendance);
    add_change(setup_->start, input::dropout_rate, adherence->dropout_rate);
    add_change(setup_->start, input::supervision_effect, adherence->supervision_effect);
    add_change(setup_->end, input::dropout_rate, 0.0);
}

/// Sessions in order; one that another intervention's would fall into begins when that ends.
void ScheduleWriter::place_sessions() {
    const auto by_start = [](const Placed& a, const Placed& b) { return a.session.start < b.session.start; };
    std::stable_sort(placed_.begin(), placed_.end(), by_start);
    for (std::size_t k = 1; k < placed_.size(); ++k) {
        const double late = placed_[k - 1].session.end - placed_[k].session.start;
        if (late <= 0.0) continue;
        if (placed_[k].intervention == placed_[k - 1].intervention) {
            throw InputError({"two sessions overlap", fmt::format("hour {}", placed_[k].session.start),
                              "shorten the sessions, or plan fewer a week"});
        }
        shift(placed_[k].session, late);
        std::stable_sort(placed_.begin() + static_cast<std::ptrdiff_t>(k), placed_.end(), by_start);
    }
    for (Placed& placed : placed_) schedule_.sessions.push_back(std::move(placed.session));
}

Schedule ScheduleWriter::finish() {
    intervention_ = "every programme";
    write_setup();
    place_sessions();
    const auto by_time = [](const auto& a, const auto& b) { return a.time < b.time; };
    std::stable_sort(schedule_.changes.begin(), schedule_.changes.end(), by_time);
    std::stable_sort(schedule_.doses.begin(), schedule_.doses.end(), by_time);
    std::stable_sort(schedule_.holds.begin(), schedule_.holds.end(),
                     [](const Hold& a, const Hold& b) { return a.start < b.start; });
    return std::move(schedule_);
}

} // namespace euthymia
