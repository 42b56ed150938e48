// SPDX-License-Identifier: Apache-2.0
#include "report_sections.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "html.hpp"
#include "measure.hpp"
#include "report_people.hpp"
#include "safety_text.hpp"

namespace euthymia {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string code(const std::string& text) {
    return "<code>" + escape(text) + "</code>";
}

/// The people of one recruitment, without a full stop.
std::string described(const TrialResult& result, const Recruitment& wanted) {
    std::string text =
        fmt::format("mean age {} years, {} % women", shown(wanted.age_mean, 0), shown(100.0 * wanted.female_share, 0));
    if (const auto& baseline = wanted.baseline) {
        text += fmt::format(", {} {} (SD {}) at entry, within {} to {}", escape(label_of(result, baseline->scale)),
                            shown(baseline->mean, 1), shown(baseline->sd, 1), shown_plain(baseline->min),
                            shown_plain(baseline->max));
    } else {
        text += ", nobody screened by a score";
    }
    if (wanted.patient != "candidate") text += fmt::format(" (kind of person: {})", code(wanted.patient));
    if (!wanted.conditions.empty())
        text += fmt::format("; all of them with {}", escape(fmt::format("{}", fmt::join(wanted.conditions, ", "))));
    if (!wanted.background.interventions.empty()) text += ", under the background treatment of the trial";
    if (wanted.lead_in) text += fmt::format("; before, a lead-in of {} weeks", shown_plain(wanted.lead_in->weeks));
    return text;
}

std::string people(const TrialResult& result) {
    std::string text = "The people were drawn to resemble those of the published trial: ";
    if (has_shared_people(result)) text += described(result, result.design.recruitment) + ". ";
    for (const ArmDesign& arm : result.design.arms) {
        if (!arm.recruitment) continue;
        text += fmt::format("Arm {}: {}. ", escape(arm.name), described(result, *arm.recruitment));
    }
    return text + "Whatever else the published people had in common is not in the simulation.";
}

/// A mixed model needs the same people in every arm.
std::string own_fit(const TrialResult& result) {
    if (result.design.analysis != Analysis::mmrm) return {};
    const bool is_replaced = std::ranges::any_of(result.contrasts, [&](const Contrast& row) {
        return is_scale(result, row.measure) && main_analysis(result, row) != Analysis::mmrm;
    });
    return is_replaced ? " Here it could not be fitted." : "";
}

std::string raters(const TrialResult& result) {
    return result.design.is_rater_blinded
               ? "Raters were taken not to know the treatment; a rating has the noise of one rater."
               : fmt::format(
                     "Raters knew the treatment in the published trial. A simulated rating has the noise of one "
                     "rater and, on scales that an observer rates, is kinder where more is expected of the "
                     "arm: by {} points of HAM-D17 in the arm of which most is expected (on other scales in the "
                     "proportion of the raters\u2019 noise).",
                     shown_plain(result.rater_bias));
}

std::string entry(const TrialResult& result) {
    if (result.entry_inflation == 0.0) return {};
    return fmt::format(
        " Raters who decided on entry scored too high then, by {} points of HAM-D17: a part of the change "
        "in every arm is in the rating alone.",
        shown_plain(result.entry_inflation));
}

bool has_art(const TrialDesign& design) {
    const auto is_art = [](const Intervention& item) { return std::holds_alternative<Art>(item); };
    return std::ranges::any_of(
        design.arms, [&](const ArmDesign& arm) { return std::ranges::any_of(arm.protocol.interventions, is_art); });
}

constexpr const char* art_is_a_hypothesis =
    "That art works through the prefrontal cortex on serotonin, and through endorphin on serotonin and dopamine, is a "
    "hypothesis: it was not measured in patients.";

/// What is to be known of the exercise, as a list of its own.
std::string safety_of_exercise(const TrialResult& result) {
    if (result.safety.empty()) return {};
    std::string list = "<li>Prescriptions of exercise, held against contraindications and limits:<ul>\n";
    for (const SafetyFinding& finding : result.safety) list += fmt::format("<li>{}</li>\n", escape(words_of(finding)));
    return list + "</ul></li>\n";
}

std::string failures(const TrialResult& result) {
    if (result.failures.empty()) return "Everybody could be simulated to the end.";
    return fmt::format("{} simulation{} failed and {} left out; they are listed in <code>failures.csv</code>.",
                       result.failures.size(), result.failures.size() == 1 ? "" : "s",
                       result.failures.size() == 1 ? "is" : "are");
}

std::string inputs(const Provenance& provenance) {
    Rows rows;
    for (const InputFile& file : provenance.inputs) rows.push_back({code(file.path), code(file.sha256)});
    return rows.empty() ? "" : html_table("Files this was computed from", {{"File"}, {"SHA-256"}}, rows);
}

std::string warnings(const Provenance& provenance) {
    if (provenance.warnings.empty()) return {};
    std::string list = "<h3>Warnings</h3>\n<ul>\n";
    for (const std::string& warning : provenance.warnings) list += fmt::format("<li>{}</li>\n", escape(warning));
    return list + "</ul>\n";
}

std::string built_from(const Provenance& provenance) {
    const std::string version = "euthymia " + escape(provenance.version);
    return provenance.git_hash.empty() ? version : fmt::format("{}, commit {}", version, code(provenance.git_hash));
}

} // namespace

