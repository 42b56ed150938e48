// SPDX-License-Identifier: Apache-2.0
// The pages that runs write, as a browser shows them.
#include <algorithm>
#include <sstream>

#include "browser.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

constexpr double least_text = 10.5; ///< CSS pixels; below 11 only by rounding

/// A run whose results are there as long as the object.
class Results {
  public:
    explicit Results(const std::string& arguments)
        : directory_("pages", "") {
        fs::remove(directory_.path());
        outcome_ = run_program(arguments + " -q -o " + directory_.path());
    }

    [[nodiscard]] fs::path file(const std::string& name) const { return fs::path(directory_.path()) / name; }
    [[nodiscard]] const Outcome& outcome() const { return outcome_; }

  private:
    ScratchFile directory_;
    Outcome outcome_;
};

void expect_readable(const std::string& browser, const fs::path& page, int width) {
    SCOPED_TRACE(page.filename().string() + " at " + std::to_string(width));
    const Seen seen = open_in_browser(browser, page, width);
    EXPECT_EQ(seen.console, "");
    ASSERT_TRUE(seen.facts.is_object()) << seen.facts;
    EXPECT_EQ(seen.facts["window"], width);
    EXPECT_LE(seen.facts["page"], width) << "the page scrolls sideways";
    EXPECT_GT(seen.facts["drawn"], 0);
    EXPECT_EQ(seen.facts["unnamed"], 0) << "a figure without title or description";
    EXPECT_GE(seen.facts["smallest_text"].get<double>(), least_text);
    EXPECT_EQ(seen.facts["outside"], nlohmann::json::array()) << "text beyond the edge of the page";
}

bool has_title(const nlohmann::json& titles, const std::string& part) {
    return std::ranges::any_of(
        titles, [&](const auto& title) { return title.template get<std::string>().find(part) != std::string::npos; });
}

TEST(ReportPage, IsReadableInABrowserAtEveryWidth) {
    const auto browser = find_browser();
    if (!browser) GTEST_SKIP() << "no Chromium is installed";
    const Results results("trial test/end_to_end/tiny-trial.yaml --pool 12 --replicates 20");
    ASSERT_EQ(results.outcome().exit_code, 0) << results.outcome().err;
    for (const int width : {1280, 390}) expect_readable(*browser, results.file("report.html"), width);
}

TEST(ReportPage, ShowsEveryFigureThatATrialHas) {
    const auto browser = find_browser();
    if (!browser) GTEST_SKIP() << "no Chromium is installed";
    const Results results("trial test/end_to_end/tiny-trial.yaml --pool 12 --replicates 20");
    const Seen seen = open_in_browser(*browser, results.file("report.html"), 1280);
    ASSERT_TRUE(seen.facts.is_object());
    for (const char* part : {"over the weeks of the trial", "Standardised differences between arms",
                             "staying in treatment", "response at week", "that are assumed"}) {
        EXPECT_TRUE(has_title(seen.facts["titles"], part)) << part << " in " << seen.facts["titles"];
    }
    EXPECT_EQ(seen.facts["bars"], 0) << "intervals over an ensemble that nobody gave";
}

/// Two members that differ in how much waiting alone helps.
constexpr const char* two_members = "member\tweight\tobjective\tcontact.waitlist.points\n"
                                    "0\t0.5\t0\t1.5\n1\t0.5\t0\t3.5\n";

TEST(ReportPage, ShowsIntervalsOverAnEnsemble) {
    const auto browser = find_browser();
    if (!browser) GTEST_SKIP() << "no Chromium is installed";
    const ScratchFile ensemble("ensemble.tsv", two_members);
    const Results results("trial test/end_to_end/tiny-trial.yaml --pool 12 --replicates 20 --ensemble " +
                          ensemble.path());
    ASSERT_EQ(results.outcome().exit_code, 0) << results.outcome().err;
    for (const int width : {1280, 390}) expect_readable(*browser, results.file("report.html"), width);
    const Seen seen = open_in_browser(*browser, results.file("report.html"), 1280);
    EXPECT_EQ(seen.facts["bars"], 3) << "two contrasts and a published number";
    EXPECT_GE(seen.facts["bands"], 2) << "of the ratings of both arms";
    const std::string page = read_text(results.file("report.html"));
    EXPECT_NE(page.find("<code>" + ensemble.path() + "</code>; 2 members"), std::string::npos) << "under provenance";
}

TEST(EvidenceBoard, ShowsIntervalsOverAnEnsemble) {
    const auto browser = find_browser();
    if (!browser) GTEST_SKIP() << "no Chromium is installed";
    const ScratchFile ensemble("ensemble.tsv", two_members);
    const Results results("evidence test/end_to_end/tiny-trial.yaml --pool 12 --replicates 20 --ensemble " +
                          ensemble.path());
    ASSERT_EQ(results.outcome().exit_code, 0) << results.outcome().err;
    for (const int width : {1280, 390}) expect_readable(*browser, results.file("board.html"), width);
    EXPECT_EQ(open_in_browser(*browser, results.file("board.html"), 1280).facts["bars"], 1);
}

TEST(EvidenceBoard, IsReadableInABrowserAtEveryWidth) {
    const auto browser = find_browser();
    if (!browser) GTEST_SKIP() << "no Chromium is installed";
    const Results results("evidence test/end_to_end/tiny-trial.yaml --pool 12 --replicates 20");
    ASSERT_EQ(results.outcome().exit_code, 0) << results.outcome().err;
    for (const int width : {1280, 390}) expect_readable(*browser, results.file("board.html"), width);
}

TEST(EvidenceBoard, IsTheSameTextAfterAnotherRun) {
    const std::string arguments = "evidence test/end_to_end/tiny-trial.yaml --pool 12 --replicates 20 --seed 2";
    const auto texts = [&] {
        const Results results(arguments);
        std::vector<std::string> all;
        for (const char* name : {"board.md", "agreement.svg", "forest.svg", "calibration.svg", "summary.csv"}) {
            all.push_back(read_text(results.file(name)));
        }
        return all;
    };
    const auto first = texts();
    EXPECT_EQ(first, texts());
    for (const std::string& text : first) EXPECT_FALSE(text.empty());
}

} // namespace
} // namespace euthymia
