// SPDX-License-Identifier: Apache-2.0
// The wrapper for the runner of the SBML Test Suite: `euthymia sbml-test DIR CASE OUT LEVEL VERSION`.
#include <gtest/gtest.h>

#include "program.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

/// A suite of one case, 00001: x grows by 2 a time from 1.
class SuiteOnDisk {
  public:
    SuiteOnDisk()
        : root_(fs::temp_directory_path() / ("euthymia-suite-" + std::to_string(getpid()))) {
        fs::create_directories(root_ / "00001");
        std::ofstream(root_ / "00001/00001-settings.txt") << "start: 0\nduration: 2\nsteps: 2\nvariables: x\nabsolute: "
                                                             "1e-4\nrelative: 1e-4\namount:\nconcentration:\n";
        std::ofstream(root_ / "00001/00001-sbml-l2v4.xml")
            << R"(<sbml xmlns="http://www.sbml.org/sbml/level2/version4" level="2" version="4"><model id="m">
<listOfParameters><parameter id="x" value="1" constant="false"/></listOfParameters><listOfRules><rateRule variable="x">
<math xmlns="http://www.w3.org/1998/Math/MathML"><cn>2</cn></math></rateRule></listOfRules></model></sbml>)";
    }
    ~SuiteOnDisk() { fs::remove_all(root_); }
    SuiteOnDisk(const SuiteOnDisk&) = delete;
    SuiteOnDisk& operator=(const SuiteOnDisk&) = delete;

    [[nodiscard]] Outcome run(const std::string& level_and_version) const {
        return run_program("sbml-test '" + root_.string() + "' 00001 '" + out().string() + "' " + level_and_version);
    }
    [[nodiscard]] fs::path out() const { return root_ / "out"; }

  private:
    fs::path root_;
};

TEST(SbmlTest, WritesTheTableTheRunnerReads) {
    const SuiteOnDisk suite;
    const Outcome outcome = suite.run("2 4");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    std::istringstream table(read_text(suite.out() / "00001.csv"));
    std::string line;
    std::getline(table, line);
    EXPECT_EQ(line, "time,x");
    for (int t = 0; t <= 2; ++t) {
        std::getline(table, line);
        double time = 0.0, x = 0.0;
        ASSERT_EQ(std::sscanf(line.c_str(), "%lf,%lf", &time, &x), 2) << line;
        EXPECT_EQ(time, t);
        EXPECT_NEAR(x, 1.0 + 2.0 * t, 1e-8);
    }
    EXPECT_FALSE(std::getline(table, line));
}

TEST(SbmlTest, WritesNothingForALevelThatIsNotThere) {
    const SuiteOnDisk suite;
    const Outcome outcome = suite.run("3 2");
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_FALSE(fs::exists(suite.out() / "00001.csv"));
}

} // namespace
} // namespace euthymia
