// SPDX-License-Identifier: Apache-2.0
// `euthymia sbml --population`: many people, streamed, some of whom fail.
#include <spawn.h>
#include <sys/resource.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "program.hpp"
#include "unit/io/netcdf_reader.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::NetcdfReader;

/// y' = k y^2 from y = 1, so that y = 1 / (1 - k t): without end at t = 1 / k.
const std::string explosion = R"(<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"><model id="explosion" timeUnits="second">
<listOfParameters><parameter id="y" value="1" constant="false"/><parameter id="k" value="1" constant="true"/></listOfParameters>
<listOfRules><rateRule variable="y"><math xmlns="http://www.w3.org/1998/Math/MathML">
<apply><times/><ci>k</ci><ci>y</ci><ci>y</ci></apply></math></rateRule></listOfRules></model></sbml>)";

constexpr double end = 1.0;
constexpr int n_step = 10;
constexpr std::size_t n_time = n_step + 1;

/// A patient of the explosion.
struct Patient {
    int label;
    double k;

    [[nodiscard]] bool is_doomed() const { return k * end >= 1.0; }
    [[nodiscard]] double y(std::size_t step) const {
        return 1.0 / (1.0 - k * end * static_cast<double>(step) / n_step);
    }
};

/// Labels from 1 on; of every 200 people one is doomed, the others are different from each other and live.
std::vector<Patient> patients(int n) {
    std::vector<Patient> all;
    for (int i = 0; i < n; ++i) all.push_back({i + 1, i % 200 == 77 ? 4.0 : 0.5 * (i + 0.5) / n});
    return all;
}

std::string csv_of(const std::vector<Patient>& all) {
    std::string text = "id,k\n";
    for (const Patient& patient : all) text += fmt::format("{},{}\n", patient.label, patient.k);
    return text;
}

/// A run for a population into a directory, RESULTS in the options, that goes with it.
class PopulationRun {
  public:
    PopulationRun(const std::vector<Patient>& all, const std::string& options, const std::string& prefix = "")
        : number_(std::to_string(++n_made))
        , model_(number_ + "-explosion.xml", explosion)
        , people_(number_ + "-people.csv", csv_of(all))
        , directory_(number_ + "-results", "") {
        fs::remove(directory_.path());
        std::string arguments = fmt::format("sbml {} --end {} --steps {} --population {} -o RESULTS {}", model_.path(),
                                            end, n_step, people_.path(), options);
        for (std::size_t at; (at = arguments.find("RESULTS")) != std::string::npos;) {
            arguments.replace(at, 7, directory_.path());
        }
        outcome_ = run_program(prefix.empty() ? arguments : prefix + " '" EUTHYMIA_PROGRAM "' " + arguments);
    }

    [[nodiscard]] const Outcome& outcome() const { return outcome_; }
    [[nodiscard]] std::string directory() const { return directory_.path(); }
    [[nodiscard]] fs::path file(const std::string& name) const { return fs::path(directory_.path()) / name; }
    [[nodiscard]] json record() const { return json::parse(read_text(file("run.json"))); }
    [[nodiscard]] std::vector<double> courses(std::size_t n) const {
        return NetcdfReader(file("results.nc")).values("y", n * n_time);
    }

  private:
    static inline int n_made = 0;
    std::string number_; ///< two runs may be compared
    ScratchFile model_, people_, directory_;
    Outcome outcome_;
};

