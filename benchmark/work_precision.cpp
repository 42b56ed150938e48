// SPDX-License-Identifier: Apache-2.0
// How many times faster is the engine than CVODE with KLU, at the same measured error?
#include <filesystem>

#include "baseline.hpp"
#include "case.hpp"
#include "lanes.hpp"
#include "match.hpp"
#include "native_model.hpp"
#include "program.hpp"
#include "reference.hpp"
#include "results.hpp"

namespace euthymia::benchmark {

namespace {

struct Options {
    std::filesystem::path root = EUTHYMIA_ROOT;
    std::filesystem::path build = EUTHYMIA_BUILD;
    std::filesystem::path results = EUTHYMIA_ROOT "/benchmark/results";
    std::vector<std::string> cases;
    std::vector<double> errors{2e-6, 4e-9};
    int n_patient = 128;
    MatchOptions match;
    bool is_export = false; ///< and nothing else
    bool is_quiet = false;
};

void tell(const Options& options, const std::string& line) {
    if (!options.is_quiet) fmt::print(stderr, "{}\n", line);
}

std::unique_ptr<Baseline> baseline_of(const Options& options, const Case& problem) {
    return std::make_unique<Baseline>(problem, "CVODE-KLU", [&options, &problem](const CompileOptions& wanted) {
        return compile_natively(problem.equations, wanted, options.build / "code");
    });
}

void export_all(const Options& options, const std::string& name) {
    const Case problem = read_case(options.root, name, options.n_patient);
    tell(options, fmt::format("{}: reference", name));
    export_case(problem, options.build / name);
    export_reference(problem, reference_of(problem, *baseline_of(options, problem), options.build),
                     options.build / name);
}

nlohmann::json run_case(const Options& options, const std::string& name) {
    const Case problem = read_case(options.root, name, options.n_patient);
    tell(options, fmt::format("{}: reference", name));
    auto baseline = baseline_of(options, problem);
    const std::vector<double> reference = reference_of(problem, *baseline, options.build);
    const double own_error = reference_error(problem, *baseline, reference);

    std::vector<std::unique_ptr<Contestant>> contestants;
    contestants.push_back(std::move(baseline));
    contestants.push_back(std::make_unique<Lanes>(problem, "Rodas5P in lanes", Method::rodas5p));
    const auto judge = [&](const std::vector<double>& values) { return measure(problem, reference, values); };
    const Match match = play(judge, options.n_patient, contestants, options.errors, options.match,
                             [&](const std::string& line) { tell(options, line); });
    return to_json(problem, match, own_error);
}

void run_all(const Options& options) {
    std::vector<nlohmann::json> results;
    for (const std::string& name : options.cases.empty() ? case_names(options.root) : options.cases) {
        if (options.is_export) {
            export_all(options, name);
            continue;
        }
        results.push_back(run_case(options, name));
        print(results.back());
        write_result(results.back(), options.results, "work_precision-" + name);
    }
    if (results.size() > 1) print_summary(results);
}

int main_of(int n_argument, char** arguments) {
    Options options;
    CLI::App app("How many times faster is the engine than CVODE with KLU, at the same measured error?");
    app.add_option("cases", options.cases, "names of benchmark/cases.tsv; default: all");
    app.add_option("--patients", options.n_patient, "size of the population")->capture_default_str();
    app.add_option("--errors", options.errors, "rms errors to compare at")->delimiter(',')->capture_default_str();
    app.add_option("--scan", options.match.n_scan, "patients in the scan over tolerances")->capture_default_str();
    app.add_option("--repeat", options.match.n_repeat, "repetitions, contestants taking turns")->capture_default_str();
    app.add_option("--results", options.results, "where the JSON files go");
    app.add_flag("--export", options.is_export, "only write population and reference for benchmark/others.py");
    app.add_flag("-q,--quiet", options.is_quiet, "print the result only");
    return run_program(app, n_argument, arguments, [&] { run_all(options); });
}

} // namespace

} // namespace euthymia::benchmark

int main(int n_argument, char** arguments) {
    return euthymia::benchmark::main_of(n_argument, arguments);
}
