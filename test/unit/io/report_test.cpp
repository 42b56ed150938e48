// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/report.hpp"

#include <algorithm>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "io/html.hpp"
#include "io/safety_text.hpp"
#include "write_example.hpp"

namespace euthymia::test {
namespace {

std::string report() {
    return trial_report(example_trial(), example_provenance());
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

int n_match(const std::string& text, const std::string& pattern) {
    const std::regex regex(pattern);
    return static_cast<int>(
        std::distance(std::sregex_iterator(text.begin(), text.end(), regex), std::sregex_iterator()));
}

/// Walks the tags of a page; the first that closes another than the one open, or that is never closed.
std::string first_unbalanced(const std::string& page) {
    static const std::set<std::string> without_end{"meta", "br", "hr"};
    static const std::regex tag("<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>");
    std::vector<std::string> open;
    for (auto match = std::sregex_iterator(page.begin(), page.end(), tag); match != std::sregex_iterator(); ++match) {
        const std::string name = (*match)[2];
        if ((*match)[3].length() > 0 || without_end.contains(name)) continue;
        if ((*match)[1].length() == 0) {
            open.push_back(name);
        } else if (open.empty() || open.back() != name) {
            return name;
        } else {
            open.pop_back();
        }
    }
    return open.empty() ? "" : open.back();
}

TEST(Report, NamesEveryArmSafely) {
    const std::string page = report();
    EXPECT_TRUE(has(page, "walk &amp; &quot;talk&quot;, &lt;daily&gt;"));
    EXPECT_TRUE(has(page, "waiting"));
    EXPECT_TRUE(has(page, "<h1>Walking &lt;and&gt; waiting</h1>"));
    EXPECT_FALSE(has(page, "<daily>"));
    EXPECT_FALSE(has(page, "<and>"));
}

TEST(Report, IsBalanced) {
    EXPECT_EQ(first_unbalanced(report()), "");
}

TEST(Report, NeedsNothingElse) {
    const std::string page = report();
    for (const char* word : {"http", "<script", "<link", "<img", "@import", "url(", "<iframe"}) {
        EXPECT_FALSE(has(page, word)) << word;
    }
}

TEST(Report, DrawsEveryFigureWithItsTitle) {
    const std::string page = report();
    // One for the scale, for the hundred people, for the contrasts, a statistic published, for staying, a variable.
    EXPECT_EQ(n_match(page, "<svg viewBox=\"[^\"]*\" role=\"img\"><title>[^<]+</title><desc>[^<]+</desc>"),
              1 + 1 + 1 + 2 + 1 + 2);
    EXPECT_TRUE(has(page, "<title>HAM-D17 over the weeks of the trial</title>"));
    EXPECT_EQ(n_match(page, "[\"ML ]-?nan"), 0) << "a missing value must not reach a picture";
}

TEST(Report, PutsEveryVariableIntoItsSystem) {
    const std::string page = report();
    const std::size_t trophic = page.find("<h3>Neurotrophic</h3>"),
                      transmitter = page.find("<h3>Neurotransmitter</h3>");
    const std::size_t bdnf = page.find("Serum BDNF <span class=\"unit\">ng/mL</span>");
    const std::size_t serotonin = page.find("Serotonin <span class=\"unit\">nM</span>");
    ASSERT_TRUE(std::max({trophic, transmitter, bdnf, serotonin}) != std::string::npos);
    EXPECT_TRUE(transmitter < serotonin && serotonin < trophic && trophic < bdnf);
}

/// The number that `pattern` catches first in `text`.
double caught(const std::string& text, const std::string& pattern) {
    std::smatch match;
    EXPECT_TRUE(std::regex_search(text, match, std::regex(pattern))) << pattern;
    return match.empty() ? missing : std::stod(match[1]);
}

TEST(Report, MarksAPublishedChangeAsAScore) {
    const std::string page = report();
    const double zero = caught(page, "y=\"([0-9.]+)\" text-anchor=\"end\"[^>]*>0</text>");
    const double twenty = caught(page, "y=\"([0-9.]+)\" text-anchor=\"end\"[^>]*>20</text>");
    const double diamond = caught(page, "d=\"M[0-9.]+ ([0-9.]+)[^\"]*\" class=\"published arm-0\"");
    // The simulated baseline is 21.5 points and the published change -47 %. Pictures have one decimal.
    EXPECT_NEAR(20.0 * (zero - diamond) / (zero - twenty), 21.5 * 0.53, 0.02);
    EXPECT_EQ(n_match(page, "class=\"published arm-"), 1);
}

TEST(Report, SaysInWordsWhatAgrees) {
    const std::string page = report();
    EXPECT_EQ(n_match(page, "class=\"agrees\">\u2713 yes"), 1);
    EXPECT_EQ(n_match(page, "class=\"differs\">\u2717 no"), 1);
    EXPECT_TRUE(has(page, "Of 2 published numbers, the simulation agrees with <strong>1</strong>"));
    EXPECT_TRUE(has(page, ">calibration</td>"));
    EXPECT_TRUE(has(page, ">validation</td>"));
}

TEST(Report, AccountsForEveryParticipant) {
    const std::string page = report();
    EXPECT_TRUE(has(page, "<strong>Assessed</strong> <span class=\"count\">n = 31</span>"));
    EXPECT_TRUE(has(page, "<strong>Did not enter</strong> <span class=\"count\">n = 27</span>"));
    EXPECT_TRUE(has(page, "<span class=\"count\">12</span> HAM-D17 below the entry criterion"));
    EXPECT_TRUE(has(page, "<strong>Entered</strong> <span class=\"count\">n = 4</span>"));
    EXPECT_EQ(n_match(page, "Dropped out of treatment</strong> <span class=\"count\">n = 1<"), 2);
    EXPECT_EQ(n_match(page, "<p>1 could not be simulated to the end</p>"), 1);
}

TEST(Report, DescribesThePeopleAtBaseline) {
    const std::string page = report();
    // Ages 31.5, 42, 27.25 and 60: mean 40.1875, variance (75.47 + 3.29 + 167.38 + 392.54) / 3 = 212.89.
    EXPECT_TRUE(has(page, "Age, years</th><td class=\"number\" data-heading=\"walk &amp; &quot;talk&quot;, "
                          "&lt;daily&gt;\">40.2 (14.6)</td>"));
    EXPECT_TRUE(has(page, "Women, %</th>"));
    EXPECT_TRUE(has(page, ">75</td>"));
    // Ratings 20, 21, 22 and 23: variance 5/3.
    EXPECT_TRUE(has(page, "HAM-D17, points</th>"));
    EXPECT_TRUE(has(page, ">21.5 (1.3)</td>"));
}

TEST(Report, CountsWhoStaysInTreatment) {
    const std::string page = report();
    EXPECT_TRUE(has(page, "At week 4: walk &amp; &quot;talk&quot;, &lt;daily&gt; 75 % and waiting 75 %."));
    EXPECT_TRUE(has(page, "data-heading=\"Week 0\">4</td><td class=\"number\" data-heading=\"Week 2\">3</td>"));
}

TEST(Report, DrawsAHundredPeopleByResponse) {
    TrialResult trial = example_trial();
    for (ArmResult& row : trial.arms[0].results) row.response_rate = 60.0, row.score.n = 200;
    for (ArmResult& row : trial.arms[1].results) row.response_rate = 40.0, row.score.n = 200;
    const std::string page = trial_report(trial, example_provenance());
    for (const char* item : {"<strong>40</strong> respond under waiting as well",
                             "<strong>20</strong> more respond under", "<strong>40</strong> do not respond"}) {
        EXPECT_TRUE(has(page, item)) << item;
    }
    // 20 points; the standard error is sqrt(2 * 0.6 * 0.4 / 200) = 4.899 points, so 10.398 to 29.602 points.
    EXPECT_TRUE(has(page, "Number needed to treat: <strong>5</strong> (95 % interval 3.4 to 9.6)."));
}

TEST(Report, SaysThatNoBenefitIsNoNumberNeededToTreat) {
    EXPECT_TRUE(has(report(), "There is no difference, so no number needed to treat."));
}

TEST(Report, TellsHowManyNumbersAreAssumed) {
    Provenance provenance = example_provenance();
    provenance.grades = {{.system = "structure", .count = {{"assumed", 3}, {"measured", 1}}, .n_direct = 1}};
    const std::string page = trial_report(example_trial(), provenance);
    EXPECT_TRUE(has(page, "Of 4 numbers 3 (75 %) are ASSUMED"));
    EXPECT_FALSE(has(report(), "are ASSUMED: choices"));
}

TEST(Report, CarriesTheSafetyTextWhole) {
    const std::string page = report();
    EXPECT_EQ(safety_statements().size(), 7u);
    for (const auto statement : safety_statements()) EXPECT_TRUE(has(page, escape(statement))) << statement;
}

TEST(Report, SaysWhereItComesFrom) {
    const std::string page = report();
    EXPECT_TRUE(has(page, "euthymia trial walking.yaml"));
    EXPECT_TRUE(has(page, sha256_of_text("walking")));
    EXPECT_TRUE(has(page, "<li>nobody walked</li>"));
}

TEST(Report, StandsAlsoWithoutPublishedNumbersAndVariables) {
    TrialResult trial = example_trial();
    trial.comparisons.clear();
    trial.contrasts.clear();
    trial.variables.clear();
    trial.failures.clear();
    for (ArmRecord& arm : trial.arms) arm.values.clear();
    const std::string page = trial_report(trial, example_provenance());
    EXPECT_EQ(first_unbalanced(page), "");
    EXPECT_FALSE(has(page, "id=\"published\""));
    EXPECT_FALSE(has(page, "id=\"systems\""));
    EXPECT_TRUE(has(page, "Everybody could be simulated to the end."));
}

TEST(Html, ShowsNumbersAsPeopleWriteThem) {
    EXPECT_EQ(shown(-12.345, 1), "\u221212.3");
    EXPECT_EQ(shown(-0.04, 1), "0.0");
    EXPECT_EQ(shown(missing, 1), "\u2013");
    EXPECT_EQ(shown(0.012345), "0.0123");
    EXPECT_EQ(shown(1234.0), "1234");
    EXPECT_EQ(shown_plain(12.0), "12");
    EXPECT_EQ(enumerate({"a", "b", "c"}), "a, b and c");
}

} // namespace
} // namespace euthymia::test
