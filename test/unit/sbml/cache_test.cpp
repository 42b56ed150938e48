// SPDX-License-Identifier: Apache-2.0
// Models that are kept from run to run are those that reading gives.
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "documents.hpp"
#include "euthymia/base/file_store.hpp"
#include "sameness.hpp"
#include "sbml/model_bytes.hpp"
#include "unit/io/workspace.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

std::string with_parameter(double value) {
    return document(
        fmt::format(R"(<listOfParameters><parameter id="k" value="{}" constant="true"/></listOfParameters>)", value));
}

class SbmlCache : public testing::Test {
  protected:
    [[nodiscard]] Model read(const fs::path& file) const { return read_sbml(file, directory_); }

    /// Names of what is kept.
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> found;
        if (!fs::exists(directory_)) return found;
        for (const auto& entry : fs::directory_iterator(directory_)) found.insert(entry.path().stem());
        return found;
    }

    test::Workspace workspace_;
    fs::path directory_ = workspace_.directory() / "cache";
};

class KeptModel : public SbmlCache, public testing::WithParamInterface<const char*> {};

TEST_P(KeptModel, IsTheOneThatReadingGives) {
    const fs::path file = fs::path(EUTHYMIA_ROOT) / GetParam();
    const Model fresh = read_sbml(file);
    for (int run = 0; run < 2; ++run) {
        const Model model = read(file);
        EXPECT_EQ(sbml::to_bytes(model), sbml::to_bytes(fresh));
        EXPECT_EQ(meaning_of(model), meaning_of(fresh));
    }
    EXPECT_EQ(names().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Each, KeptModel,
                         testing::Values("biology/depression.xml", "test/models/best2009.xml", "test/models/cbm4.xml",
                                         "test/models/glucose.xml"));

TEST_F(SbmlCache, IsAskedBeforeLibSbml) {
    const fs::path file = workspace_.write("a.xml", with_parameter(1.0));
    (void)read(file);
    Model other;
    other.id = "another";
    FileStore(directory_).keep(*names().begin(), sbml::to_bytes(other));
    EXPECT_EQ(read(file).id, "another");
}

TEST_F(SbmlCache, KnowsADocumentByItsContent) {
    const fs::path file = workspace_.write("a.xml", with_parameter(1.0));
    EXPECT_EQ(read(file).parameters.at(0).value, 1.0);
    workspace_.write("a.xml", with_parameter(2.0));
    EXPECT_EQ(read(file).parameters.at(0).value, 2.0);
    EXPECT_EQ(read(workspace_.write("b.xml", with_parameter(1.0))).parameters.at(0).value, 1.0);
    EXPECT_EQ(names().size(), 2U);
}

TEST_F(SbmlCache, ThatIsDamagedIsMadeAnew) {
    const fs::path file = workspace_.write("a.xml", with_parameter(1.0));
    (void)read(file);
    const fs::path kept = fs::directory_iterator(directory_)->path();
    const auto size = fs::file_size(kept);
    fs::resize_file(kept, size / 2);
    EXPECT_EQ(read(file).parameters.at(0).value, 1.0);
    EXPECT_EQ(fs::file_size(kept), size);
    FileStore(directory_).keep(kept.stem(), "whole, but no model");
    EXPECT_EQ(read(file).parameters.at(0).value, 1.0);
    EXPECT_EQ(fs::file_size(kept), size);
}

TEST_F(SbmlCache, DoesNotKeepWhatIsRefused) {
    const std::string wrong = document("<listOfRules><rateRule variable=\"x\"/></listOfRules>");
    const std::string unknown =
        document("<listOfInitialAssignments><initialAssignment symbol=\"k\">" + math("<apply><ci>f</ci></apply>") +
                 "</initialAssignment></listOfInitialAssignments>");
    for (const std::string& text : {wrong, unknown, std::string("<sbml>\n<model>\n")}) {
        for (const char* name : {"a.xml", "b.xml"}) {
            const fs::path file = workspace_.write(name, text);
            const std::string words = workspace_.words([&] { (void)read_sbml(file); });
            EXPECT_NE(words.find(name), std::string::npos) << words;
            for (int run = 0; run < 2; ++run) EXPECT_EQ(workspace_.words([&] { (void)read(file); }), words);
        }
    }
    EXPECT_EQ(names(), std::set<std::string>());
}

TEST_F(SbmlCache, DoesWithoutADirectoryItCannotWrite) {
    const fs::path file = workspace_.write("a.xml", with_parameter(1.0));
    workspace_.write("cache", "a file where a directory should be");
    for (int run = 0; run < 2; ++run) EXPECT_EQ(read(file).parameters.at(0).value, 1.0);
}

TEST_F(SbmlCache, MayBeSharedByThreads) {
    const fs::path file = fs::path(EUTHYMIA_ROOT) / "test/models/best2009.xml";
    const std::string fresh = sbml::to_bytes(read_sbml(file));
    {
        std::vector<std::jthread> threads;
        for (int k = 0; k < 4; ++k) {
            threads.emplace_back([&] {
                for (int run = 0; run < 5; ++run) EXPECT_EQ(sbml::to_bytes(read(file)), fresh);
            });
        }
    }
    EXPECT_EQ(names().size(), 1U);
}

} // namespace
} // namespace euthymia
