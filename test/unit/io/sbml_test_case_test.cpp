// SPDX-License-Identifier: Apache-2.0
// Cases of the SBML Test Suite: settings as the suite writes them, tables as its runner reads them.
#include "euthymia/io/sbml_test_case.hpp"

#include <unistd.h>

#include <cmath>
#include <fstream>
#include <limits>

#include <gtest/gtest.h>

#include "euthymia/base/error.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

/// A file of its own, removed at the end.
class TextFileOnDisk {
  public:
    TextFileOnDisk(const std::string& name, const std::string& text)
        : path_(fs::temp_directory_path() / (std::to_string(getpid()) + "-" + name)) {
        std::ofstream(path_) << text;
    }
    ~TextFileOnDisk() { fs::remove(path_); }
    TextFileOnDisk(const TextFileOnDisk&) = delete;
    TextFileOnDisk& operator=(const TextFileOnDisk&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

const std::string ordinary = "start: 1.5\nduration: 2\nsteps: 4\nvariables: S1, k,S2 \nabsolute: 1.0e-004\r\n"
                             "relative: 0.0001\namount: S1\nconcentration:\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

template <typename Error>
Issue refusal(const std::string& settings) {
    const TextFileOnDisk file("settings.txt", settings);
    try {
        (void)read_sbml_test_settings(file.path());
    } catch (const Error& error) {
        return error.issues().front();
    }
    return {"nothing was refused", {}, {}};
}

TEST(SbmlTestSettings, AreReadAsTheSuiteWritesThem) {
    const TextFileOnDisk file("settings.txt", ordinary);
    const SbmlTestSettings settings = read_sbml_test_settings(file.path());
    EXPECT_EQ(settings.start, 1.5);
    EXPECT_EQ(settings.duration, 2.0);
    EXPECT_EQ(settings.n_step, 4);
    EXPECT_EQ(settings.variables, (std::vector<std::string>{"S1", "k", "S2"}));
    EXPECT_EQ(settings.amounts, std::vector<std::string>{"S1"});
    EXPECT_TRUE(settings.concentrations.empty());
    EXPECT_EQ(settings.absolute, 1e-4);
}

TEST(SbmlTestSettings, NameTheKeyThatIsWrong) {
    EXPECT_EQ(refusal<InputError>(replaced(ordinary, "steps: 4", "steps: many")).what,
              "'steps' is 'many', not a number");
    EXPECT_EQ(refusal<InputError>(replaced(ordinary, "steps: 4", "steps: 2.5")).what,
              "'steps' is not a count of at least 1");
    EXPECT_EQ(refusal<InputError>(replaced(ordinary, "relative", "relativ")).what, "'relative' is missing");
}

TEST(SbmlTestSettings, RefuseOtherKindsOfCases) {
    EXPECT_EQ(refusal<UnsupportedError>(ordinary + "meanRange: (-3, 3)\n").what, "a stochastic case is not supported");
    const std::string still = replaced(replaced(ordinary, "steps: 4", "steps:"), "duration: 2", "duration:");
    EXPECT_EQ(refusal<UnsupportedError>(still).what, "a case without a time course (flux balance) is not supported");
}

/// S1 starts with an amount of 6 in a volume of 2 and decays at rate k in time.
const std::string decay = R"(<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"><model id="m">
<listOfCompartments><compartment id="c" size="2" constant="true"/></listOfCompartments>
<listOfSpecies><species id="S1" compartment="c" initialAmount="6" hasOnlySubstanceUnits="false"
 boundaryCondition="false" constant="false"/></listOfSpecies>
<listOfParameters><parameter id="k" value="0.5" constant="true"/></listOfParameters>
<listOfReactions><reaction id="r" reversible="false"><listOfReactants>
<speciesReference species="S1" stoichiometry="1" constant="true"/></listOfReactants>
<kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/><ci>k</ci><ci>c</ci><ci>S1</ci></apply></math>
</kineticLaw></reaction></listOfReactions></model></sbml>)";

TEST(SbmlTestCase, ReportsAmountsAndConcentrationsAsAsked) {
    const TextFileOnDisk model("model.xml", decay);
    SbmlTestSettings settings{.start = 1.0, .duration = 2.0, .n_step = 4, .variables = {"S1", "k"}};
    const auto course = [&](const std::string& how) {
        settings.amounts = settings.concentrations = {};
        (how == "amount" ? settings.amounts : settings.concentrations) = {"S1"};
        return simulate_sbml_test(model.path(), settings);
    };
    const Trajectory amount = course("amount"), concentration = course("concentration");
    ASSERT_FALSE(amount.failure);
    ASSERT_EQ(amount.time.size(), 5U);
    for (std::size_t i = 0; i < 5; ++i) {
        const double t = 1.0 + 0.5 * static_cast<double>(i);
        EXPECT_DOUBLE_EQ(amount.time[i], t);
        EXPECT_NEAR(amount.values[2 * i], 6.0 * std::exp(-0.5 * t), 1e-7);
        EXPECT_NEAR(concentration.values[2 * i], 3.0 * std::exp(-0.5 * t), 1e-7);
        EXPECT_EQ(amount.values[2 * i + 1], 0.5);
    }
}

TEST(SbmlTestCase, WritesTheTableOfTheRunner) {
    const SbmlTestSettings settings{.variables = {"x", "y"}};
    Trajectory trajectory;
    trajectory.time = {0.0, 0.1};
    constexpr double infinity = std::numeric_limits<double>::infinity();
    trajectory.values = {1.0 / 3.0, std::nan(""), infinity, -infinity};
    EXPECT_EQ(sbml_test_csv(settings, trajectory),
              "time,x,y\n0,0.33333333333333331,NaN\n0.10000000000000001,INF,-INF\n");
}

} // namespace
} // namespace euthymia
