// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "euthymia/io/write_calibration.hpp"
#include "euthymia/io/write_json.hpp"

namespace euthymia {
namespace {

TrialOverEnsemble small_trial() {
    TrialOverEnsemble trial;
    trial.central.contrasts.push_back({.arm = "a", .versus = "b", .measure = "HAMD17"});
    trial.central.comparisons.push_back({.published = {.id = "C1"}, .simulated = -3.0});
    return trial;
}

TEST(EnsembleJson, StandsBesideContrastsAndPublishedRows) {
    TrialOverEnsemble trial = small_trial();
    trial.n_member = 3;
    trial.smd = {{-0.5, -0.6, -0.25}};
    trial.mean_difference = {{-2.0, -3.0, -1.0}};
    trial.comparisons = {{-3.5, -4.0, -3.0}};
    const auto json = nlohmann::json::parse(trial_json(trial, {}));
    EXPECT_EQ(json["published"][0]["id"], "C1");
    EXPECT_EQ(json["published"][0]["ensemble"]["low"], -4.0);
    EXPECT_EQ(json["contrasts"][0]["ensemble"]["smd"]["mean"], -0.5);
    EXPECT_EQ(json["contrasts"][0]["ensemble"]["mean_difference"]["high"], -1.0);
}

TEST(EnsembleJson, CarriesThePowerAndSpreadOfReplicates) {
    TrialOverEnsemble trial = small_trial();
    trial.central.contrasts[0].replicates =
        ReplicateSpread{.n = {10, 10}, .power = {0.3, 0.2, 0.4}, .smd = {-1.5, -0.8, -0.5, -0.2, 0.5}};
    const auto json = nlohmann::json::parse(trial_json(trial, {}));
    EXPECT_EQ(json["contrasts"][0]["power"], 0.3);
    EXPECT_EQ(json["contrasts"][0]["power_interval"][1], 0.4);
    EXPECT_EQ(json["contrasts"][0]["replicates"]["people"][0], 10);
    EXPECT_EQ(json["contrasts"][0]["replicates"]["smd"].size(), json["contrasts"][0]["replicates"]["quantile"].size());
}

TEST(EnsembleJson, IsThatOfTheTrialWithoutMembers) {
    EXPECT_EQ(trial_json(small_trial(), {}), trial_json(small_trial().central, {}));
}

} // namespace
} // namespace euthymia
