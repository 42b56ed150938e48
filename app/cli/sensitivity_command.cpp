// SPDX-License-Identifier: Apache-2.0
// `euthymia sensitivity`: which parameters an outcome depends on.
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "commands.hpp"
#include "euthymia/io/read_biology.hpp"
#include "euthymia/io/read_patient.hpp"
#include "euthymia/io/read_protocol.hpp"
#include "euthymia/io/read_sensitivity.hpp"
#include "euthymia/io/read_trial.hpp"
#include "euthymia/io/write_sensitivity.hpp"
#include "euthymia/trial/variants.hpp"
#include "progress.hpp"
#include "run_record.hpp"
#include "text_table.hpp"

namespace euthymia::cli {

namespace {

namespace fs = std::filesystem;

/// Where a study's other documents are found, and what it reads.
struct Library {
    fs::path document, biology;
    std::vector<fs::path> inputs = {};

    /// A file beside the document, or from here, or `<folder>/<name>.yaml` of the biology.
    fs::path find(const std::string& name, const std::string& folder) {
        const fs::path candidates[] = {document.parent_path() / name, fs::path(name),
                                       biology / folder / (name + ".yaml")};
        for (const fs::path& candidate : candidates) {
            if (fs::is_regular_file(candidate)) return inputs.emplace_back(candidate);
        }
        std::vector<std::string> known;
        for (const auto& entry : fs::directory_iterator(biology / folder))
            known.push_back(entry.path().stem().string());
        throw InputError({fmt::format("there is no '{}' in {}", name, folder), document.string(),
                          suggest(name, known, "give a file, or the name of a document of the biology")});
    }
};

TrialOptions options_of(const Common& common, const SensitivityDocument& document) {
    TrialOptions options;
    options.n_pool = document.n_pool;
    options.n_replicate = 1;
    options.seed = common.seed;
    options.n_thread = common.n_thread;
    options.accuracy = accuracy_of(common);
    options.code = code_options();
    return options;
}

/// A study with everything it names read.
class Study {
  public:
    /// @param seed  As asked for on the command line.
    Study(const Common& common, std::optional<std::uint64_t> seed, const Biology& biology, Library& library)
        : biology_(biology)
        , document_(read_sensitivity(library.document)) {
        document_.trial.empty() ? read_person(library) : read_trial_question(library);
        const auto rows = read_parameters(library.biology / "parameters.tsv");
        report_.title = document_.title;
        report_.measure = document_.measure;
        report_.week = document_.week;
        report_.plan = {.parameters = chosen_parameters(document_, rows, biology_, person_.patient),
                        .n_trajectory = document_.n_trajectory,
                        .n_sample = document_.n_sample,
                        .most_important = document_.most_important,
                        .seed = seed.value_or(document_.seed.value_or(common.seed))};
        options_ = options_of(common, document_);
        options_.seed = report_.plan.seed;
    }

    [[nodiscard]] SensitivityReport run(const Progress& progress) {
        const auto& parameters = report_.plan.parameters;
        const Response response = document_.trial.empty()
                                      ? person_response(person_, biology_, parameters, options_, progress)
                                      : trial_response(trial_, biology_, parameters, options_, progress);
        report_.found = analyse_sensitivity(report_.plan, response);
        return report_;
    }

  private:
    void read_person(Library& library) {
        person_.patient = read_patient(library.find(document_.patient, "patients"), biology_.names);
        person_.protocol = read_protocol(library.find(document_.protocol, "protocols"));
        if (!document_.versus.empty()) person_.versus = read_protocol(library.find(document_.versus, "protocols"));
        person_.measure = document_.measure;
        person_.week = document_.week;
        report_.of = fmt::format("{}; {}", person_.patient.title, person_.protocol.name);
        report_.versus = person_.versus ? person_.versus->name : "";
    }

    void read_trial_question(Library& library) {
        trial_ = {.design = read_trial(library.find(document_.trial, "trials")),
                  .arm = document_.arm,
                  .versus = document_.versus_arm,
                  .measure = document_.measure,
                  .week = document_.week};
        const auto patient = biology_.patients.find(trial_.design.recruitment.patient);
        if (patient != biology_.patients.end()) person_.patient = patient->second;
        report_.of = fmt::format("{}; {}", trial_.design.title, document_.arm);
        report_.versus = document_.versus_arm;
    }

