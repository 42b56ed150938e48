// SPDX-License-Identifier: Apache-2.0
// Tab-separated tables.
#include "euthymia/io/table.hpp"

#include <gtest/gtest.h>

#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

TEST(Table, GivesCellsByTheNameOfTheirColumn) {
    const Workspace space;
    const auto file = space.write("a.tsv", "# about\nname\tvalue\tnote\n\nx\t1e-3\thello\r\n# why\ny\t-2\n");
    const Table table = read_table(file, {"value", "name"});
    ASSERT_EQ(table.rows().size(), 2u);
    const TableRow& x = table.rows()[0];
    const TableRow& y = table.rows()[1];
    EXPECT_EQ(x.word("name"), "x");
    EXPECT_EQ(x.number("value"), 1e-3);
    EXPECT_EQ(x.text("note"), "hello");
    EXPECT_EQ(x.where(), file.string() + ":4");
    EXPECT_EQ(y.number("value"), -2.0);
    EXPECT_EQ(y.text("note"), "");
    EXPECT_EQ(y.number("note", 7.0), 7.0);
    EXPECT_EQ(y.where(), file.string() + ":6");
}

TEST(Table, TellsEveryFaultOfItsRowsAtOnce) {
    const Workspace space;
    const Table table = read_table(space.write("a.tsv", "name\tvalue\nx\tten\ny\t\nz\t1\nw\tnan\n"), {"name", "value"});
    const auto read = [&] { table.for_each([](const TableRow& row) { std::ignore = row.number("value"); }); };
    EXPECT_EQ(
        space.words(read),
        "column 'value' holds 'ten', which is not a number | a.tsv:2 | write a decimal number such as 0.25 or 1e-3\n"
        "column 'value' is empty | a.tsv:3 | fill in the cell\n"
        "column 'value' holds 'nan', which is not a number | a.tsv:5 | write a decimal number such as 0.25 or 1e-3");
}

TEST(Table, RefusesAHeaderWithoutTheColumnsThatAreNeeded) {
    const Workspace space;
    const auto file = space.write("a.tsv", "name\tname\n");
    EXPECT_EQ(space.words([&] {
        std::ignore = read_table(file, {"name", "value"});
    }),
              "column 'name' is there twice | a.tsv:1 | the header row needs: name, value\n"
              "column 'value' is missing | a.tsv:1 | the header row needs: name, value");
}

TEST(Table, RefusesARowLongerThanItsHeader) {
    const Workspace space;
    const auto file = space.write("a.tsv", "name\tvalue\nx\t1\t2\n");
    EXPECT_EQ(space.words([&] { std::ignore = read_table(file, {"name"}); }),
              "the row has 3 cells, the header 2 | a.tsv:2 | part cells by single tabs");
}

TEST(Table, RefusesAFileThatIsNotThereOrEmpty) {
    const Workspace space;
    EXPECT_EQ(space.words([&] { std::ignore = read_table(space.directory() / "none.tsv", {}); }),
              "the table cannot be read | none.tsv | check that the file is there");
    const auto file = space.write("a.tsv", "# only words\n");
    EXPECT_EQ(space.words([&] { std::ignore = read_table(file, {}); }),
              "the table is empty | a.tsv | give it a header row");
}

TEST(Table, RefusesTwoRowsOfOneName) {
    const Workspace space;
    const Table table = read_table(space.write("a.tsv", "name\nx\ny\nx\n"), {"name"});
    EXPECT_EQ(space.words([&] { table.refuse_repeated("name"); }),
              "name 'x' is there twice | a.tsv:4 | keep one row; the first is a.tsv:2");
}

} // namespace
} // namespace euthymia