/// Bits, so that NaN equals itself.
std::vector<std::uint64_t> bits(const std::vector<double>& values) {
    std::vector<std::uint64_t> words(values.size());
    std::transform(values.begin(), values.end(), words.begin(),
                   [](double x) { return std::bit_cast<std::uint64_t>(x); });
    return words;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

TEST(Population, FiveWhoFailDoNotDisturbTheOthers) {
    const auto all = patients(1000);
    const PopulationRun run(all, "--rtol 1e-8");
    ASSERT_EQ(run.outcome().exit_code, 0) << run.outcome().err;
    EXPECT_NE(run.outcome().err.find("warning: 5 of 1000 people failed; first: patient 78, time "), std::string::npos)
        << run.outcome().err;
    const auto courses = run.courses(1000);
    const auto status = NetcdfReader(run.file("results.nc")).values("status", 1000);
    for (std::size_t p = 0; p < all.size(); ++p) {
        EXPECT_EQ(status[p], all[p].is_doomed() ? 1.0 : 0.0);
        for (std::size_t i = 0; i < n_time; ++i) {
            const double y = courses[p * n_time + i], expected = all[p].y(i);
            if (expected < 0.0) {
                EXPECT_TRUE(std::isnan(y)) << p << " " << i;
            } else {
                EXPECT_NEAR(y, expected, 1e-6 * expected) << p << " " << i;
            }
        }
    }
}

TEST(Population, ThoseWhoFailAreListedWithTimeAndReason) {
    const PopulationRun run(patients(1000), "-q");
    const auto lines = lines_of(read_text(run.file("failures.csv")));
    ASSERT_EQ(lines.size(), 6U);
    EXPECT_EQ(lines[0], "patient,seed,time,reason");
    const json record = run.record();
    EXPECT_EQ(record["n_planned"], 1000);
    EXPECT_EQ(record["n_simulated"], 1000);
    EXPECT_EQ(record["n_failed"], 5);
    EXPECT_EQ(record["interrupted"], false);
    EXPECT_EQ(record["n_rescued"], 5); // CVODE was asked, and failed as well
    for (std::size_t k = 0; k < 5; ++k) {
        const std::string label = std::to_string(200 * k + 78);
        EXPECT_TRUE(lines[k + 1].starts_with(label + ",1,")) << lines[k + 1];
        const json failure = record["failures"][k];
        EXPECT_EQ(failure["patient"], label);
        EXPECT_EQ(record["rescued"][k]["patient"], label);
        EXPECT_NEAR(failure["time"].get<double>(), 0.25, 0.01); // 1 / k
        EXPECT_NE(failure["reason"], "");
        EXPECT_TRUE(lines[k + 1].ends_with(failure["reason"].get<std::string>())) << lines[k + 1];
    }
}

TEST(Population, GivesTheSameBitsOnOneAndTwoThreads) {
    const auto all = patients(400);
    const PopulationRun one(all, "-q --threads 1"), two(all, "-q --threads 2");
    EXPECT_EQ(bits(one.courses(400)), bits(two.courses(400)));
    EXPECT_EQ(read_text(one.file("failures.csv")), read_text(two.file("failures.csv")));
}

TEST(Population, GivesTheSameBitsInAnotherOrder) {
    const auto all = patients(400);
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), std::mt19937(7)); // NOLINT(cert-msc51-cpp): the same order every time
    std::vector<Patient> shuffled;
    for (const std::size_t k : order) shuffled.push_back(all[k]);
    const auto first = bits(PopulationRun(all, "-q").courses(400));
    const PopulationRun run(shuffled, "-q");
    const auto second = bits(run.courses(400));
    const auto labels = NetcdfReader(run.file("results.nc")).values("patient", 400);
    for (std::size_t p = 0; p < order.size(); ++p) {
        EXPECT_EQ(labels[p], all[order[p]].label);
        for (std::size_t i = 0; i < n_time; ++i) EXPECT_EQ(second[p * n_time + i], first[order[p] * n_time + i]);
    }
}

TEST(Population, KeepsResultsWhenTooManyFail) {
    const PopulationRun run(patients(400), "-q --max-failed 0.004");
    EXPECT_EQ(run.outcome().exit_code, 5);
    EXPECT_TRUE(run.outcome().err.starts_with(
        "error: 2 of 400 people failed, more than the share of 0.004 that --max-failed allows\n"
        "  where: first: patient 78, time 0.2"))
        << run.outcome().err;
    EXPECT_NE(run.outcome().err.find("; all results are in " + run.directory() + "\n"), std::string::npos);
    EXPECT_EQ(lines_of(read_text(run.file("failures.csv"))).size(), 3U);
    EXPECT_NEAR(run.courses(400)[n_step], patients(400)[0].y(n_step), 1e-4);
}

