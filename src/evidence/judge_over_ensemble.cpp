// SPDX-License-Identifier: Apache-2.0
#include "euthymia/evidence/judge_over_ensemble.hpp"

namespace euthymia {

namespace {

bool is_same(const Verdict& a, const Verdict& b) {
    return a.status == b.status && a.model == b.model;
}

/// @param share  Of the member in the weight of all.
void count_member(std::vector<Verdict>& verdicts, const std::vector<Verdict>& of_member, double share) {
    for (std::size_t k = 0; k < verdicts.size(); ++k) {
        VerdictOverEnsemble& over = *verdicts[k].over_ensemble;
        ++over.n_member;
        if (!is_same(verdicts[k], of_member[k])) continue;
        ++over.n_same;
        over.share_same += share;
    }
}

} // namespace

std::vector<Verdict> judge_over_ensemble(const std::vector<Claim>& claims, const Biology& biology,
                                         const Ensemble& ensemble, const EvidenceOptions& options,
                                         const Progress& progress) {
    const auto parameters = bind_names(ensemble.names, biology);
    std::vector<Verdict> verdicts = judge(claims, biology, options, progress);
    const std::vector<EnsembleMember> members = weighing_members(ensemble);
    if (members.empty()) return verdicts;
    for (Verdict& verdict : verdicts) verdict.over_ensemble.emplace();
    double total = 0.0;
    for (const EnsembleMember& member : members) total += member.weight;
    for (std::size_t k = 0; k < members.size(); ++k) {
        const Biology of_member = with_values(biology, parameters, members[k].values);
        count_member(verdicts, judge(claims, of_member, options, of_ensemble_member(progress, k, members.size())),
                     members[k].weight / total);
    }
    return verdicts;
}

} // namespace euthymia
