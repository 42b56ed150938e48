// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_calibration.hpp"
#include "euthymia/io/write_json.hpp"
#include "json_parts.hpp"

namespace euthymia {

namespace {

Json estimate_json(const Estimate& estimate) {
    return {{"mean", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
}

/// Power, and the spread of effect sizes, at the size of a replicate.
void add_replicates(const TrialResult& result, Json& json) {
    for (std::size_t k = 0; k < result.contrasts.size(); ++k) {
        const auto& replicates = result.contrasts[k].replicates;
        if (!replicates) continue;
        Json& row = json["contrasts"][k];
        row["power"] = replicates->power.value;
        row["power_interval"] = {replicates->power.low, replicates->power.high};
        row["replicates"] = {{"people", replicates->n}, {"quantile", spread_levels()}, {"smd", replicates->smd}};
    }
}

} // namespace

std::string trial_json(const TrialOverEnsemble& trial, const Provenance& provenance) {
    Json json = Json::parse(trial_json(trial.central, provenance));
    add_replicates(trial.central, json);
    for (std::size_t k = 0; k < trial.smd.size(); ++k) {
        json["contrasts"][k]["ensemble"] = {{"smd", estimate_json(trial.smd[k])},
                                            {"mean_difference", estimate_json(trial.mean_difference[k])}};
    }
    for (std::size_t k = 0; k < trial.comparisons.size(); ++k) {
        json["published"][k]["ensemble"] = estimate_json(trial.comparisons[k]);
    }
    return dump(json, 2) + "\n";
}

} // namespace euthymia
