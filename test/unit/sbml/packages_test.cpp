// SPDX-License-Identifier: Apache-2.0
// Submodels (package comp) become one model; what other packages ask for is refused by name.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "documents.hpp"

namespace euthymia {
namespace {

namespace fs = std::filesystem;

const std::string comp_head =
    R"(<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"
 xmlns:comp="http://www.sbml.org/sbml/level3/version1/comp/version1" comp:required="true">)";

/// A model with two submodels A and B of one definition; A's k is replaced by the whole's own.
std::string composed(const std::string& definition) {
    return comp_head + definition + R"(<model id="whole">
<listOfParameters><parameter id="k" value="7" constant="true"><comp:listOfReplacedElements>
<comp:replacedElement comp:idRef="k" comp:submodelRef="A"/></comp:listOfReplacedElements></parameter></listOfParameters>
<comp:listOfSubmodels><comp:submodel comp:id="A" comp:modelRef="part"/><comp:submodel comp:id="B" comp:modelRef="part"/>
</comp:listOfSubmodels></model></sbml>)";
}

const std::string part = R"(<listOfParameters><parameter id="k" value="2" constant="true"/>
<parameter id="x" value="1" constant="false"/></listOfParameters>
<listOfRules><rateRule variable="x"><math xmlns="http://www.w3.org/1998/Math/MathML"><ci>k</ci></math></rateRule></listOfRules>)";

/// A folder of its own, removed at the end.
class Folder {
  public:
    Folder()
        : path_(fs::temp_directory_path() / ("euthymia comp " + std::to_string(getpid()))) {
        fs::create_directories(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name) << text;
        return path_ / name;
    }

    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

void expect_composed(const Model& model) {
    ASSERT_EQ(model.rate_rules.size(), 2U);
    EXPECT_EQ(model.rate_rules[0].variable, "A__x");
    EXPECT_EQ(to_text(model.rate_rules[0].math), "k");
    EXPECT_EQ(model.rate_rules[1].variable, "B__x");
    EXPECT_EQ(to_text(model.rate_rules[1].math), "B__k");
}

TEST(Submodels, BecomeOneModel) {
    expect_composed(read_sbml_text(composed("<comp:listOfModelDefinitions><comp:modelDefinition id=\"part\">" + part +
                                            "</comp:modelDefinition></comp:listOfModelDefinitions>"),
                                   "test"));
}

const std::string external = R"(<comp:listOfExternalModelDefinitions>
<comp:externalModelDefinition comp:id="part" comp:source="part of it.xml"/></comp:listOfExternalModelDefinitions>)";

TEST(Submodels, AreLookedForBesideTheFile) {
    const Folder folder;
    (void)folder.write("part of it.xml", document(part));
    expect_composed(read_sbml(folder.write("whole.xml", composed(external))));
}

TEST(Submodels, InOtherFilesAreReadAnew) {
    const Folder folder;
    const fs::path file = folder.write("whole.xml", composed(external));
    for (const char* number : {"2", "3"}) {
        std::string other = part;
        other.replace(other.find("value=\"2\""), 9, fmt::format("value=\"{}\"", number));
        (void)folder.write("part of it.xml", document(other));
        const Model model = read_sbml(file, folder.path() / "cache");
        const auto k = std::ranges::find(model.parameters, "B__k", &Parameter::id);
        ASSERT_NE(k, model.parameters.end());
        EXPECT_EQ(k->value, std::stod(number));
    }
}

TEST(Submodels, ThatAreNotThereAreNamed) {
    const Folder folder;
    const fs::path file = folder.write("whole.xml", composed(external));
    try {
        (void)read_sbml(file);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.issues().front().what, "the file 'part of it.xml' of a submodel is not there");
        EXPECT_EQ(error.issues().front().where, file.string() + ", external model definition 'part'");
    }
}

TEST(Packages, ThatAreUnknownAreRefusedByName) {
    const Issue issue = refusal<UnsupportedError>(
        R"(<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"
 xmlns:distrib="http://www.sbml.org/sbml/level3/version1/distrib/version1" distrib:required="true"><model id="m"/></sbml>)");
    EXPECT_EQ(issue.what, "the SBML package 'distrib' is not supported");
    EXPECT_EQ(issue.where, "element 'sbml'");
}

TEST(Packages, ThatAreKnownButNotBuiltAreRefusedByName) {
    const Issue issue = refusal<UnsupportedError>(
        R"(<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"
 xmlns:qual="http://www.sbml.org/sbml/level3/version1/qual/version1" qual:required="true"><model id="m"/></sbml>)");
    EXPECT_EQ(issue.what, "the SBML package 'qual' is not supported");
}

TEST(Packages, FluxBalanceIsRefusedByItsObjective) {
    const Issue issue = refusal<UnsupportedError>(
        R"(<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"
 xmlns:fbc="http://www.sbml.org/sbml/level3/version1/fbc/version2" fbc:required="false"><model id="m" fbc:strict="false">
<fbc:listOfObjectives fbc:activeObjective="most"><fbc:objective fbc:id="most" fbc:type="maximize">
<fbc:listOfFluxObjectives><fbc:fluxObjective fbc:reaction="r" fbc:coefficient="1"/></fbc:listOfFluxObjectives>
</fbc:objective></fbc:listOfObjectives></model></sbml>)");
    EXPECT_EQ(issue.what, "flux balance analysis (the SBML package 'fbc') is not supported");
    EXPECT_EQ(issue.where, "objective 'most'");
}

} // namespace
} // namespace euthymia
