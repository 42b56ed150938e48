// SPDX-License-Identifier: Apache-2.0
// What do states and their derivatives with respect to many parameters cost, at the same measured error?
#include <algorithm>
#include <filesystem>

#include "baseline.hpp"
#include "gradient_baseline.hpp"
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
    std::vector<std::string> cases{"depression"};
    std::vector<double> errors{1e-4};
    std::vector<std::string> contestants; ///< empty: all
    int n_parameter = 30;
    int n_patient = 8;
    int n_output = 20; ///< of the case: the first weeks tell as much as all of them
    MatchOptions match{.n_scan = 1, .n_repeat = 3};
    bool is_quiet = false;
};

constexpr Tolerance exact{.rtol = 1e-9, .atol = 1e-12}, nearly_exact{.rtol = 1e-8, .atol = 1e-11};

/// The four ways of CVODES, then the two of the engine.
std::vector<std::unique_ptr<Contestant>> contestants_of(const Case& problem, const std::vector<std::string>& parameters,
                                                        const std::vector<double>& scale,
                                                        const std::filesystem::path& folder) {
    std::vector<std::unique_ptr<Contestant>> all;
    for (const bool has_error_control : {true, false}) {
        for (const bool is_staggered : {false, true}) {
            const std::string name = fmt::format("CVODES-KLU {}{}", is_staggered ? "staggered" : "simultaneous",
                                                 has_error_control ? "" : ", steps by states");
            const SensitivityOptions options{.is_staggered = is_staggered, .has_error_control = has_error_control};
            all.push_back(std::make_unique<GradientBaseline>(problem, name, parameters, scale, options, folder));
        }
    }
    all.push_back(std::make_unique<Lanes>(problem, "engine", Method::rodas5p, 1, parameters));
    all.push_back(std::make_unique<Lanes>(problem, "engine by rodas4", Method::rodas4, 1, parameters));
    return all;
}

nlohmann::json run_case(const Options& options, const std::string& name) {
    const auto tell = [&](const std::string& line) {
        if (!options.is_quiet) fmt::print(stderr, "{}\n", line);
    };
    Case problem = read_case(options.root, name, options.n_patient);
    problem.times.resize(std::min<std::size_t>(problem.times.size(), options.n_output));
    const auto parameters = gradient_parameters(problem, options.n_parameter);
    const auto folder = options.build / "code";
    Baseline states(problem, "CVODE-KLU",
                    [&](const CompileOptions& wanted) { return compile_natively(problem.equations, wanted, folder); });
    const auto scale = scale_of(problem, reference_of(problem, states, options.build));

    auto contestants = contestants_of(problem, parameters, scale, folder);
    tell(fmt::format("{}: reference", name));
    const auto reference = contestants.front()->run(options.n_patient, exact).values;
    const Yardstick yardstick = gradient_yardstick(problem, parameters.size(), scale);
    const auto judge = [&](const std::vector<double>& values) { return measure(yardstick, reference, values); };
    const double own_error = judge(contestants.front()->run(options.n_patient, nearly_exact).values).rms;
    std::erase_if(contestants, [&](const auto& contestant) {
        return !options.contestants.empty() && !std::ranges::count(options.contestants, contestant->name());
    });
    const Match match = play(judge, options.n_patient, contestants, options.errors, options.match, tell);
    nlohmann::json result = to_json(problem, match, own_error);
    result["parameters"] = parameters;
    return result;
}

void run_all(const Options& options) {
    for (const std::string& name : options.cases) {
        const nlohmann::json result = run_case(options, name);
        print(result);
        fmt::print("\n{} parameters; the reference itself is wrong by {:.1e}\n", result["parameters"].size(),
                   result["reference_error"].get<double>());
        write_result(result, options.results, "gradient-" + name);
    }
}

int main_of(int n_argument, char** arguments) {
    Options options;
    CLI::App app("What do states and their derivatives with respect to many parameters cost?");
    app.add_option("cases", options.cases, "names of benchmark/cases.tsv")->capture_default_str();
    app.add_option("--parameters", options.n_parameter, "how many")->capture_default_str();
    app.add_option("--patients", options.n_patient, "size of the population")->capture_default_str();
    app.add_option("--outputs", options.n_output, "compare at the first so many times")->capture_default_str();
    app.add_option("--errors", options.errors, "rms errors to compare at")->delimiter(',')->capture_default_str();
    app.add_option("--contestants", options.contestants, "some only, by name")->delimiter(',');
    app.add_option("--scan", options.match.n_scan, "patients in the scan over tolerances")->capture_default_str();
    app.add_option("--repeat", options.match.n_repeat, "repetitions, contestants taking turns")->capture_default_str();
    app.add_option("--results", options.results, "where the JSON files go");
    app.add_flag("-q,--quiet", options.is_quiet, "print the result only");
    return run_program(app, n_argument, arguments, [&] { run_all(options); });
}

} // namespace

} // namespace euthymia::benchmark

int main(int n_argument, char** arguments) {
    return euthymia::benchmark::main_of(n_argument, arguments);
}
