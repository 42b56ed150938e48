// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include <gtest/gtest.h>

#include "euthymia/base/version.hpp"
#include "euthymia/io/read_biology.hpp"
#include "workspace.hpp"

namespace euthymia {
namespace {

using std::filesystem::path;
using test::Workspace;

/// The current directory and the environment as they were, once the test is over.
class FindBiology : public testing::Test {
  protected:
    FindBiology() { unsetenv("EUTHYMIA_BIOLOGY"); }
    ~FindBiology() override {
        unsetenv("EUTHYMIA_BIOLOGY");
        std::filesystem::current_path(before_);
    }

  private:
    path before_ = std::filesystem::current_path();
};

TEST_F(FindBiology, TakesTheGivenDirectoryFirst) {
    const Workspace space;
    space.write("given/depression.xml", "");
    space.write("named/depression.xml", "");
    setenv("EUTHYMIA_BIOLOGY", (space.directory() / "named").c_str(), 1);
    EXPECT_EQ(find_biology(space.directory() / "given"), space.directory() / "given");
    EXPECT_EQ(find_biology(std::nullopt), space.directory() / "named");
}

TEST_F(FindBiology, LooksInTheParentsOfTheCurrentDirectory) {
    const Workspace space;
    space.write("a/biology/depression.xml", "");
    space.write("a/b/c/file", "");
    std::filesystem::current_path(space.directory() / "a/b/c");
    EXPECT_TRUE(std::filesystem::equivalent(find_biology(std::nullopt), space.directory() / "a/biology"));
}

TEST_F(FindBiology, ComesToTheCheckoutLast) {
    const Workspace space;
    std::filesystem::current_path(space.directory());
    EXPECT_EQ(find_biology(std::nullopt), path(source_directory()) / "biology");
}

TEST_F(FindBiology, RefusesADirectoryWithoutAModel) {
    const Workspace space;
    space.write("given/file", "");
    EXPECT_EQ(space.words([&] { std::ignore = find_biology(space.directory() / "given"); }),
              "the directory has no depression.xml | given | give the directory 'biology'");
    setenv("EUTHYMIA_BIOLOGY", (space.directory() / "named").c_str(), 1);
    EXPECT_EQ(space.words([&] { std::ignore = find_biology(std::nullopt); }),
              "the directory has no depression.xml | named | let the environment variable EUTHYMIA_BIOLOGY name the "
              "directory 'biology'");
}

} // namespace
} // namespace euthymia