TEST(Population, OfOneSaysWhoFailedAndWhereTheResultsAre) {
    const PopulationRun run({{7, 4.0}}, "-q");
    EXPECT_EQ(run.outcome().exit_code, 5);
    EXPECT_TRUE(run.outcome().err.starts_with(
        "error: 1 of 1 people failed, more than the share of 0.01 that --max-failed allows\n"
        "  where: first: patient 7, time 0.2"))
        << run.outcome().err;
    EXPECT_NE(run.outcome().err.find("; all results are in " + run.directory() + "\n"), std::string::npos);
}

TEST(Population, ListsFailuresAlsoWhenThereAreNone) {
    const PopulationRun run({{1, 0.5}}, "");
    EXPECT_EQ(run.outcome().err, "");
    EXPECT_EQ(read_text(run.file("failures.csv")), "patient,seed,time,reason\n");
}

TEST(Population, SaysTheMethodInItsRecord) {
    for (const std::string method : {"rodas5p", "rodas4", "cvode"}) {
        const PopulationRun run({{1, 0.5}}, "--method " + method);
        ASSERT_EQ(run.outcome().exit_code, 0) << run.outcome().err;
        EXPECT_EQ(run.record()["solver"]["method"], method);
        EXPECT_NEAR(run.courses(1)[n_step], 2.0, 1e-4) << method;
    }
}

TEST(Population, PrintsTheSameNumbersAsCsvInTheOrderOfPeople) {
    const auto all = patients(400);
    const PopulationRun run(all, "-q");
    const ScratchFile model("csv-explosion.xml", explosion), people("csv-people.csv", csv_of(all)), out("all.csv", "");
    const std::string arguments =
        fmt::format("sbml {} --end 1 --steps {} --population {} -q ", model.path(), n_step, people.path());
    const Outcome printed = run_program(arguments + "--threads 2");
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_EQ(run_program(arguments + "--threads 1 -o " + out.path()).out, "");
    EXPECT_EQ(read_text(out.path()), printed.out);
    const auto courses = run.courses(400);
    const auto lines = lines_of(printed.out);
    ASSERT_EQ(lines.size(), 1 + courses.size());
    EXPECT_EQ(lines[0], "id,time,y");
    for (std::size_t k = 0; k < courses.size(); ++k) {
        const std::string value = std::isnan(courses[k]) ? "" : fmt::format("{}", courses[k]);
        EXPECT_EQ(lines[k + 1], fmt::format("{},{},{}", all[k / n_time].label,
                                            end * static_cast<double>(k % n_time) / n_step, value));
    }
}

TEST(Population, KeepsWhatIsDoneOnCtrlC) {
    std::vector<Patient> all;
    for (int i = 0; i < 300000; ++i) all.push_back({i + 1, 0.5});
    const PopulationRun run(
        all, "-q 2>/dev/null & program=$!; until cat RESULTS.partial-*/results.nc 2>/dev/null | head -c 4000000 | "
             "[ $(wc -c) = 4000000 ]; do kill -0 $program 2>/dev/null || break; sleep 0.1; done; "
             "kill -INT $program; wait $program");
    EXPECT_EQ(run.outcome().exit_code, 130);
    const json record = run.record();
    EXPECT_EQ(record["interrupted"], true);
    const auto n_done = record["n_simulated"].get<std::size_t>();
    EXPECT_GT(n_done, 0U);
    EXPECT_LT(n_done, all.size());
    const auto status = NetcdfReader(run.file("results.nc")).values("status", all.size());
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(status, 0.0)), n_done);
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(status, 2.0)), all.size() - n_done);
    const auto courses = run.courses(all.size());
    for (std::size_t p = 0; p < all.size(); ++p) {
        const double y = courses[p * n_time + n_step];
        EXPECT_TRUE(status[p] == 0.0 ? std::abs(y - 2.0) < 1e-4 : std::isnan(y)) << p << ": " << y;
    }
}

