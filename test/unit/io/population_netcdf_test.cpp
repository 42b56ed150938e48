// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/population_netcdf.hpp"

#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "netcdf_reader.hpp"
#include "population_example.hpp"
#include "workspace.hpp"
#include "write_example.hpp"

namespace euthymia::test {
namespace {

using Words = std::vector<std::string>;

/// What the file should hold of one variable when everybody is put.
std::vector<double> expected(const PopulationShape& shape, std::size_t variable) {
    std::vector<double> values;
    for (std::size_t k = 0; k < shape.n_person; ++k) {
        for (std::size_t i = 0; i < shape.time.size(); ++i) values.push_back(example_course(k, i, variable));
    }
    return values;
}

TEST(PopulationNetcdf, GivesBackEveryCourseWhateverTheOrder) {
    const Workspace workspace;
    const PopulationShape shape = example_shape(1000); // more than one block, the last not full
    PopulationNetcdf courses(workspace.directory() / "a.nc", shape);
    for (std::size_t k = 0; k < 1000; ++k) {
        const std::size_t person = k * 617 % 1000;
        courses.put(person, example_seen(shape, person));
    }
    courses.close(example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    EXPECT_EQ(file.length("patient"), 1000U);
    EXPECT_EQ(file.dimensions("S"), (Words{"patient", "time"}));
    expect_same(file.values("S", 3000), expected(shape, 0));
    expect_same(file.values("amount_S_", 3000), expected(shape, 1));
    expect_same(file.values("time", 3), shape.time);
    expect_same(file.values("status", 1000), std::vector<double>(1000, 0.0));
}

TEST(PopulationNetcdf, TakesCoursesFromManyThreads) {
    const Workspace workspace;
    const PopulationShape shape = example_shape(640);
    PopulationNetcdf courses(workspace.directory() / "a.nc", shape);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (std::size_t k = t; k < 640; k += 4) courses.put(k, example_seen(shape, k));
        });
    }
    for (std::thread& thread : threads) thread.join();
    courses.close(example_provenance());
    expect_same(NetcdfReader(workspace.directory() / "a.nc").values("S", 1920), expected(shape, 0));
}

TEST(PopulationNetcdf, KeepsThoseApartWhoFailedAndWhoWereNotSimulated) {
    const Workspace workspace;
    const PopulationShape shape = example_shape(200);
    PopulationNetcdf courses(workspace.directory() / "a.nc", shape);
    Trajectory seen = example_seen(shape, 70);
    seen.values[4] = seen.values[5] = missing;
    seen.failure = Failure{0.75, "exploded"};
    courses.put(70, seen);
    courses.put(2, example_seen(shape, 2));
    courses.close(example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    std::vector<double> values(600, missing), status(200, 2.0);
    for (std::size_t i = 0; i < 3; ++i) values[6 + i] = example_course(2, i, 0);
    for (std::size_t i = 0; i < 2; ++i) values[210 + i] = example_course(70, i, 0);
    status[2] = 0.0;
    status[70] = 1.0;
    expect_same(file.values("S", 600), values);
    expect_same(file.values("status", 200), status);
    EXPECT_EQ(file.text("status", "flag_meanings"), "complete failed not_simulated");
}

TEST(PopulationNetcdf, LabelsPeopleByNumberOrByText) {
    const Workspace workspace;
    PopulationShape shape = example_shape(2);
    PopulationNetcdf(workspace.directory() / "numbers.nc", shape).close(example_provenance());
    const NetcdfReader numbers(workspace.directory() / "numbers.nc");
    EXPECT_EQ(numbers.type("patient"), NC_INT64);
    expect_same(numbers.values("patient", 2), {1, 2});
    shape.has_integer_labels = false;
    shape.labels = [](std::size_t first, std::size_t n) { return Words(n, first == 0 ? "Zoë" : "?"); };
    PopulationNetcdf(workspace.directory() / "texts.nc", shape).close(example_provenance());
    EXPECT_EQ(NetcdfReader(workspace.directory() / "texts.nc").texts("patient", 2), (Words{"Zoë", "Zoë"}));
}

TEST(PopulationNetcdf, SaysUnitsThatAreKnown) {
    const Workspace workspace;
    PopulationShape shape = example_shape(1);
    shape.variables.push_back({.alias = "ratio", .id = "ratio", .panel = {}, .unit = "dimensionless", .label = {}});
    PopulationNetcdf(workspace.directory() / "a.nc", shape).close(example_provenance());
    const NetcdfReader file(workspace.directory() / "a.nc");
    EXPECT_EQ(file.text("S", "units"), "mole/litre");
    EXPECT_EQ(file.text("S", "long_name"), "substrate");
    EXPECT_EQ(file.text("time", "units"), "second");
    EXPECT_EQ(file.text("ratio", "units"), "1");
    EXPECT_FALSE(file.has_attribute("amount_S_", "units"));
    EXPECT_EQ(file.text("amount_S_", "long_name"), "amount(S)");
    EXPECT_EQ(file.text("", "title"), "example");
    EXPECT_EQ(file.text("", "simulated"), "yes");
}

TEST(PopulationNetcdf, LeavesNoRoomBehindItsEnd) {
    const Workspace workspace;
    const auto path = workspace.directory() / "a.nc";
    PopulationNetcdf(path, example_shape(100000)).close(example_provenance()); // would be 5 MB
    struct stat file {};
    ASSERT_EQ(stat(path.c_str(), &file), 0);
    EXPECT_LT(file.st_blocks * 512, 2'000'000);
}

TEST(PopulationNetcdf, SaysThatItCannotBeWritten) {
    const Workspace workspace;
    EXPECT_EQ(
        workspace.words([&] { PopulationNetcdf courses(workspace.directory() / "none" / "a.nc", example_shape(1)); }),
        "the results cannot be written: No such file or directory | none/a.nc | free some space, or choose "
        "another place with -o");
}

} // namespace
} // namespace euthymia::test
