// SPDX-License-Identifier: Apache-2.0
// `euthymia calibrate` as its users meet it.
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

/// A fit of what the contact of a drug does, small enough to wait for.
class SmallFit {
  public:
    SmallFit()
        : trial_("fit-trial.yaml",
                 with(read_text(EUTHYMIA_ROOT "/test/end_to_end/tiny-trial.yaml"), "validation", "calibration"))
        , document_("fit.yaml", "schema: euthymia/calibration/1\ntitle: What contact does\nparameters:\n"
                                "  - {id: contact.drug.points, low: 0.2, high: 12}\ntrials: ['" +
                                    trial_.path() + "']\npool: 10\nreplicates: 5\nevaluations: 5\nensemble: 2\n")
        , results_("fit", "") {
        fs::remove(results_.path());
    }

    [[nodiscard]] Outcome run(const std::string& options) const {
        return run_program("calibrate " + document_.path() + " -o " + results_.path() + " " + options);
    }
    [[nodiscard]] fs::path file(const std::string& name) const { return fs::path(results_.path()) / name; }

  private:
    ScratchFile trial_, document_, results_;
};

nlohmann::json fitted(const Outcome& outcome) {
    return nlohmann::json::parse(outcome.out, nullptr, false);
}

TEST(CalibrateCommand, GoesOnFromWhatItKeptAndWritesValuesWithTheirTargets) {
    const SmallFit fit;
    const Outcome first = fit.run("--json");
    ASSERT_EQ(first.exit_code, 0) << first.err;
    EXPECT_EQ(first.err, "");
    const auto numbers = fitted(first)["parameters"];
    EXPECT_GT(fitted(first)["evaluations"]["simulated_now"], 0);

    const ScratchFile biology("fit-biology", "");
    fs::remove(biology.path());
    fs::copy(EUTHYMIA_ROOT "/biology", biology.path(), fs::copy_options::recursive);
    const Outcome again = fit.run("--json --write --biology " + biology.path());
    ASSERT_EQ(again.exit_code, 0) << again.err;
    EXPECT_NE(again.err.find("going on from "), std::string::npos) << again.err;
    EXPECT_EQ(fitted(again)["evaluations"]["simulated_now"], 0);
    EXPECT_EQ(fitted(again)["parameters"], numbers);
    const std::string table = read_text(fs::path(biology.path()) / "tables/contact.tsv");
    EXPECT_NE(table.find("\tfitted to T1 by calibrate; "), std::string::npos);
    EXPECT_EQ(table.find("by calibrate; "), table.rfind("by calibrate; ")) << "one row only";
}

TEST(CalibrateCommand, TellsHowWellEveryNumberIsKnown) {
    const SmallFit fit;
    const Outcome outcome = fit.run("-q --json");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    const auto number = fitted(outcome)["parameters"][0];
    EXPECT_EQ(number["id"], "contact.drug.points");
    EXPECT_EQ(number["prior_sd"], 0.5) << "of the logarithm, of what is calibrated";
    EXPECT_GT(number["posterior_sd"], 0.0);
    EXPECT_EQ(number["identified"], number["posterior_sd"].get<double>() < 0.25);
    for (const char* key : {"interval", "at_bound", "ensemble_sd", "strongest_correlation"}) {
        EXPECT_TRUE(number.contains(key)) << key;
    }
    EXPECT_TRUE(fs::exists(fit.file("ensemble.tsv")));
}

TEST(CalibrateCommand, NamesTheDocumentOfANumberThatIsNotThere) {
    const ScratchFile document("wrong.yaml", "schema: euthymia/calibration/1\ntitle: wrong\nparameters:\n"
                                             "  - {id: contact.wating.points, low: 0.2, high: 6}\n"
                                             "trials: [dose-2005]\n");
    const Outcome outcome = run_program("calibrate " + document.path());
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.err.find("where: " + document.path() + ", parameter 'contact.wating.points'"), std::string::npos)
        << outcome.err;
    EXPECT_NE(outcome.err.find("'contact.waitlist.points'"), std::string::npos) << outcome.err;
}

} // namespace
} // namespace euthymia