TEST(Population, KeepsAnInterruptedTableUnderAnotherName) {
    std::vector<Patient> all;
    for (int i = 0; i < 300000; ++i) all.push_back({i + 1, 0.5});
    const ScratchFile model("explosion.xml", explosion), people("people.csv", csv_of(all)), table("all.csv", "old"),
        part("all.csv.partial", ""), said("said", "");
    const Outcome outcome = run_program(
        fmt::format("sbml {0} --end 1 --steps {1} --population {2} -q -o {3} 2>{4} & program=$!; "
                    "until cat {3}.partial-* 2>/dev/null | head -c 1000000 | [ $(wc -c) = 1000000 ]; do "
                    "kill -0 $program 2>/dev/null || break; sleep 0.1; done; kill -INT $program; wait $program",
                    model.path(), n_step, people.path(), table.path(), said.path()));
    EXPECT_EQ(outcome.exit_code, 130);
    EXPECT_EQ(read_text(table.path()), "old");
    const auto lines = lines_of(read_text(part.path()));
    const std::size_t n_done = (lines.size() - 1) / n_time;
    EXPECT_GT(n_done, 0U);
    EXPECT_LT(n_done, all.size());
    EXPECT_EQ(lines.size(), 1 + n_done * n_time) << "people are there whole";
    EXPECT_EQ(lines.front(), "id,time,y");
    EXPECT_EQ(read_text(said.path()),
              fmt::format("interrupted: {} of 300000 people were simulated; they are in {}\n", n_done, part.path()));
}

TEST(Population, DoesNotBeginWithoutRoomForItsResults) {
    const PopulationRun run(patients(100000), "-q", "--version > /dev/null; ulimit -f 1000;");
    EXPECT_EQ(run.outcome().exit_code, 3);
    EXPECT_TRUE(run.outcome().err.starts_with("error: the results cannot be written: File too large; "))
        << run.outcome().err;
    EXPECT_NE(run.outcome().err.find("  where: " + run.file("results.nc").string() + "\n"), std::string::npos);
    EXPECT_FALSE(fs::exists(run.directory()));
}

TEST(Population, FaultsOfTheFileAreToldBeforeAnythingIsWritten) {
    const ScratchFile model("explosion.xml", explosion), people("bad.csv", "K,id\n1,a\nx,b\n1\n"),
        results("results", "");
    fs::remove(results.path());
    const Outcome outcome =
        run_program("sbml " + model.path() + " --end 1 --population " + people.path() + " -o " + results.path());
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.err, fmt::format("error: the model has no constant 'K' to set\n"
                                       "  where: {0}:1\n"
                                       "  do:    did you mean 'k'?\n"
                                       "column 'K' holds 'x', which is not a number\n"
                                       "  where: {0}:3\n"
                                       "  do:    write a decimal number such as 0.25 or 1e-3\n"
                                       "1 cells under 2 ids\n"
                                       "  where: {0}:4\n"
                                       "  do:    write one cell for each id\n",
                                       people.path()));
    EXPECT_FALSE(fs::exists(results.path()));
}

/// The most memory [kB] that the program had at once.
long peak_memory(const std::string& arguments) {
    const std::string command = "exec '" EUTHYMIA_PROGRAM "' " + arguments;
    std::string shell = "sh", option = "-c", text = command;
    char* const argv[] = {shell.data(), option.data(), text.data(), nullptr};
    pid_t child = 0;
    if (posix_spawn(&child, "/bin/sh", nullptr, nullptr, argv, environ) != 0) return -1;
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    return status == 0 ? used.ru_maxrss : -1;
}

TEST(Population, TakesNoMoreMemoryForMorePeople) {
    const ScratchFile model("explosion.xml", explosion);
    const auto memory_for = [&](int n) {
        std::vector<Patient> all;
        for (int i = 0; i < n; ++i) all.push_back({i + 1, 0.5});
        const ScratchFile people("people.csv", csv_of(all)), results("results", "");
        fs::remove(results.path());
        return peak_memory(fmt::format("sbml {} --end 1 --steps 1000 --population {} -q -o {}", model.path(),
                                       people.path(), results.path()));
    };
    const long few = memory_for(2000), many = memory_for(20000); // 16 and 160 MB of results
    ASSERT_GT(few, 0);
    EXPECT_LT(many, few + 8000);
    EXPECT_LT(many, 300000);
}

} // namespace
} // namespace euthymia
