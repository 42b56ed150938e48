// SPDX-License-Identifier: Apache-2.0
#include "results.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include <fmt/format.h>

#include "sample.hpp"

namespace euthymia::benchmark {

namespace {

using nlohmann::json;

std::string processor() {
    std::ifstream stream("/proc/cpuinfo");
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    }
    return "unknown";
}

json to_json(const Point& point) {
    return {{"rtol", point.tolerance.rtol},
            {"atol", point.tolerance.atol},
            {"error", point.error},
            {"ms", 1e3 * point.seconds}};
}

/// One end of the brackets: the same tolerance and error each time, the median time.
json to_json(const Score& score, Point Bracket::*end) {
    std::vector<double> seconds;
    for (const Bracket& run : score.runs) seconds.push_back((run.*end).seconds);
    Point point = score.runs.front().*end;
    point.seconds = range_of(seconds).median;
    return to_json(point);
}

void put(json& row, const std::string& name, const std::vector<double>& sample, double unit) {
    const Range range = range_of(sample);
    row[name] = unit * range.median;
    row[name + "_least"] = unit * range.least;
    row[name + "_most"] = unit * range.most;
}

json to_json(const Score& score, const Score& first) {
    json row{{"contestant", score.contestant}, {"error", score.error}, {"is_reached", !score.runs.empty()}};
    if (score.runs.empty()) return row;
    put(row, "ms", seconds_of(score), 1e3);
    row["wall_by_processor_time"] = range_of(score.wall_share).median;
    row["is_bracketed"] = !score.runs.front().is_point();
    row["loose"] = to_json(score, &Bracket::loose);
    row["tight"] = to_json(score, &Bracket::tight);
    row["worst_patient_error"] = score.worst;
    row["failed"] = score.n_failed;
    if (!first.runs.empty()) put(row, "ratio", ratios(seconds_of(first), seconds_of(score)), 1.0);
    return row;
}

std::size_t n_discontinuity(const Case& problem) {
    std::set<double> times;
    for (const Change& change : problem.schedule) times.insert(change.time);
    return times.size();
}

double number(const json& row, const char* key) {
    return row.contains(key) ? row[key].get<double>() : std::nan("");
}

} // namespace

json to_json(const Case& problem, const Match& match, double reference_error) {
    json out{{"case", problem.name},
             {"states", problem.states.size()},
             {"patients", problem.population.size()},
             {"discontinuities", n_discontinuity(problem)},
             {"events", problem.equations.events.size()},
             {"processor", processor()},
             {"reference_error", reference_error}};
    for (const auto& [name, points] : match.scans) {
        for (const Point& point : points) out["scan"][name].push_back(to_json(point));
    }
    for (const Score& score : match.scores) {
        const auto first = std::ranges::find(match.scores, score.error, &Score::error);
        out["scores"].push_back(to_json(score, *first));
    }
    return out;
}

void write_result(const json& result, const std::filesystem::path& folder, const std::string& name) {
    std::filesystem::create_directories(folder);
    std::ofstream(folder / (name + ".json")) << result.dump(1) << '\n';
}

void print(const json& result) {
    fmt::print("\n{}: {} states, {} patients\n\n", result["case"].get<std::string>(), result["states"].get<int>(),
               result["patients"].get<int>());
    fmt::print("| rms error | contestant | ms a patient | least..most | ratio | least..most | measured at |\n"
               "|---|---|---|---|---|---|---|\n");
    for (const json& row : result["scores"]) {
        if (!row["is_reached"].get<bool>()) {
            fmt::print("| {:.0e} | {} | not reached | | | | |\n", number(row, "error"),
                       row["contestant"].get<std::string>());
            continue;
        }
        fmt::print("| {:.0e} | {} | {:.3f} | {:.3f}..{:.3f} | {:.2f} | {:.2f}..{:.2f} | {:.1e}, {:.1e} |\n",
                   number(row, "error"), row["contestant"].get<std::string>(), number(row, "ms"),
                   number(row, "ms_least"), number(row, "ms_most"), number(row, "ratio"), number(row, "ratio_least"),
                   number(row, "ratio_most"), number(row["loose"], "error"), number(row["tight"], "error"));
    }
}

void print_summary(const std::vector<json>& results) {
    std::map<std::pair<double, std::string>, std::vector<double>> all;
    for (const json& result : results) {
        for (const json& row : result["scores"]) {
            if (row.contains("ratio")) all[{-number(row, "error"), row["contestant"]}].push_back(number(row, "ratio"));
        }
    }
    fmt::print("\n| rms error | contestant | cases | median ratio | least..most |\n|---|---|---|---|---|\n");
    for (const auto& [key, sample] : all) {
        const Range range = range_of(sample);
        fmt::print("| {:.0e} | {} | {} | {:.2f} | {:.2f}..{:.2f} |\n", -key.first, key.second, sample.size(),
                   range.median, range.least, range.most);
    }
}

} // namespace euthymia::benchmark
