// SPDX-License-Identifier: Apache-2.0
#include "print_flow.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace euthymia::cli {

namespace {

std::string words_of(const RecruitmentFlow& flow, const Recruitment& wanted) {
    std::string text = fmt::format("{} assessed, ", flow.n_assessed);
    if (wanted.baseline) text += fmt::format("{} below and {} above the entry criteria, ", flow.n_below, flow.n_above);
    if (wanted.lead_in) {
        text += fmt::format("{} began the lead-in, {} left it, {} ended it otherwise than wanted, ", flow.n_lead_in,
                            flow.n_left_lead_in, flow.n_not_met);
    }
    return text + fmt::format("{} entered", flow.n_entered);
}

} // namespace

void print_flow(const TrialResult& result) {
    std::size_t n_sharing = 0;
    for (const ArmRecord& arm : result.arms) n_sharing += arm.flow ? 0 : 1;
    if (n_sharing > 0) {
        const bool is_everywhere = n_sharing == result.arms.size();
        fmt::print("{}{}\n", words_of(result.flow, result.design.recruitment),
                   is_everywhere   ? "; everyone is followed in every arm"
                   : n_sharing > 1 ? "; everyone is followed in every arm that is not named below"
                                   : " for the arm that is not named below");
    }
    for (std::size_t k = 0; k < result.arms.size(); ++k) {
        const auto& flow = result.arms[k].flow;
        if (!flow) continue;
        fmt::print("{}: {}\n", result.arms[k].name, words_of(*flow, *result.design.arms[k].recruitment));
    }
    fmt::print("\n");
}

} // namespace euthymia::cli
