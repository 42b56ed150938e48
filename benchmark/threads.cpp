// SPDX-License-Identifier: Apache-2.0
// How much faster are two threads than one, and do they give the same?
#include <cstring>

#include "case.hpp"
#include "lanes.hpp"
#include "program.hpp"
#include "sample.hpp"

namespace euthymia::benchmark {

namespace {

struct Options {
    std::vector<std::string> cases;
    int n_patient = 256;
    int n_thread = 2;
    int n_repeat = 5;
    double rtol = 1e-6;
};

/// To the last bit, NaN included.
bool are_same(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

void run_case(const Options& options, const std::string& name) {
    const Case problem = read_case(EUTHYMIA_ROOT, name, options.n_patient);
    Lanes one(problem, "one", Method::rodas5p, 1), many(problem, "many", Method::rodas5p, options.n_thread);
    std::vector<double> alone_wall, together_wall;
    bool is_same = true;
    for (int k = 0; k < options.n_repeat; ++k) {
        const Run alone = one.run(options.n_patient, {.rtol = options.rtol, .atol = options.rtol});
        const Run together = many.run(options.n_patient, {.rtol = options.rtol, .atol = options.rtol});
        alone_wall.push_back(alone.wall);
        together_wall.push_back(together.wall);
        is_same = is_same && are_same(alone.values, together.values);
    }
    const Range range = range_of(ratios(alone_wall, together_wall));
    fmt::print("| {} | {} | {:.2f} | {:.2f}..{:.2f} | {} |\n", name, options.n_patient, range.median, range.least,
               range.most, is_same ? "yes" : "NO");
}

void run_all(const Options& options) {
    fmt::print("| case | patients | {} threads by one | least..most | same to the last bit |\n|---|---|---|---|---|\n",
               options.n_thread);
    for (const std::string& name : options.cases.empty() ? case_names(EUTHYMIA_ROOT) : options.cases) {
        run_case(options, name);
    }
}

int main_of(int n_argument, char** arguments) {
    Options options;
    CLI::App app("How much faster are several threads than one?");
    app.add_option("cases", options.cases, "names of benchmark/cases.tsv; default: all");
    app.add_option("--patients", options.n_patient, "size of the population")->capture_default_str();
    app.add_option("--threads", options.n_thread, "compared with one")->capture_default_str();
    app.add_option("--repeat", options.n_repeat, "repetitions, taking turns")->capture_default_str();
    app.add_option("--rtol", options.rtol, "relative tolerance")->capture_default_str();
    return run_program(app, n_argument, arguments, [&] { run_all(options); });
}

} // namespace

} // namespace euthymia::benchmark

int main(int n_argument, char** arguments) {
    return euthymia::benchmark::main_of(n_argument, arguments);
}
