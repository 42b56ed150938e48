// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_netcdf.hpp"

#include <gtest/gtest.h>

#include "netcdf_reader.hpp"
#include "workspace.hpp"
#include "write_example.hpp"

namespace euthymia::test {
namespace {

using Words = std::vector<std::string>;

TEST(TrialNetcdf, GivesBackEveryRecordedValue) {
    const Workspace workspace;
    write_trial_netcdf(workspace.directory() / "a.nc", example_trial(), example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    const Words names{"bdnf", "v_5_HT"}; // a name must be a plain word
    for (std::size_t k = 0; k < n_variable; ++k) {
        EXPECT_EQ(file.dimensions(names[k]), (Words{"arm", "patient", "time"}));
        std::vector<double> expected;
        for (std::size_t i = 0; i < 2 * n_person * n_time; ++i) {
            expected.push_back(example_value(i / (n_person * n_time), i / n_time % n_person, i % n_time, k));
        }
        expect_same(file.values(names[k], expected.size()), expected);
    }
}

TEST(TrialNetcdf, GivesBackRatingsAndPeople) {
    const Workspace workspace;
    const TrialResult trial = example_trial();
    write_trial_netcdf(workspace.directory() / "a.nc", trial, example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    EXPECT_EQ(file.dimensions("HAMD17"), (Words{"arm", "patient", "visit"}));
    std::vector<double> ratings = trial.arms[0].ratings;
    ratings.insert(ratings.end(), trial.arms[1].ratings.begin(), trial.arms[1].ratings.end());
    expect_same(file.values("HAMD17", ratings.size()), ratings);
    expect_same(file.values("age", n_person), trial.age);
    expect_same(file.values("female", n_person), {1, 0, 1, 1});
    expect_same(file.values("attended_share", 2 * n_person), {1.0, 0.5, 0.75, 1.0, missing, missing, missing, missing});
    expect_same(file.values("dropout_week", 2 * n_person),
                {missing, 1.5, missing, missing, missing, 1.5, missing, missing});
}

TEST(TrialNetcdf, TellsPeopleByArmWhereArmsHaveTheirOwn) {
    const Workspace workspace;
    TrialResult trial = example_trial();
    trial.arms[1].flow = RecruitmentFlow{.n_entered = 4};
    trial.arms[1].age = {70.0, 71.0, 72.0, 73.0};
    trial.arms[1].is_female = {false, true, false, true};
    trial.arms[1].patient = {1, 2, 4, 9};
    write_trial_netcdf(workspace.directory() / "a.nc", trial, example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    EXPECT_EQ(file.dimensions("age"), (Words{"arm", "patient"}));
    expect_same(file.values("patient", n_person), {0, 1, 2, 3});
    expect_same(file.values("age", 2 * n_person), {31.5, 42.0, 27.25, 60.0, 70.0, 71.0, 72.0, 73.0});
    expect_same(file.values("female", 2 * n_person), {1, 0, 1, 1, 0, 1, 0, 1});
    expect_same(file.values("person", 2 * n_person), {3, 8, 9, 30, 1, 2, 4, 9});
}

TEST(TrialNetcdf, GivesBackWhatALaboratoryReported) {
    const Workspace workspace;
    TrialResult trial = example_trial();
    trial.assayed = {{.measure = "bdnf", .noise = 0.1}};
    for (ArmRecord& arm : trial.arms) arm.assays.assign(n_person * n_visit, 2.5);
    write_trial_netcdf(workspace.directory() / "a.nc", trial, example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    EXPECT_EQ(file.dimensions("bdnf_assay"), (Words{"arm", "patient", "visit"}));
    EXPECT_EQ(file.text("bdnf_assay", "units"), "ng/mL");
    expect_same(file.values("bdnf_assay", 2 * n_person * n_visit), std::vector<double>(2 * n_person * n_visit, 2.5));
}

TEST(TrialNetcdf, HasTheEnsembleOfTheMeanBesidePeople) {
    const Workspace workspace;
    TrialResult trial = example_over_ensemble();
    trial.arms[1].over_ensemble->values[3] = {1.0, 0.5, 2.0}; // the second time of the second variable
    write_trial_netcdf(workspace.directory() / "a.nc", trial, example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    EXPECT_EQ(file.dimensions("HAMD17_ensemble_low"), (Words{"arm", "visit"}));
    expect_same(file.values("HAMD17_ensemble_mean", 2 * n_visit), std::vector<double>(2 * n_visit, 15.0));
    expect_same(file.values("HAMD17_ensemble_high", 2 * n_visit), std::vector<double>(2 * n_visit, 16.0));
    EXPECT_EQ(file.dimensions("bdnf_ensemble_low"), (Words{"arm", "time"}));
    EXPECT_EQ(file.text("bdnf_ensemble_low", "units"), "ng/mL");
    EXPECT_EQ(file.text("bdnf_ensemble_low", "cell_methods"), "patient: mean");
    EXPECT_EQ(file.text("bdnf_ensemble_low", "long_name"),
              "Serum BDNF: 2.5 % point of its mean over the ensemble of calibrated parameters");
    expect_same(file.values("v_5_HT_ensemble_high", 2 * n_time), {160.0, 160.0, 160.0, 160.0, 2.0, 160.0});
}

TEST(TrialNetcdf, TellsVisitsInHours) {
    const Workspace workspace;
    TrialResult trial = example_trial();
    trial.design.visit_hours = {9.0, 10.25, 10.5};
    write_trial_netcdf(workspace.directory() / "a.nc", trial, example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    expect_same(file.values("visit", n_visit), {9.0, 10.25, 10.5});
    EXPECT_EQ(file.text("visit", "units"), "h");
}

TEST(TrialNetcdf, LabelsItsDimensions) {
    const Workspace workspace;
    const TrialResult trial = example_trial();
    write_trial_netcdf(workspace.directory() / "a.nc", trial, example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    EXPECT_EQ(file.texts("arm", 2), (Words{trial.arms[0].name, "waiting"}));
    expect_same(file.values("patient", n_person), {3, 8, 9, 30});
    expect_same(file.values("time", n_time), trial.time);
    expect_same(file.values("visit", n_visit), {0, 2, 4});
    EXPECT_EQ(file.text("time", "units"), "h");
    EXPECT_EQ(file.text("bdnf", "units"), "ng/mL");
    EXPECT_EQ(file.text("bdnf", "long_name"), "Serum BDNF");
}

TEST(TrialNetcdf, SaysThatItIsSimulated) {
    const Workspace workspace;
    write_trial_netcdf(workspace.directory() / "a.nc", example_trial(), example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    EXPECT_EQ(file.text("", "simulated"), "yes");
    EXPECT_EQ(file.text("", "Conventions"), "CF-1.8");
    EXPECT_EQ(file.text("", "title"), "Walking <and> waiting");
    EXPECT_NE(file.text("", "safety_note").find("not a medical device"), std::string::npos);
    EXPECT_NE(file.text("", "provenance").find("\"seed\":7"), std::string::npos);
}

TEST(TrialNetcdf, KeepsVariablesOfOneNameApart) {
    const Workspace workspace;
    TrialResult trial = example_trial();
    trial.variables[0].alias = "age";
    trial.variables[1].alias = "HAMD17";
    write_trial_netcdf(workspace.directory() / "a.nc", trial, example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    EXPECT_EQ(file.dimensions("age"), (Words{"patient"}));
    EXPECT_EQ(file.dimensions("age_2"), (Words{"arm", "patient", "time"}));
    EXPECT_EQ(file.dimensions("HAMD17"), (Words{"arm", "patient", "visit"}));
    EXPECT_EQ(file.dimensions("HAMD17_2"), (Words{"arm", "patient", "time"}));
}

TEST(TrajectoryNetcdf, GivesBackEveryValue) {
    const Workspace workspace;
    Trajectory trajectory;
    trajectory.time = {0.0, 24.0};
    trajectory.values = {1.5, 2.5, 0.1, missing};
    write_trajectory_netcdf(workspace.directory() / "a.nc", trajectory, example_trial().variables,
                            example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    EXPECT_EQ(file.dimensions("bdnf"), (Words{"time"}));
    expect_same(file.values("time", 2), {0.0, 24.0});
    expect_same(file.values("bdnf", 2), {1.5, 0.1});
    expect_same(file.values("v_5_HT", 2), {2.5, missing});
}

} // namespace
} // namespace euthymia::test
