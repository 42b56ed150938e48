// SPDX-License-Identifier: Apache-2.0
#include "euthymia/protocol/schedule.hpp"

#include "schedule_writer.hpp"

namespace euthymia {

namespace {

/// The key that an intervention stands under in documents.
struct KeyOf {
    std::string operator()(const Exercise&) const { return "exercise"; }
    std::string operator()(const Attention&) const { return "attention"; }
    std::string operator()(const Care& care) const { return care.kind == "none" ? "untreated" : care.kind; }
    std::string operator()(const Drug& drug) const { return "drug " + drug.name; }
    std::string operator()(const Art& art) const { return art.form; }
    std::string operator()(const Psychotherapy&) const { return "cbt"; }
    std::string operator()(const Electroconvulsion&) const { return "ect"; }
    std::string operator()(const Stress&) const { return "stress"; }
    std::string operator()(const DailyEvents&) const { return "daily_events"; }
    std::string operator()(const Challenge&) const { return "challenge"; }
    std::string operator()(const Clamp&) const { return "clamp"; }
};

} // namespace

const std::vector<std::string>& input::required() {
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

const std::vector<std::string>& input::all() {
    static const std::vector<std::string> inputs = [] {
        auto list = required();
        list.insert(list.end(),
                    {reward_size, art_engagement, dopamine_input, opioid_input, novelty, calm, expression_contact,
                     cbt_session, cbt_sessions, activation_support, engagement_cap, seizure_relief, il6_source,
                     interferon, daily_events, nonspecific_end, nonspecific_ongoing, nonspecific_lasting});
        return list;
    }();
    return inputs;
}

Schedule make_schedule(const Protocol& protocol, const Handbook& handbook, const Capacity& capacity) {
    ScheduleWriter writer(handbook, capacity);
    if (protocol.engagement) writer.limit_engagement(*protocol.engagement);
    for (const Intervention& intervention : protocol.interventions) {
        writer.begin(std::visit(KeyOf{}, intervention));
        std::visit(writer, intervention);
    }
    if (!protocol.contact.empty()) writer.override_contact(protocol.contact);
    if (protocol.is_continuation) writer.keep_those_who_are_well();
    return writer.finish();
}

std::vector<std::string> clamped_variables(const Protocol& protocol) {
    std::vector<std::string> variables;
    for (const Intervention& intervention : protocol.interventions) {
        if (const auto* clamp = std::get_if<Clamp>(&intervention)) variables.push_back(clamp->variable);
    }
    return variables;
}

} // namespace euthymia
