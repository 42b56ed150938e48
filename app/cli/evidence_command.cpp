// SPDX-License-Identifier: Apache-2.0
// `euthymia evidence`: claims and published numbers against the model.
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "commands.hpp"
#include "euthymia/calibration/ensemble.hpp"
#include "euthymia/evidence/judge_over_ensemble.hpp"
#include "euthymia/io/evidence_words.hpp"
#include "euthymia/io/grades.hpp"
#include "euthymia/io/output_directory.hpp"
#include "euthymia/io/read_biology.hpp"
#include "euthymia/io/read_calibration.hpp"
#include "euthymia/io/read_claim.hpp"
#include "euthymia/io/read_trial.hpp"
#include "euthymia/io/write_evidence.hpp"
#include "euthymia/trial/variants.hpp"
#include "progress.hpp"
#include "run_record.hpp"
#include "text_table.hpp"

namespace euthymia::cli {

namespace {

namespace fs = std::filesystem;

struct EvidenceArguments {
    std::vector<std::string> what;
    PoolSize size;
    std::string ensemble; ///< file; empty: none
    bool is_quick = false;
};

struct Documents {
    std::vector<fs::path> claims, trials;
};

/// A file of a trial says so in its schema; every other file is taken to be a claim.
bool is_trial(const fs::path& file) {
    return document_schema(file).starts_with("euthymia/trial/");
}

/// A file as named, or `claims/<name>.yaml` of the biology.
fs::path find_claim(const std::string& name, const fs::path& biology) {
    if (fs::exists(name)) return name;
    const fs::path known = biology / "claims" / (name + ".yaml");
    if (fs::exists(known)) return known;
    std::vector<std::string> names;
    for (const fs::path& file : claim_files(biology / "claims")) names.push_back(file.stem().string());
    throw InputError({fmt::format("there is no claim '{}'", name), (biology / "claims").string(),
                      suggest(name, names, "give the id of a claim, or a file of a claim or a trial")});
}

Documents find_documents(const EvidenceArguments& arguments, const fs::path& biology) {
    if (arguments.what.empty()) return {claim_files(biology / "claims"), document_files(biology / "trials")};
    Documents documents;
    for (const std::string& name : arguments.what) {
        const fs::path file = find_claim(name, biology);
        (is_trial(file) ? documents.trials : documents.claims).push_back(file);
    }
    return documents;
}

/// Faults of all documents at once.
template <typename Read>
void read_all(const std::vector<fs::path>& files, std::vector<Issue>& issues, const Read& read) {
    for (const fs::path& file : files) {
        try {
            read(file);
        } catch (const Error& error) {
            issues.insert(issues.end(), error.issues().begin(), error.issues().end());
        }
    }
}

std::vector<std::vector<std::string>> claim_rows(const Evidence& evidence) {
    std::vector<std::vector<std::string>> rows;
    for (const Verdict& verdict : evidence.verdicts) {
        const auto n_hold = std::ranges::count_if(verdict.checks, &CheckResult::holds);
        const std::string shown =
            verdict.model.empty() ? verdict.shown : fmt::format("{}; {}", verdict.model, verdict.shown);
        constexpr std::size_t widest = 110;
        rows.push_back({verdict.id, status_name(verdict.status), fmt::format("{}/{}", n_hold, verdict.checks.size()),
                        shown.size() > widest ? shown.substr(0, widest - 3) + "..." : shown});
        if (verdict.over_ensemble) rows.back().insert(rows.back().begin() + 3, words_of(*verdict.over_ensemble));
    }
    return rows;
}

void print_targets(const Evidence& evidence) {
    std::vector<std::vector<std::string>> rows;
    for (const TrialResult& trial : evidence.trials) {
        for (const Comparison& row : trial.comparisons) {
            rows.push_back({row.published.id, row.published.split, row.published.arm, row.published.statistic,
                            fmt::format("{:.2f}", row.published.value), fmt::format("{:.2f}", row.simulated),
                            yes_or_no(row.agrees)});
            if (row.over_ensemble)
                rows.back().push_back(fmt::format("[{:.2f}, {:.2f}]", row.over_ensemble->low, row.over_ensemble->high));
        }
    }
    if (rows.empty()) return;
    std::vector<std::string> heads{"row", "split", "arm", "statistic", "published", "simulated", "agrees"};
    if (rows.front().size() > heads.size()) heads.push_back("95 % of the ensemble");
    fmt::print("\n{}", text_table(heads, rows));
}

/// One claim alone: every check on a line of its own.
void print_details(const Claim& claim, const Verdict& verdict) {
    fmt::print("{}: {}\n{}{}\n", claim.id, claim.statement, status_name(verdict.status),
               verdict.model.empty() ? "" : "; the model " + verdict.model);
    for (const CheckResult& check : verdict.checks) fmt::print("  {:3} {}\n", yes_or_no(check.holds), check.shown);
    if (verdict.checks.empty()) fmt::print("  {}\n", verdict.shown);
    if (verdict.over_ensemble) fmt::print("  the same under {} of the ensemble\n", words_of(*verdict.over_ensemble));
    for (const Voice& voice : claim.agrees) fmt::print("  agrees: {}: {}\n", voice.source, voice.says);
    for (const Voice& voice : claim.disagrees) fmt::print("  disagrees: {}: {}\n", voice.source, voice.says);
}

void print(const Evidence& evidence) {
    if (evidence.claims.size() == 1) {
        print_details(evidence.claims.front(), evidence.verdicts.front());
    } else if (!evidence.claims.empty()) {
        std::vector<std::string> heads{"claim", "status", "checks", "shown"};
        if (evidence.verdicts.front().over_ensemble) heads.insert(heads.begin() + 3, "same in the ensemble");
        fmt::print("{}", text_table(heads, claim_rows(evidence)));
    }
    print_targets(evidence);
    fmt::print("\n{}\n", brief_words_of(count(evidence)));
    fmt::print("A simulation for research and teaching, not medical advice.\n");
}

TrialOptions trial_options(const Common& common, const EvidenceArguments& arguments) {
    constexpr int quick_replicates = 100;
    const int n_replicate = arguments.size.n_replicate;
    return {.n_pool = arguments.size.n_pool,
            .n_replicate = arguments.is_quick ? std::min(n_replicate, quick_replicates) : n_replicate,
            .seed = common.seed,
            .n_thread = common.n_thread,
            .accuracy = accuracy_of(common),
            .code = code_options(),
            .is_terse = true};
}

/// Where people are seen for days, more of them cost little.
TrialOptions options_for(const TrialDesign& design, TrialOptions options) {
    constexpr int wider = 2;
    constexpr double fifteen_days = 15 * 24.0; // a visit of week 2 is on the morning of the fifteenth
    if (visit_times(design).back() <= fifteen_days) options.n_pool *= wider;
    return options;
}

Evidence gather(const Common& common, const EvidenceArguments& arguments, const Documents& documents,
                const Biology& biology, const Ensemble& ensemble) {
    Evidence evidence;
    std::vector<TrialDesign> designs;
    std::vector<Issue> issues;
    read_all(documents.claims, issues, [&](const fs::path& file) { evidence.claims.push_back(read_claim(file)); });
    read_all(documents.trials, issues, [&](const fs::path& file) { designs.push_back(read_trial(file)); });
    if (!issues.empty()) throw InputError(std::move(issues));
    ProgressBar bar(common.is_quiet);
    evidence.verdicts = judge_over_ensemble(
        evidence.claims, biology, ensemble,
        {.seed = common.seed, .n_thread = common.n_thread, .accuracy = accuracy_of(common), .code = code_options()},
        bar.callback());
    const TrialOptions options = trial_options(common, arguments);
    for (const TrialDesign& design : designs) {
        evidence.trials.push_back(
            run_over_ensemble(design, biology, ensemble, options_for(design, options), bar.callback()));
    }
    return evidence;
}

/// Trials need no more than raters and laboratories see.
Common hurried(Common common) {
    constexpr double quick_rtol = 1e-3;
    if (common.rtol == Common{}.rtol) common.rtol = quick_rtol;
    return common;
}

ExitCode run(const Common& asked, const EvidenceArguments& arguments) {
    if (!asked.output.empty()) require_replaceable(asked.output);
    const Common common = arguments.is_quick ? hurried(asked) : asked;
    const RunRecord record(common, accuracy_of(common));
    const fs::path directory = find_biology(common.biology);
    const Documents documents = find_documents(arguments, directory);
    const Biology biology = cut(read_biology(directory, code_options().cache), common.cuts);
    const Ensemble ensemble = arguments.ensemble.empty() ? Ensemble{} : read_ensemble(arguments.ensemble);
    const Evidence evidence = gather(common, arguments, documents, biology, ensemble);
    auto inputs = biology_files(directory);
    inputs.insert(inputs.end(), documents.claims.begin(), documents.claims.end());
    inputs.insert(inputs.end(), documents.trials.begin(), documents.trials.end());
    if (!arguments.ensemble.empty()) inputs.emplace_back(arguments.ensemble);
    Provenance provenance = record.finish(inputs);
    provenance.ensemble = record_of(ensemble, arguments.ensemble);
    provenance.grades = count_grades(read_parameters(directory / "parameters.tsv"));
    if (!common.output.empty()) write_evidence(common.output, evidence, provenance);
    if (common.is_json) {
        fmt::print("{}", evidence_json(evidence, provenance));
    } else {
        print(evidence);
    }
    const EvidenceCount n = count(evidence);
    return n.claims_fail + n.claims_not_run > 0 ? ExitCode::criterion_failed : ExitCode::ok;
}

} // namespace

void add_evidence(CLI::App& app, Common& common, Action& chosen) {
    auto arguments = std::make_shared<EvidenceArguments>();
    CLI::App* verb = app.add_subcommand("evidence", "Claims and published numbers against the model");
    verb->add_option("CLAIM", arguments->what,
                     "Ids of claims, or files of claims or trials; default: all claims and trials of the biology");
    add_pool_options(*verb, arguments->size);
    verb->add_flag("--quick", arguments->is_quick,
                   "At most 100 replicates and a relative error of 1e-3, unless --rtol asks for more than that");
    verb->add_option(
        "--ensemble", arguments->ensemble,
        "Vectors of fitted numbers that `euthymia calibrate` kept: simulated numbers carry an interval over them");
    add_output_options(*verb, common);
    add_numeric_options(*verb, common);
    add_biology_option(*verb, common);
    add_cut_option(*verb, common);
    verb->callback(
        [&common, &chosen, arguments] { chosen = [&common, arguments] { return run(common, *arguments); }; });
}

} // namespace euthymia::cli