std::string report_limits(const TrialResult& result, const Provenance& provenance) {
    const std::string items[] = {
        people(result),
        "Some terms act on symptoms directly and not through a system (phenomenological): what time, attention and "
        "expectation do, the same in every arm with the same contact; the stressor; and those of treatments that the "
        "biology tags so, such as the skill that psychotherapy teaches.",
        raters(result) + entry(result),
        "Everybody is analysed in the arm they were allocated to. " + analysis_words(result) + own_fit(result),
        "An interval over simulated people shows how the model\u2019s people differ. It does not show how wrong the "
        "model may be, and it narrows as more people are simulated.",
        report_ensemble_limits(provenance),
        "Agreement with a published number does not show that the mechanism is right: many models can give one number. "
        "Numbers of the model that are marked ASSUMED or calibrated carry the least weight.",
        failures(result)};
    std::string list = "<ul>\n";
    for (const std::string& item : items) list += "<li>" + item + "</li>\n";
    list += safety_of_exercise(result);
    if (has_art(result.design)) list += fmt::format("<li>{}</li>\n", art_is_a_hypothesis);
    return list + "</ul>\n";
}

std::string report_provenance(const Provenance& provenance, const TrialResult* result) {
    Rows rows = {{"Program", built_from(provenance)},
                 {"Command", code(provenance.command_line)},
                 {"Seed", fmt::format("{}", provenance.seed)},
                 {"Solver", fmt::format("{}; relative error wanted {:g}, absolute {:g} of a state's scale",
                                        escape(provenance.solver), provenance.rtol, provenance.atol)},
                 {"Model evaluated by", escape(provenance.back_end)}};
    if (!provenance.started.empty()) {
        rows.push_back({"Started", escape(provenance.started)});
        rows.push_back({"Took", shown(provenance.wall_seconds, 1) + " s"});
        rows.push_back({"Threads", fmt::format("{}; their number does not change the result", provenance.n_thread)});
    }
    if (result != nullptr) {
        rows.push_back({"Simulated people an arm", fmt::format("{}", result->n_pool)});
        rows.push_back({"Replicate trials", fmt::format("{}", result->n_replicate)});
    }
    if (const auto& ensemble = provenance.ensemble) {
        rows.push_back({"Ensemble of calibrated parameters",
                        fmt::format("{}; {} members, as much as {} of equal weight", code(ensemble->path),
                                    ensemble->n_member, shown(ensemble->effective_size, 1))});
        rows.push_back(
            {"Parameters that differ in it", code(fmt::format("{}", fmt::join(ensemble->parameters, ", ")))});
    }
    for (const std::string& arrow : provenance.cuts) rows.push_back({"Arrow that was cut", code(arrow)});
    return html_table("This run", {{"What"}, {"Value"}}, rows) + inputs(provenance) + warnings(provenance);
}

std::string report_safety() {
    std::string list = "<div class=\"safety\"><ul>\n";
    for (const auto statement : safety_statements()) list += fmt::format("<li>{}</li>\n", escape(statement));
    return list + "</ul></div>\n";
}

} // namespace euthymia
