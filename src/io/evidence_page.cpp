// SPDX-License-Identifier: Apache-2.0
// Evidence as a page, in Markdown and in HTML.
#include <fmt/format.h>

#include "euthymia/io/write_evidence.hpp"
#include "html.hpp"
#include "report_sections.hpp"
#include "safety_text.hpp"

namespace euthymia {

namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr const char* title = "The model against the evidence";

std::string words_of(const EvidenceCount& count) {
    return fmt::format("{} claims hold, {} fail, {} are contested, {} could not be run; of published numbers {} of {} "
                       "used for calibration and {} of {} kept for validation agree.",
                       count.claims_hold, count.claims_fail, count.claims_contested, count.claims_not_run,
                       count.calibration_agree, count.calibration, count.validation_agree, count.validation);
}

std::string voices(const std::vector<Voice>& list) {
    std::string text;
    for (const Voice& voice : list) text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", voice.source, voice.says);
    return text;
}

std::string finding(const Verdict& verdict) {
    return verdict.model.empty() ? verdict.shown : fmt::format("the model {}: {}", verdict.model, verdict.shown);
}

/// Cells of the table of claims, plain text.
Rows claim_rows(const Evidence& evidence) {
    Rows rows;
    for (std::size_t k = 0; k < evidence.claims.size(); ++k) {
        const Claim& claim = evidence.claims[k];
        const Verdict& verdict = evidence.verdicts[k];
        rows.push_back({claim.id, status_name(verdict.status), claim.statement, finding(verdict), voices(claim.agrees),
                        voices(claim.disagrees)});
    }
    return rows;
}

Rows target_rows(const Evidence& evidence) {
    Rows rows;
    for (const TrialResult& trial : evidence.trials) {
        for (const Comparison& comparison : trial.comparisons) {
            const PublishedRow& row = comparison.published;
            rows.push_back(
                {row.id, row.split, trial.design.title, row.arm, row.statistic, shown_plain(row.week),
                 fmt::format("{:.2f}", row.value),
                 fmt::format("{:.2f} [{:.2f}, {:.2f}]", comparison.simulated, comparison.low, comparison.high),
                 comparison.agrees ? "yes" : "no"});
        }
    }
    return rows;
}

const std::vector<std::string> claim_heads{"Claim",    "Status",     "What is claimed", "What the model shows",
                                           "Agreeing", "Disagreeing"};
const std::vector<std::string> target_heads{"Row",  "Used for",  "Trial",     "Arm",   "Statistic",
                                            "Week", "Published", "Simulated", "Agrees"};

std::string without_bars(std::string cell) {
    for (std::size_t at = cell.find('|'); at != std::string::npos; at = cell.find('|', at + 2)) cell.insert(at, "\\");
    return cell;
}

std::string markdown_row(const std::vector<std::string>& cells) {
    std::string line = "|";
    for (const std::string& cell : cells) line += " " + without_bars(cell) + " |";
    return line + "\n";
}

std::string markdown_table(const std::vector<std::string>& heads, const Rows& rows) {
    if (rows.empty()) return {};
    std::string text = markdown_row(heads) + markdown_row(std::vector<std::string>(heads.size(), "---"));
    for (const auto& row : rows) text += markdown_row(row);
    return text + "\n";
}

std::string html_rows(const std::string& caption, const std::vector<std::string>& heads, Rows rows) {
    if (rows.empty()) return {};
    std::vector<HtmlColumn> columns;
    for (const std::string& head : heads) columns.push_back({head});
    for (auto& row : rows) {
        for (std::string& cell : row) cell = escape(cell);
    }
    return html_table(caption, columns, rows, "cards");
}

} // namespace

std::string evidence_markdown(const Evidence& evidence) {
    return fmt::format("# {}\n\n{}\n\n", title, words_of(count(evidence))) +
           markdown_table(claim_heads, claim_rows(evidence)) + markdown_table(target_heads, target_rows(evidence)) +
           std::string(safety_text()) + "\n";
}

std::string evidence_html(const Evidence& evidence, const Provenance& provenance) {
    const std::string claims = html_rows("Claims", claim_heads, claim_rows(evidence));
    const std::string targets = html_rows("Published numbers", target_heads, target_rows(evidence));
    const std::string run =
        html_paragraph(fmt::format("euthymia {}, seed {}; <code>{}</code>; {}", escape(provenance.version),
                                   provenance.seed, escape(provenance.command_line), escape(provenance.started)));
    return fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{}</style>\n"
                       "</head>\n<body>\n<header>\n<p class=\"badge\">Simulated</p>\n<h1>{}</h1>\n"
                       "<p class=\"lead\">{}</p>\n</header>\n<main>\n",
                       title, report_style(), title, words_of(count(evidence))) +
           html_section("claims", "Claims", claims) +
           (targets.empty() ? "" : html_section("targets", "Published numbers", targets)) +
           html_section("safety", "Use with care", report_safety()) +
           html_section("provenance", "Where this comes from", run) + "</main>\n</body>\n</html>\n";
}

} // namespace euthymia
