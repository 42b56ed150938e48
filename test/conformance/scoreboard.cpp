// SPDX-License-Identifier: Apache-2.0
#include "scoreboard.hpp"

#include <algorithm>
#include <fstream>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace euthymia::conformance {

void write_scoreboard(const std::filesystem::path& file, const std::vector<Case>& cases,
                      const std::vector<Verdict>& verdicts) {
    std::ofstream stream(file);
    for (std::size_t k = 0; k < cases.size(); ++k) {
        const Verdict& verdict = verdicts[k];
        nlohmann::ordered_json row{{"id", cases[k].id}, {"level", cases[k].level}, {"status", verdict.status}};
        if (verdict.worst) {
            row["worst"] = {{"var", verdict.worst->variable},
                            {"t", verdict.worst->time},
                            {"expected", verdict.worst->expected},
                            {"got", verdict.worst->got}};
        } else if (verdict.status != "pass") {
            row["why"] = verdict.detail;
        }
        stream << row.dump() << '\n';
    }
}

std::map<std::string, std::string> read_scoreboard(const std::filesystem::path& file) {
    std::map<std::string, std::string> board;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        const auto row = nlohmann::json::parse(line);
        board[row.at("id")] = row.at("status");
    }
    return board;
}

std::string summary(const std::vector<Case>& cases, const std::vector<Verdict>& verdicts) {
    std::map<std::string, int> count;
    std::string text;
    double total = 0.0;
    for (std::size_t k = 0; k < cases.size(); ++k) {
        ++count[verdicts[k].status];
        total += verdicts[k].milliseconds;
        if (verdicts[k].status == "pass") continue;
        text += fmt::format("{} {} {}\n", cases[k].id, verdicts[k].status, verdicts[k].detail);
    }
    std::vector<std::size_t> slowest(cases.size());
    std::iota(slowest.begin(), slowest.end(), std::size_t{0});
    std::ranges::sort(slowest, std::greater{}, [&](std::size_t k) { return verdicts[k].milliseconds; });
    slowest.resize(std::min<std::size_t>(slowest.size(), 10));
    text += "slowest:";
    for (const std::size_t k : slowest) text += fmt::format(" {} {:.0f} ms,", cases[k].id, verdicts[k].milliseconds);
    text.back() = '\n';
    for (const auto& [status, n] : count) text += fmt::format("{} {}, ", n, status);
    return text + fmt::format("{:.1f} s of one core\n", total / 1000.0);
}

} // namespace euthymia::conformance
