// SPDX-License-Identifier: Apache-2.0
// How many times faster is the engine than CVODE with KLU, at the same measured error?
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "baseline.hpp"
#include "case.hpp"
#include "deviation.hpp"
#include "lanes.hpp"
#include "match.hpp"
#include "native_model.hpp"
#include "reference.hpp"

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
    bool is_export = false;
    bool is_quiet = false;
};

double median(std::vector<double> values) {
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

/// Time of the first by that of the second, repetition by repetition.
std::vector<double> ratios(const Score& slow, const Score& fast) {
    std::vector<double> all;
    for (std::size_t k = 0; k < std::min(slow.seconds.size(), fast.seconds.size()); ++k) {
        all.push_back(slow.seconds[k] / fast.seconds[k]);
    }
    return all;
}

std::string processor() {
    std::ifstream stream("/proc/cpuinfo");
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    }
    return "unknown";
}

nlohmann::json to_json(const Point& point) {
    return {{"rtol", point.tolerance.rtol},
            {"atol", point.tolerance.atol},
            {"error", point.error},
            {"ms", 1e3 * point.seconds}};
}

nlohmann::json to_json(const Score& score, const Score& baseline) {
    nlohmann::json row{{"contestant", score.contestant}, {"error", score.error}, {"is_reached", false}};
    if (score.seconds.empty()) return row;
    row["is_reached"] = true;
    row["ms"] = 1e3 * median(score.seconds);
    row["ms_least"] = 1e3 * std::ranges::min(score.seconds);
    row["ms_most"] = 1e3 * std::ranges::max(score.seconds);
    row["wall_by_processor_time"] = median(score.wall_share);
    row["loose"] = to_json(score.measured.loose);
    row["tight"] = to_json(score.measured.tight);
    row["worst_patient_error"] = score.worst;
    row["failed"] = score.n_failed;
    if (const auto all = ratios(baseline, score); !all.empty()) {
        row["ratio"] = median(all);
        row["ratio_least"] = std::ranges::min(all);
        row["ratio_most"] = std::ranges::max(all);
    }
    return row;
}

nlohmann::json to_json(const Case& problem, const Match& match) {
    nlohmann::json out{{"case", problem.name},
                       {"states", problem.states.size()},
                       {"patients", problem.population.size()},
                       {"discontinuities", problem.schedule.size()},
                       {"events", problem.equations.events.size()},
                       {"processor", processor()}};
    for (const auto& [name, points] : match.scans) {
        for (const Point& point : points) out["scan"][name].push_back(to_json(point));
    }
    for (const Score& score : match.scores) {
        const auto baseline = std::ranges::find(match.scores, score.error, &Score::error);
        out["scores"].push_back(to_json(score, *baseline));
    }
    return out;
}

void print(const nlohmann::json& result) {
    fmt::print("\n{}: {} states, {} patients\n\n", result["case"].get<std::string>(), result["states"].get<int>(),
               result["patients"].get<int>());
    fmt::print(
        "| rms error | contestant | ms a patient | least..most | ratio | least..most |\n|---|---|---|---|---|---|\n");
    for (const auto& row : result["scores"]) {
        const auto number = [&](const char* key) { return row.contains(key) ? row[key].get<double>() : std::nan(""); };
        fmt::print("| {:.0e} | {} | {:.3f} | {:.3f}..{:.3f} | {:.2f} | {:.2f}..{:.2f} |\n", number("error"),
                   row["contestant"].get<std::string>(), number("ms"), number("ms_least"), number("ms_most"),
                   number("ratio"), number("ratio_least"), number("ratio_most"));
    }
}

void run_case(const Options& options, const std::string& name) {
    const Case problem = read_case(options.root, name, options.n_patient);
    const auto tell = [&](const std::string& line) {
        if (!options.is_quiet) fmt::print(stderr, "{}\n", line);
    };
    const auto natively = [&](const CompileOptions& wanted) {
        return compile_natively(problem.equations, wanted, options.build / "code");
    };
    auto baseline = std::make_unique<Baseline>(problem, "CVODE-KLU", natively);
    tell(fmt::format("{}: reference", name));
    if (options.is_export) export_case(problem, options.build / name);
    const std::vector<double> reference = reference_of(problem, *baseline, options.build);
    const double own_error = reference_error(problem, *baseline, reference);
    if (options.is_export) export_reference(problem, reference, options.build / name);

    std::vector<std::unique_ptr<Contestant>> contestants;
    contestants.push_back(std::move(baseline));
    contestants.push_back(std::make_unique<Lanes>(problem, "Rodas5P in lanes", Method::rodas5p));
    const Match match = play(problem, reference, contestants, options.errors, options.match, tell);

    nlohmann::json result = to_json(problem, match);
    result["reference_error"] = own_error;
    print(result);
    std::filesystem::create_directories(options.results);
    std::ofstream(options.results / ("work_precision-" + name + ".json")) << result.dump(1) << '\n';
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
    app.add_flag("--export", options.is_export, "write population and reference for benchmark/others.py");
    app.add_flag("-q,--quiet", options.is_quiet, "print the result only");
    CLI11_PARSE(app, n_argument, arguments);
    if (options.cases.empty()) options.cases = case_names(options.root);
    for (const std::string& name : options.cases) run_case(options, name);
    return 0;
}

} // namespace

} // namespace euthymia::benchmark

int main(int n_argument, char** arguments) {
    try {
        return euthymia::benchmark::main_of(n_argument, arguments);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}
