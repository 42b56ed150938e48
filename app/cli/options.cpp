// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <map>

#include "commands.hpp"

namespace euthymia::cli {

namespace {

const std::map<std::string, Method>& methods() {
    static const std::map<std::string, Method> methods{
        {"rodas5p", Method::rodas5p}, {"rodas4", Method::rodas4}, {"cvode", Method::cvode}};
    return methods;
}

} // namespace

void add_output_options(CLI::App& verb, Common& common) {
    verb.add_option("-o,--output", common.output, "Write the results to this directory");
    verb.add_flag("--json", common.is_json, "Print JSON to standard output");
    add_quiet_option(verb, common);
}

void add_quiet_option(CLI::App& verb, Common& common) {
    verb.add_flag("-q,--quiet", common.is_quiet, "No progress and no remarks");
}

void add_numeric_options(CLI::App& verb, Common& common) {
    verb.add_option("--seed", common.seed, "Seed of the random numbers")->capture_default_str();
    verb.add_option("--threads", common.n_thread, "Threads; 0 uses all")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber);
    verb.add_option("--rtol", common.rtol, "Relative error wanted of the result")
        ->capture_default_str()
        ->check(CLI::Range(1e-12, 1e-2));
    verb.add_option("--method", common.method,
                    "Integrator: rodas5p and rodas4 take many people at once, cvode one after another")
        ->capture_default_str()
        ->check(CLI::IsMember(&methods()));
}

void add_failure_option(CLI::App& verb, Common& common) {
    verb.add_option("--max-failed", common.max_failed,
                    "Largest share of people who may fail; more end with exit code 5")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 1.0));
}

void add_biology_option(CLI::App& verb, Common& common) {
    verb.add_option("--biology", common.biology, "Directory of the science; default: found from here upwards");
}

void add_pool_options(CLI::App& verb, PoolSize& size) {
    verb.add_option("--pool", size.n_pool, "Simulated people an arm of a trial")
        ->capture_default_str()
        ->check(CLI::Range(10, 1000000));
    verb.add_option("--replicates", size.n_replicate, "Trials of the published size drawn from the pool")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
}

void add_cut_option(CLI::App& verb, Common& common) {
    verb.add_option("--cut", common.cuts,
                    "Cut an arrow between two systems, as in 'neuroimmune->symptoms': the receiver sees a healthy "
                    "sender; may be repeated")
        ->take_all()
        ->expected(1);
}

JitOptions code_options() {
    JitOptions options{.patience = 50}; // whoever takes but a few steps does not wait for code
    const char* caches = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    if (caches != nullptr && *caches != '\0') {
        options.cache = std::filesystem::path(caches) / "euthymia";
    } else if (home != nullptr && *home != '\0') {
        options.cache = std::filesystem::path(home) / ".cache" / "euthymia";
    }
    return options;
}

Accuracy accuracy_of(const Common& common) {
    Accuracy accuracy;
    accuracy.rtol = common.rtol;
    accuracy.method = methods().at(common.method);
    return accuracy;
}

} // namespace euthymia::cli
