// SPDX-License-Identifier: Apache-2.0
// `euthymia calibrate`: fits numbers of the science to calibration rows of published trials.
#include <unistd.h>

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "commands.hpp"
#include "euthymia/io/evaluation_file.hpp"
#include "euthymia/io/read_biology.hpp"
#include "euthymia/io/read_calibration.hpp"
#include "euthymia/io/read_claim.hpp"
#include "euthymia/io/read_trial.hpp"
#include "euthymia/io/write_calibration.hpp"
#include "interrupt.hpp"
#include "print_calibration.hpp"
#include "progress.hpp"
#include "run_record.hpp"

namespace euthymia::cli {

namespace {

namespace fs = std::filesystem;

struct CalibrateArguments {
    std::string file;
    bool is_writing_back = false;
    bool has_seed = false;
    std::optional<int> n_pool, n_replicate; ///< instead of the document's
};

/// What the command works on, read.
struct Workplace {
    fs::path biology_directory;
    Biology biology;
    CalibrationDesign design;
    std::vector<FitParameter> parameters;
    std::vector<fs::path> trial_files, claim_files;
    std::vector<TrialDesign> trials;
};

/// A file as named, beside the document, or in a folder of the biology.
fs::path find_file(const std::string& name, const fs::path& document, const fs::path& folder) {
    for (const fs::path& place :
         {fs::path(name), document.parent_path() / name, folder / name, folder / (name + ".yaml")}) {
        if (fs::is_regular_file(place)) return place;
    }
    std::vector<std::string> known;
    for (const fs::path& file : document_files(folder)) known.push_back(file.stem().string());
    throw InputError({fmt::format("there is no document '{}'", name), document.string(),
                      suggest(name, known, fmt::format("name a file, or one of {}", folder.string()))});
}

std::vector<fs::path> find_files(const std::vector<std::string>& names, const fs::path& document,
                                 const fs::path& folder) {
    if (names == std::vector<std::string>{"all"}) return document_files(folder);
    std::vector<fs::path> files;
    for (const std::string& name : names) files.push_back(find_file(name, document, folder));
    return files;
}

/// Names that only the biology can judge carry no line; the file at least is known.
std::vector<FitParameter> numbers_to_fit(const Workplace& work, const std::string& file) try {
    return bind_parameters(work.design, work.biology, read_graded_numbers(work.biology_directory));
} catch (const InputError& error) {
    auto issues = error.issues();
    for (Issue& issue : issues) {
        if (issue.where.starts_with("parameter ")) issue.where = file + ", " + issue.where;
    }
    throw InputError(std::move(issues));
}

/// Before hours of work, not after.
void require_writable(const Workplace& work) {
    for (const FitParameter& parameter : work.parameters) {
        const fs::path file =
            work.biology_directory / (parameter.contact.empty() ? "parameters.tsv" : "tables/contact.tsv");
        if (::access(file.c_str(), W_OK) == 0) continue;
        throw InputError({"--write may not write this file", file.string(),
                          "change its permissions, or name a copy of the biology with --biology"});
    }
}

Workplace read_workplace(const Common& common, const CalibrateArguments& arguments) {
    Workplace work;
    work.design = read_calibration(arguments.file);
    if (arguments.has_seed) work.design.seed = common.seed;
    work.design.n_pool = arguments.n_pool.value_or(work.design.n_pool);
    work.design.n_replicate = arguments.n_replicate.value_or(work.design.n_replicate);
    work.biology_directory = find_biology(common.biology);
    work.biology = read_biology(work.biology_directory, code_options().cache);
    work.parameters = numbers_to_fit(work, arguments.file);
    if (arguments.is_writing_back) require_writable(work);
    work.trial_files = find_files(work.design.trials, arguments.file, work.biology_directory / "trials");
    work.claim_files = find_files(work.design.claims, arguments.file, work.biology_directory / "claims");
    for (const fs::path& file : work.trial_files) work.trials.push_back(read_trial(file));
    return work;
}

TrialOptions trial_options(const Common& common, const CalibrationDesign& design) {
    return {.n_pool = design.n_pool,
            .n_replicate = design.n_replicate,
            .seed = design.seed,
            .n_thread = common.n_thread,
            .accuracy = accuracy_of(common),
            .code = code_options()};
}

/// A directory of an earlier fit is gone on with, one that holds something else is left alone.
fs::path open_directory(const fs::path& directory) {
    const fs::path evaluations = directory / "calibration.jsonl";
    if (fs::exists(directory) && !fs::exists(evaluations) &&
        !(fs::is_directory(directory) && fs::is_empty(directory))) {
        throw InputError({"the place of the results holds something else", directory.string(),
                          "give a new directory with -o, or that of an earlier fit"});
    }
    std::error_code failure;
    fs::create_directories(directory, failure);
    if (failure) throw InputError({failure.message(), directory.string(), "give another directory with -o"});
    return evaluations;
}

void tell(const Common& common, const std::string& words) {
    if (!common.is_quiet) fmt::print(stderr, "{}\n", words);
}

/// Without -o nobody keeps the evaluations.
CalibrationResult fit(const Common& common, const Workplace& work, const TrialOptions& options,
                      const Progress& progress) {
    const Objective objective(work.trials, work.biology, work.parameters, options);
    const FitOptions how{
        .n_evaluation = work.design.n_evaluation, .n_ensemble = work.design.n_ensemble, .seed = work.design.seed};
    if (common.output.empty()) {
        tell(common, fmt::format("without -o nothing is kept: a fit that is stopped begins anew{}",
                                 how.n_ensemble > 0 ? ", and the ensemble is lost" : ""));
        return calibrate(objective, how, {}, progress);
    }
    std::vector<std::string> names;
    for (const FitParameter& parameter : work.parameters) names.push_back(parameter.name);
    EvaluationFile file(
        open_directory(common.output),
        evaluation_key(work.parameters, options, biology_files(work.biology_directory), work.trial_files), names);
    EvaluationLog log{.known = file.known(), .append = [&](const Evaluation& e) { file.append(e); }};
    if (!log.known.empty())
        tell(common, fmt::format("going on from {} evaluations in {}", log.known.size(), common.output));
    try {
        return calibrate(objective, how, std::move(log), progress);
    } catch (const Interrupted&) {
        const char* over_the_bar = isatty(STDERR_FILENO) != 0 ? "\r\033[K" : "";
        fmt::print(stderr, "{}every finished evaluation is kept in {}: the same command goes on from there\n",
                   over_the_bar, common.output);
        throw;
    }
}

/// Calibration rows by replicates of the published size, as `euthymia trial` compares them.
std::vector<Comparison> compare(const Workplace& work, const std::vector<double>& values, const TrialOptions& options,
                                const Progress& progress) {
    const Biology biology = with_values(work.biology, work.parameters, values);
    std::vector<Comparison> comparisons;
    for (const TrialDesign& trial : work.trials) {
        const TrialDesign design = calibration_rows_only(trial);
        if (design.published.empty()) continue;
        const TrialResult result = run_trial(design, biology, options, progress);
        comparisons.insert(comparisons.end(), result.comparisons.begin(), result.comparisons.end());
    }
    return comparisons;
}

std::vector<Verdict> judge_claims(const Common& common, const Workplace& work, const std::vector<double>& values,
                                  const Progress& progress) {
    std::vector<Claim> claims;
    for (const fs::path& file : work.claim_files) claims.push_back(read_claim(file));
    if (claims.empty()) return {};
    return judge(claims, with_values(work.biology, work.parameters, values),
                 {.seed = work.design.seed,
                  .n_thread = common.n_thread,
                  .accuracy = accuracy_of(common),
                  .code = code_options()},
                 progress);
}

CalibrationReport make_report(const Common& common, const Workplace& work) {
    ProgressBar bar(common.is_quiet);
    const TrialOptions options = trial_options(common, work.design);
    CalibrationReport report{.design = work.design, .parameters = work.parameters};
    report.result = fit(common, work, options, bar.callback());
    const std::vector<double>& before = report.result.before.values;
    const std::vector<double>& after = report.result.best.values;
    report.before = compare(work, before, options, bar.callback());
    report.after = compare(work, after, options, bar.callback());
    report.claims_before = judge_claims(common, work, before, bar.callback());
    report.claims_after = judge_claims(common, work, after, bar.callback());
    report.moving = moving_the_untreated(work.biology, work.parameters, "moderate", options);
    return report;
}

void put_back(const Workplace& work, const CalibrationReport& report) {
    std::vector<std::string> targets;
    for (const TargetFit& fit : report.result.targets) targets.push_back(fit.target.row.id);
    const auto files = write_back(work.biology_directory, work.parameters, report.result.best.values, targets);
    for (const fs::path& file : files) fmt::print(stderr, "written: {}\n", file.string());
    fmt::print(stderr, "{}", steps_after_writing(report));
}

ExitCode run(const Common& common, const CalibrateArguments& arguments) {
    const RunRecord record(common, accuracy_of(common));
    const Workplace work = read_workplace(common, arguments);
    const CalibrationReport report = make_report(common, work);
    auto inputs = biology_files(work.biology_directory);
    inputs.emplace_back(arguments.file);
    inputs.insert(inputs.end(), work.trial_files.begin(), work.trial_files.end());
    inputs.insert(inputs.end(), work.claim_files.begin(), work.claim_files.end());
    Provenance provenance = record.finish(inputs);
    provenance.seed = work.design.seed;
    if (!common.output.empty()) write_calibration(common.output, report, provenance);
    if (common.is_json) {
        fmt::print("{}", calibration_json(report, provenance));
    } else {
        print_calibration(report);
    }
    if (arguments.is_writing_back) put_back(work, report);
    return ExitCode::ok;
}

} // namespace

void add_calibrate(CLI::App& app, Common& common, Action& chosen) {
    auto arguments = std::make_shared<CalibrateArguments>();
    CLI::App* verb = app.add_subcommand("calibrate", "Fit numbers of the science to published trials");
    verb->add_option("FILE", arguments->file, "What to fit to what, schema euthymia/calibration/1")->required();
    verb->add_flag("--write", arguments->is_writing_back,
                   "Put the fitted values into parameters.tsv and tables/contact.tsv of the biology");
    verb->add_option("--pool", arguments->n_pool, "Simulated people an arm, instead of the document's 'pool'")
        ->check(CLI::Range(10, 1000000));
    verb->add_option("--replicates", arguments->n_replicate,
                     "Trials of the published size for the agreement that is told, instead of the document's")
        ->check(CLI::Range(1, 100000));
    add_output_options(*verb, common);
    add_numeric_options(*verb, common);
    add_biology_option(*verb, common);
    verb->callback([verb, &common, &chosen, arguments] {
        arguments->has_seed = verb->count("--seed") > 0;
        chosen = [&common, arguments] { return run(common, *arguments); };
    });
}

} // namespace euthymia::cli
