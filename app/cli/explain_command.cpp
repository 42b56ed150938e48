// SPDX-License-Identifier: Apache-2.0
// `euthymia explain`: which system carried the effect of each arm of a trial.
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "commands.hpp"
#include "euthymia/io/read_biology.hpp"
#include "euthymia/io/read_carriers.hpp"
#include "euthymia/io/read_trial.hpp"
#include "euthymia/io/write_explanation.hpp"
#include "euthymia/trial/variants.hpp"
#include "failure_share.hpp"
#include "progress.hpp"
#include "run_record.hpp"
#include "text_table.hpp"

namespace euthymia::cli {

namespace {

struct ExplainArguments {
    std::string file, measure;
    std::optional<double> week;
    int n_pool = 100;
};

/// Without the sign of what rounds to 0.
std::string number(double value, int digits) {
    const double unit = std::pow(10.0, -digits);
    return fmt::format("{:.{}f}", std::abs(value) < unit / 2.0 ? 0.0 : value, digits);
}

std::string interval(const Estimate& estimate, int digits = 2) {
    return fmt::format("[{}, {}]", number(estimate.low, digits), number(estimate.high, digits));
}

std::string percent(const std::optional<Estimate>& share) {
    return share ? number(share->value, 0) + " %" : "-";
}

std::string percent_interval(const std::optional<Estimate>& share) {
    return share ? interval(*share, 0) : "-";
}

std::vector<std::string> row_of(const std::string& name, const Estimate& points, const std::optional<Estimate>& share) {
    return {name, number(points.value, 2), interval(points), percent(share), percent_interval(share)};
}

void print_arm(const ExplainedArm& arm, const std::string& comparator) {
    fmt::print("\n{} against {}: {} {}\n", arm.arm, comparator, number(arm.effect.value, 2), interval(arm.effect));
    std::vector<std::vector<std::string>> rows;
    for (const CarriedPart& part : arm.parts) {
        rows.push_back(row_of(part.carrier, part.points, part.percent));
        rows.back().insert(rows.back().end(), {number(part.blocked.value, 2), interval(part.blocked),
                                               number(part.alone.value, 2), interval(part.alone)});
    }
    rows.push_back(row_of("non-specific", arm.nonspecific, arm.nonspecific_percent));
    rows.back().insert(rows.back().end(), {"", "", "", ""});
    fmt::print("{}",
               text_table({"carried by", "points", "95 %", "share", "95 %", "lost if blocked", "95 %", "alone", "95 %"},
                          rows));
}

void print(const Explanation& explanation, const Provenance& provenance) {
    fmt::print("{} (simulated): what carried the difference in {} in week {}\n", explanation.title, explanation.measure,
               explanation.week);
    for (const ExplainedArm& arm : explanation.arms) print_arm(arm, explanation.comparator);
    fmt::print("\nPoints and shares: mean over all orders of opening (Shapley); non-specific: contact, expectancy and "
               "natural course, with every carrier blocked.\n");
    fmt::print("{} people in every arm and coalition; {} failed; seed {}; {:.0f} s\n", explanation.n_person,
               explanation.failures.size(), explanation.seed, provenance.wall_seconds);
    fmt::print("A simulation for research and teaching, not medical advice.\n");
}

ExplainOptions options_of(const Common& common, const ExplainArguments& arguments) {
    ExplainOptions options{.trial = {}, .measure = arguments.measure, .week = arguments.week};
    options.trial.n_pool = arguments.n_pool;
    options.trial.n_replicate = 1;
    options.trial.seed = common.seed;
    options.trial.n_thread = common.n_thread;
    options.trial.accuracy = accuracy_of(common);
    options.trial.code = code_options();
    return options;
}

FailureShare failure_share(const Explanation& explanation, const std::string& place) {
    FailureShare share{.n_failed = explanation.failures.size(),
                       .n_run = static_cast<std::size_t>(explanation.n_simulated),
                       .people = "simulated people",
                       .first = {},
                       .place = place,
                       .todo = "tighten the tolerance with --rtol"};
    if (explanation.failures.empty()) return share;
    const FailedPerson& first = explanation.failures.front();
    share.first = fmt::format("patient {} in '{}' at hour {}: {}", first.patient, first.arm, first.time, first.reason);
    return share;
}

ExitCode run(const Common& common, const ExplainArguments& arguments) {
    const RunRecord record(common, accuracy_of(common));
    const std::filesystem::path directory = find_biology(common.biology);
    const TrialDesign design = read_trial(arguments.file);
    const auto carriers = read_carriers(directory / "tables/carriers.tsv");
    const Biology biology = cut(read_biology(directory, code_options().cache), common.cuts);
    ProgressBar bar(common.is_quiet);
    const Explanation explanation = explain(design, biology, carriers, options_of(common, arguments), bar.callback());
    auto inputs = biology_files(directory);
    inputs.emplace_back(arguments.file);
    Provenance provenance = record.finish(inputs);
    provenance.back_end = explanation.back_end;
    if (!common.output.empty()) write_explanation(common.output, explanation, provenance);
    if (common.is_json) {
        fmt::print("{}", explanation_json(explanation, provenance));
    } else {
        print(explanation, provenance);
    }
    refuse_too_many_failures(failure_share(explanation, common.output.empty() ? "above" : "in " + common.output),
                             common);
    return ExitCode::ok;
}

} // namespace

void add_explain(CLI::App& app, Common& common, Action& chosen) {
    auto arguments = std::make_shared<ExplainArguments>();
    CLI::App* verb = app.add_subcommand("explain", "Which system carried the effect of each arm of a trial");
    verb->add_option("FILE", arguments->file, "A trial document, schema euthymia/trial/1")->required();
    verb->add_option("--outcome", arguments->measure,
                     "Scale or variable among the trial's outcomes; default: the first");
    verb->add_option("--week", arguments->week, "Week of the outcome, where it has several");
    verb->add_option("--pool", arguments->n_pool, "People, each simulated in every arm with every coalition")
        ->capture_default_str()
        ->check(CLI::Range(10, 1000000));
    add_output_options(*verb, common);
    add_numeric_options(*verb, common);
    add_failure_option(*verb, common);
    add_biology_option(*verb, common);
    add_cut_option(*verb, common);
    verb->callback(
        [&common, &chosen, arguments] { chosen = [&common, arguments] { return run(common, *arguments); }; });
}

} // namespace euthymia::cli
