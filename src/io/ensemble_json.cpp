// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_calibration.hpp"
#include "euthymia/io/write_json.hpp"
#include "json_parts.hpp"

namespace euthymia {

namespace {

Json estimate_json(const Estimate& estimate) {
    return {{"mean", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
}

} // namespace

std::string trial_json(const TrialOverEnsemble& trial, const Provenance& provenance) {
    const std::string plain = trial_json(trial.central, provenance);
    if (trial.n_member == 0) return plain;
    Json json = Json::parse(plain);
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
