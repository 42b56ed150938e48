// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <sstream>

#include "euthymia/io/write_calibration.hpp"
#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

const std::string header = "id\tvalue\tunit\tspread\tsource\tgrade\tnote\n";

TEST(WriteBack, TouchesOnlyTheRowsItIsGiven) {
    const std::string before = "# a comment\tgain\t1\r\n" + header +
                               "other\t1.50\tu\t\ts\tmeasured\tan odd   note \n"
                               "gain\t0.0270\tu\tlognormal cv 0.1\ts\tcalibrated\tby hand\r\n"
                               "\n"
                               "bare\t1\tu\t\ts\tcalibrated\n"
                               "last\t3\tu\t\ts\tassumed\tno newline at the end";
    const std::string after =
        "# a comment\tgain\t1\r\n" + header +
        "other\t1.50\tu\t\ts\tmeasured\tan odd   note \n"
        "gain\t0.0312346\tu\tlognormal cv 0.1\ts\tcalibrated\tfitted to C1 by calibrate; by hand\r\n"
        "\n"
        "bare\t2\tu\t\ts\tcalibrated\tfitted to C1 by calibrate\n"
        "last\t3\tu\t\ts\tassumed\tno newline at the end";
    EXPECT_EQ(
        with_new_values(before, "id", "value", {{"gain", 0.03123456789}, {"bare", 2.0}}, "fitted to C1 by calibrate"),
        after);
}

TEST(WriteBack, ReplacesTheNoteOfAnEarlierFit) {
    const std::string first = with_new_values(header + "gain\t1\tu\t\ts\tcalibrated\tby hand\n", "id", "value",
                                              {{"gain", 2.0}}, "fitted to C1, C2 by calibrate");
    EXPECT_EQ(with_new_values(first, "id", "value", {{"gain", 3.0}}, "fitted to C3 by calibrate"),
              header + "gain\t3\tu\t\ts\tcalibrated\tfitted to C3 by calibrate; by hand\n");
    const std::string bare = with_new_values(header + "gain\t1\tu\t\ts\tcalibrated\tfitted to C1 by calibrate\n", "id",
                                             "value", {{"gain", 2.0}}, "fitted to C2 by calibrate");
    EXPECT_EQ(bare, header + "gain\t2\tu\t\ts\tcalibrated\tfitted to C2 by calibrate\n");
}

TEST(WriteBack, PutsParametersAndContactsWhereTheyCameFrom) {
    const Workspace workspace;
    workspace.write("parameters.tsv", header + "gain\t1\tu\t\ts\tcalibrated\tby hand\nrest\t4\tu\t\ts\tassumed\t\n");
    workspace.write("tables/contact.tsv", "kind\tnatural\tpoints\tgrade\tnote\nwaitlist\t4\t2.4\tcalibrated\tC063\n");
    const FitParameter gain{.name = "gain", .contact = {}, .prior = {}};
    const FitParameter waitlist{.name = "contact.waitlist.points", .contact = "waitlist", .prior = {}};
    const auto written = write_back(workspace.directory(), {gain, waitlist}, {1.25, 2.0}, {"C019", "C020"});
    EXPECT_EQ(written.size(), 2U);
    EXPECT_EQ(bytes_of(workspace.directory() / "parameters.tsv"),
              header + "gain\t1.25\tu\t\ts\tcalibrated\tfitted to C019, C020 by calibrate; by hand\n"
                       "rest\t4\tu\t\ts\tassumed\t\n");
    EXPECT_EQ(
        bytes_of(workspace.directory() / "tables/contact.tsv"),
        "kind\tnatural\tpoints\tgrade\tnote\nwaitlist\t4\t2\tcalibrated\tfitted to C019, C020 by calibrate; C063\n");
}

TEST(WriteBack, LeavesTheFileAloneWhenARowIsMissing) {
    const Workspace workspace;
    const std::string text = header + "gain\t1\tu\t\ts\tcalibrated\tby hand\n";
    workspace.write("parameters.tsv", text);
    const FitParameter gain{.name = "gain", .contact = {}, .prior = {}},
        lost{.name = "lost", .contact = {}, .prior = {}};
    EXPECT_EQ(workspace.words([&] {
        write_back(workspace.directory(), {gain, lost}, {2.0, 3.0}, {"C1"});
    }),
              "1 of 2 rows are there | column 'id' | use the table that the fit was made with");
    EXPECT_EQ(bytes_of(workspace.directory() / "parameters.tsv"), text);
}

} // namespace
} // namespace euthymia
