// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_evidence.hpp"

#include "board_figures.hpp"
#include "euthymia/io/output_directory.hpp"
#include "euthymia/io/write_json.hpp"

namespace euthymia {

namespace {

void add(const Verdict& verdict, EvidenceCount& count) {
    switch (verdict.status) {
    case Verdict::Status::holds:
        ++count.claims_hold;
        break;
    case Verdict::Status::fails:
        ++count.claims_fail;
        break;
    case Verdict::Status::contested:
        ++count.claims_contested;
        break;
    case Verdict::Status::not_run:
        ++count.claims_not_run;
        break;
    }
}

void add(const Comparison& comparison, EvidenceCount& count) {
    const bool is_validation = comparison.published.split == "validation";
    ++(is_validation ? count.validation : count.calibration);
    if (comparison.agrees) ++(is_validation ? count.validation_agree : count.calibration_agree);
}

void write_pictures(OutputDirectory& output, const Evidence& evidence) {
    const auto rows = board_rows(evidence);
    output.write("agreement.svg", agreement_file(evidence, rows));
    if (rows.empty()) return;
    output.write("forest.svg", forest_file(rows));
    output.write("calibration.svg", calibration_file(rows));
}

} // namespace

EvidenceCount count(const Evidence& evidence) {
    EvidenceCount count;
    for (const Verdict& verdict : evidence.verdicts) add(verdict, count);
    for (const TrialResult& trial : evidence.trials) {
        for (const Comparison& comparison : trial.comparisons) add(comparison, count);
    }
    return count;
}

void write_evidence(const std::filesystem::path& directory, const Evidence& evidence, const Provenance& provenance) {
    OutputDirectory output(directory);
    output.write("board.html", evidence_html(evidence, provenance));
    output.write("board.md", evidence_markdown(evidence));
    write_pictures(output, evidence);
    output.write("evidence.json", evidence_json(evidence, provenance));
    const CsvFile summary = evidence_csv(evidence);
    output.write("summary.csv", summary.table);
    output.write("summary.schema.json", summary.schema);
    auto names = output.names();
    names.emplace_back("run.json");
    output.write("run.json", run_json(provenance, names));
    output.publish();
}

} // namespace euthymia
