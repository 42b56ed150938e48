// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_plan.hpp"
#include "json_parts.hpp"
#include "safety_text.hpp"

namespace euthymia {

namespace {

Json interval(const Estimate& estimate) {
    return {estimate.low, estimate.high};
}

Json size_json(const SampleSize& size) {
    const auto tried = [](const SampleSize::Trial& trial) {
        const Estimate power = power_of(trial.replicates);
        return Json{{"n", trial.n}, {"power", power.value}, {"interval", interval(power)}};
    };
    return {{"n", size.n},
            {"reached", size.is_reached},
            {"n_interval", {size.n_low, size.n_high}},
            {"power", size.power.value},
            {"power_interval", interval(size.power)},
            {"tried", list(size.trials, tried)}};
}

} // namespace

std::string plan_json(const TrialPlan& plan, const TrialResult& result, const Provenance& provenance) {
    Json arms = Json::array();
    for (std::size_t k = 0; k < result.arms.size(); ++k) {
        arms.push_back({{"name", result.arms[k].name}, {"n", plan.n_arm[k]}});
    }
    Json json = {{"title", result.design.title},
                 {"arm", plan.arm},
                 {"versus", plan.versus},
                 {"measure", plan.measure},
                 {"week", plan.week},
                 {"wanted", {{"power", plan.power}, {"alpha", plan.alpha}}},
                 {"smd", plan.smd.value},
                 {"smd_interval", interval(plan.smd)},
                 {"all_visits", plan.all_visits ? size_json(*plan.all_visits) : Json()},
                 {"last_visit", size_json(plan.visit_alone)},
                 {"t_test", {{"n", plan.n_t_test > 0 ? Json(plan.n_t_test) : Json()}}},
                 {"arms", arms},
                 {"replicates", result.n_replicate},
                 {"provenance", to_json(provenance)},
                 {"safety", safety_text()}};
    if (plan.power_over_ensemble) json["ensemble"] = {{"power", over_ensemble_json(*plan.power_over_ensemble)}};
    return dump(json, 2) + "\n";
}

} // namespace euthymia
