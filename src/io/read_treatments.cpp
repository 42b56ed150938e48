// SPDX-License-Identifier: Apache-2.0
// The tables of treatments. A biology may lack one: then nobody can be given what it tells of.
#include "read_by_name.hpp"
#include "read_tables.hpp"

namespace euthymia {

namespace {

/// What a seizure adds to the state of that name.
const std::vector<std::string> additions{"acth",   "prolactin", "transcription_signal", "ect_plasticity", "ect_vta",
                                         "ect_lc", "ect_gaba"};

ArtForm read_art_form(const TableRow& row) {
    return {.prefrontal = row.number("prefrontal"),
            .dopamine = row.number("dopamine"),
            .opioid = row.number("opioid"),
            .novelty = row.number("novelty"),
            .calm = row.number("calm"),
            .expression = row.number("expression"),
            .contact = row.word("contact"),
            .met = row.number("met"),
            .intensity = row.number("intensity", 0.0),
            .aerobic_share = row.number("aerobic_share"),
            .bdnf_share = row.number("bdnf_share"),
            .sessions_per_piece = static_cast<int>(row.number("sessions_per_piece")),
            .reward = row.number("reward"),
            .minutes = row.number("minutes")};
}

TherapyForm read_therapy_form(const TableRow& row) {
    return {.minutes = row.number("minutes"),
            .session = row.number("cbt_session"),
            .learning = row.number("learning"),
            .reward = row.number("reward"),
            .activation = row.number("activation"),
            .contact = row.word("contact")};
}

SeizureForm read_seizure_form(const TableRow& row) {
    SeizureForm form{.first_hour = row.number("first_hour"),
                     .additions = {},
                     .attenuated = {"acth", "prolactin"},
                     .attenuation = row.number("attenuation"),
                     .attenuation_sessions = static_cast<int>(row.number("attenuation_sessions")),
                     .relief = row.number("seizure_relief"),
                     .il6_source = row.number("il6_source"),
                     .il6_from = row.number("il6_from"),
                     .il6_until = row.number("il6_until"),
                     .contact = row.word("contact")};
    for (const std::string& state : additions) form.additions[state] = row.number(state);
    return form;
}

template <typename Value, typename Read>
std::map<std::string, Value> read_if_there(const std::filesystem::path& file, const std::string& key,
                                           const std::vector<std::string>& columns, const Read& read) {
    if (!std::filesystem::exists(file)) return {};
    return read_by_name<Value>(file, key, columns, read);
}

} // namespace

void read_treatments(const std::filesystem::path& tables, Handbook& handbook) {
    handbook.arts =
        read_if_there<ArtForm>(tables / "art_forms.tsv", "form",
                               {"prefrontal", "dopamine", "opioid", "novelty", "calm", "expression", "contact", "met",
                                "aerobic_share", "bdnf_share", "intensity", "sessions_per_piece", "reward", "minutes"},
                               read_art_form);
    handbook.therapies = read_if_there<TherapyForm>(
        tables / "cbt_sessions.tsv", "form", {"minutes", "cbt_session", "learning", "reward", "activation", "contact"},
        read_therapy_form);
    std::vector<std::string> columns{"first_hour", "seizure_relief", "il6_source",           "il6_from",
                                     "il6_until",  "attenuation",    "attenuation_sessions", "contact"};
    columns.insert(columns.end(), additions.begin(), additions.end());
    handbook.seizures =
        read_if_there<SeizureForm>(tables / "ect_sessions.tsv", "electrodes", columns, read_seizure_form);
}

const std::vector<std::string>& seizure_states() {
    return additions;
}

} // namespace euthymia