    const Biology& biology_;
    SensitivityDocument document_;
    PersonQuestion person_;
    TrialQuestion trial_;
    TrialOptions options_;
    SensitivityReport report_;
};

std::string estimate(const Estimate& value) {
    return fmt::format("{:.3f} [{:.3f}, {:.3f}]", value.value, value.low, value.high);
}

void print_effects(const SensitivityReport& report) {
    const auto& effects = report.found.effects;
    std::vector<std::size_t> order(effects.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t k) { return effects[k].mean_size.value; });
    std::vector<std::vector<std::string>> rows;
    for (const std::size_t k : order) {
        const UncertainParameter& parameter = report.plan.parameters[k];
        rows.push_back({parameter.id, fmt::format("{:.4g}", parameter.low), fmt::format("{:.4g}", parameter.high),
                        fmt::format("{:.3f}", effects[k].mean), estimate(effects[k].mean_size),
                        fmt::format("{:.3f}", effects[k].sd)});
    }
    fmt::print("\nElementary effects over the whole range (Morris)\n{}",
               text_table({"parameter", "low", "high", "mu", "mu* and 95 %", "sigma"}, rows));
}

void print_shares(const SensitivityReport& report) {
    const Sensitivity& found = report.found;
    std::vector<std::vector<std::string>> rows;
    for (std::size_t k = 0; k < found.decomposed.size(); ++k) {
        const VarianceShares& shares = found.variance.inputs[k];
        rows.push_back(
            {report.plan.parameters[found.decomposed[k]].id, estimate(shares.first), estimate(shares.total)});
    }
    fmt::print("\nShares of the variance {:.4g} of the outcome, mean {:.4g} (Sobol)\n{}", found.variance.variance,
               found.variance.mean, text_table({"parameter", "alone and 95 %", "with interactions and 95 %"}, rows));
}

void print(const SensitivityReport& report, const Provenance& provenance) {
    fmt::print("{} (simulated)\n{}{}: {} in week {}\n", report.title, report.of,
               report.versus.empty() ? "" : " against " + report.versus, report.measure, report.week);
    if (!report.found.effects.empty()) print_effects(report);
    if (!report.found.decomposed.empty()) print_shares(report);
    fmt::print("\n{} runs, {} failed; seed {}; {:.0f} s\n", report.found.n_evaluation, report.found.n_failed,
               report.plan.seed, provenance.wall_seconds);
    fmt::print("A simulation for research and teaching, not medical advice.\n");
}

ExitCode run(const Common& common, const std::string& file, bool is_seeded) {
    const RunRecord record(common, accuracy_of(common));
    Library library{.document = file, .biology = find_biology(common.biology)};
    const Biology biology = cut(read_biology(library.biology, code_options().cache), common.cuts);
    Study study(common, is_seeded ? std::optional(common.seed) : std::nullopt, biology, library);
    ProgressBar bar(common.is_quiet);
    const SensitivityReport report = study.run(bar.callback());
    auto inputs = biology_files(library.biology);
    inputs.emplace_back(file);
    inputs.insert(inputs.end(), library.inputs.begin(), library.inputs.end());
    Provenance provenance = record.finish(inputs);
    provenance.seed = report.plan.seed;
    if (!common.output.empty()) write_sensitivity(common.output, report, provenance);
    if (common.is_json) {
        fmt::print("{}", sensitivity_json(report, provenance));
    } else {
        print(report, provenance);
    }
    return ExitCode::ok;
}

} // namespace

void add_sensitivity(CLI::App& app, Common& common, Action& chosen) {
    auto file = std::make_shared<std::string>();
    CLI::App* verb = app.add_subcommand("sensitivity", "Which parameters an outcome depends on: Morris and Sobol");
    verb->add_option("FILE", *file, "A document, schema euthymia/sensitivity/1")->required();
    add_output_options(*verb, common);
    add_numeric_options(*verb, common);
    add_biology_option(*verb, common);
    add_cut_option(*verb, common);
    verb->callback([&common, &chosen, file, verb] {
        chosen = [&common, file, verb] { return run(common, *file, verb->count("--seed") > 0); };
    });
}

} // namespace euthymia::cli
