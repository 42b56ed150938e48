// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_biology.hpp"

#include <gtest/gtest.h>

#include "euthymia/base/version.hpp"
#include "workspace.hpp"

namespace euthymia {
namespace {

using test::Workspace;

const std::string inputs[] = {"bout",          "intensity",          "aerobic_share",      "bdnf_share",
                              "reward_events", "stressor",           "nonspecific_points", "nonspecific_start",
                              "dropout_rate",  "supervision_effect", "attendance_base"};

/// A model with every input, two traits, a gut that empties and a score.
std::string model() {
    std::string parameters;
    for (const std::string& id : inputs) parameters += "<parameter id='" + id + "' value='0' constant='false'/>";
    for (const std::string id : {"s__trait", "s__size"}) {
        parameters += "<parameter id='" + id + "' value='2' constant='false'/>";
    }
    return "<?xml version='1.0' encoding='UTF-8'?>"
           "<sbml xmlns='http://www.sbml.org/sbml/level3/version2/core' level='3' version='2'><model id='m'>"
           "<listOfParameters>" +
           parameters +
           "<parameter id='s__gut' value='1' constant='false'/><parameter id='s__score' value='1' constant='false'/>"
           "</listOfParameters><listOfRules>"
           "<rateRule variable='s__gut'><math xmlns='http://www.w3.org/1998/Math/MathML'><apply><minus/><ci>s__gut</ci>"
           "</apply></math></rateRule>"
           "<assignmentRule variable='s__score'><math xmlns='http://www.w3.org/1998/Math/MathML'><ci>s__gut</ci></math>"
           "</assignmentRule></listOfRules></model></sbml>";
}

/// The smallest directory that is a biology.
void write_biology(const Workspace& space) {
    space.write("depression.xml", model());
    space.write("aliases.tsv", "alias\tid\tpanel\tunit\tfactor\tlabel\n"
                               "score\ts__score\tsymptoms\tpoints\t10\tthe score\n"
                               "trait\ts__trait\t\t\t\t\n"
                               "size\ts__size\t\t\t\t\n");
    space.write("parameters.tsv", "id\tvalue\tunit\tspread\tsource\tgrade\tnote\n"
                                  "s__trait\t2\tdimensionless\tnormal sd 0.5 min 0\tkey2000\tmeasured\thow\n"
                                  "s__size\t2\tlitre\t\tthis-project\tassumed\t\n");
    space.write("tables/exercise_modes.tsv", "mode\tmet\tdefault_intensity\taerobic_share\tbdnf_share\n"
                                             "walking\t3.8\t0.4\t1\t0.9\njogging\t7\t\t1\t1\n");
    space.write("tables/intensity_bands.tsv", "word\thrr_default\nlight\t0.35\n");
    space.write("tables/rpe.tsv", "rpe\thrr\n9\t0.3\n14\t0.6\n");
    space.write("tables/contact.tsv", "kind\tpoints\nwaitlist\t4\n");
    space.write("tables/adherence.tsv",
                "setting\tdropout_rate\tsupervision_effect\tattendance_base\nsupervised\t0.002\t-1.2\t0.75\n");
    space.write("tables/drugs.tsv", "drug\tgut_state\tfirst_hour\npill\ts__gut\t9\n");
    space.write("tables/conversions.tsv", "name\tvalue\tunit\nmet_oxygen\t3.5\tmL/kg/min\nmet_energy\t1\tkcal/kg/h\n");
    space.write("tables/scales.tsv",
                "scale\tvariable\tmax\trater\trater_sd\tperson_sd\tresponse_drop\tremission_max\tband\tband_low\n"
                "HAMD17\tscore\t52\tobserver\t1.75\t0\t0.5\t7\tremission\t0\n"
                "HAMD17\tscore\t52\tobserver\t1.75\t0\t0.5\t7\tmild\t8\n");
    space.write("patients/well.yaml", "schema: euthymia/patient/1\ntitle: Well\nparameters: {trait: 3}\n");
}

std::string words(const Workspace& space) {
    return space.words([&] { std::ignore = read_biology(space.directory()); });
}

TEST(ReadBiology, KeepsTheModelAndItsNames) {
    const Workspace space;
    write_biology(space);
    const Biology biology = read_biology(space.directory());
    ASSERT_EQ(biology.equations.states.size(), 1u);
    EXPECT_EQ(biology.equations.states[0].id, "s__gut");
    const Name score = biology.names.find("score");
    EXPECT_EQ(score.id, "s__score");
    EXPECT_EQ(score.panel, "symptoms");
    EXPECT_EQ(score.unit, "points");
    EXPECT_EQ(score.label, "the score");
    EXPECT_EQ(score.factor, 10.0);
    EXPECT_EQ(biology.names.find("trait").factor, 1.0);
}

TEST(ReadBiology, KeepsWhatDiffersBetweenPeople) {
    const Workspace space;
    write_biology(space);
    const Biology biology = read_biology(space.directory());
    ASSERT_EQ(biology.varying.size(), 1u);
    EXPECT_EQ(biology.varying[0].id, "s__trait");
    EXPECT_EQ(biology.varying[0].centre, 2.0);
    EXPECT_EQ(biology.varying[0].spread.sd, 0.5);
    EXPECT_EQ(biology.varying[0].spread.min, 0.0);
    EXPECT_EQ(biology.patients.at("well").parameters, (std::map<std::string, double>{{"s__trait", 3.0}}));
}

/// As `write_biology`, with a second trait that varies.
void write_two_traits(const Workspace& space) {
    write_biology(space);
    space.write("parameters.tsv", "id\tvalue\tunit\tspread\tsource\tgrade\tnote\n"
                                  "s__trait\t2\tdimensionless\tnormal sd 0.5 min 0\tkey2000\tmeasured\thow\n"
                                  "s__size\t2\tlitre\tlognormal cv 0.2\tthis-project\tassumed\t\n");
}

TEST(ReadBiology, KeepsWhatGoesTogetherInPeople) {
    const Workspace space;
    write_two_traits(space);
    space.write("tables/correlations.tsv", "a\tb\tcorrelation\tsource\tgrade\tnote\n"
                                           "trait\ts__size\t0.3\tthis-project\tassumed\twhy\n");
    const Biology biology = read_biology(space.directory());
    ASSERT_EQ(biology.correlations.size(), 1u);
    EXPECT_EQ(biology.correlations[0].a, "s__trait");
    EXPECT_EQ(biology.correlations[0].b, "s__size");
    EXPECT_EQ(biology.correlations[0].value, 0.3);
}

TEST(ReadBiology, RefusesCorrelationsOfWhatDoesNotVary) {
    const Workspace space;
    write_biology(space);
    space.write("tables/correlations.tsv", "a\tb\tcorrelation\tsource\tgrade\tnote\n"
                                           "trait\tsize\t0.3\tthis-project\tassumed\twhy\n");
    EXPECT_EQ(words(space), "'s__size' does not differ between people | tables/correlations.tsv:2 | name parameters "
                            "that have a spread in parameters.tsv");
}

TEST(ReadBiology, KeepsWhatFollowsAgeAndSex) {
    const Workspace space;
    write_biology(space);
    space.write("tables/covariates.tsv", "covariate\tparameter\tfactor\tper\treference\tsource\tgrade\tnote\n"
                                         "age\ttrait\t0.9\t10\t45\tkey2000\tderived\twhy\n"
                                         "female\ttrait\t0.8\t1\t0.5\tkey2000\tderived\twhy\n");
    const auto rows = read_biology(space.directory()).covariates;
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].kind, Covariate::Kind::age);
    EXPECT_EQ(rows[0].parameter, "s__trait");
    EXPECT_EQ(rows[0].factor, 0.9);
    EXPECT_EQ(rows[0].per, 10.0);
    EXPECT_EQ(rows[0].reference, 45.0);
    EXPECT_EQ(rows[1].kind, Covariate::Kind::female);
}

TEST(ReadBiology, RefusesCovariatesItDoesNotKnow) {
    const Workspace space;
    write_biology(space);
    const std::string header = "covariate\tparameter\tfactor\tper\treference\tsource\tgrade\tnote\n";
    space.write("tables/covariates.tsv", header + "femal\ttrait\t0.9\t10\t45\tkey2000\tderived\t\n"
                                                  "age\ttrait\t-1\t10\t45\tkey2000\tderived\t\n");
    EXPECT_EQ(words(space), "'femal' is not a covariate | tables/covariates.tsv:2 | did you mean 'female'?\n"
                            "'factor' is -1 | tables/covariates.tsv:3 | give a number above 0");
    space.write("tables/covariates.tsv", header + "age\tsize\t0.9\t10\t45\tkey2000\tderived\t\n");
    EXPECT_EQ(words(space), "'s__size' does not differ between people | tables/covariates.tsv | name a parameter that "
                            "has a spread in parameters.tsv");
}

TEST(ReadBiology, KeepsTheTablesOfPractice) {
    const Workspace space;
    write_biology(space);
    const Handbook handbook = read_biology(space.directory()).handbook;
    EXPECT_EQ(handbook.modes.at("walking").met, 3.8);
    EXPECT_EQ(handbook.modes.at("walking").intensity, 0.4);
    EXPECT_EQ(handbook.modes.at("walking").bdnf_share, 0.9);
    EXPECT_EQ(handbook.modes.at("jogging").intensity, 0.0) << "an empty cell: from the MET";
    EXPECT_EQ(handbook.bands.at("light"), 0.35);
    EXPECT_EQ(handbook.rpe, (std::map<double, double>{{9.0, 0.3}, {14.0, 0.6}}));
    EXPECT_EQ(handbook.contact.at("waitlist"), 4.0);
    EXPECT_EQ(handbook.adherence.at("supervised").attendance, 0.75);
    EXPECT_EQ(handbook.adherence.at("supervised").dropout_rate, 0.002);
    EXPECT_EQ(handbook.adherence.at("supervised").supervision_effect, -1.2);
    EXPECT_EQ(handbook.medicines.at("pill").input, "s__gut");
    EXPECT_EQ(handbook.medicines.at("pill").first_hour, 9.0);
    EXPECT_EQ(handbook.met_oxygen, 3.5);
    EXPECT_EQ(handbook.met_energy, 1.0);
}

TEST(ReadBiology, GathersTheBandsOfAScale) {
    const Workspace space;
    write_biology(space);
    const auto scales = read_biology(space.directory()).scales;
    ASSERT_EQ(scales.size(), 1u);
    EXPECT_EQ(scales[0].name, "HAMD17");
    EXPECT_EQ(scales[0].variable, "score");
    EXPECT_EQ(scales[0].max, 52.0);
    EXPECT_EQ(scales[0].rater_sd, 1.75);
    EXPECT_EQ(scales[0].response_drop, 0.5);
    EXPECT_EQ(scales[0].remission, 7.0);
    EXPECT_EQ(band_of(scales[0], 7.0), "remission");
    EXPECT_EQ(band_of(scales[0], 8.0), "mild");
}

TEST(ReadBiology, RefusesBandsOutOfOrderAndRowsThatDisagree) {
    const Workspace space;
    write_biology(space);
    space.write("tables/scales.tsv",
                "scale\tvariable\tmax\trater\trater_sd\tperson_sd\tresponse_drop\tremission_max\tband\tband_low\n"
                "HAMD17\tscore\t52\tobserver\t1.75\t0\t0.5\t7\tmild\t8\n"
                "HAMD17\tscore\t52\tobserver\t1.75\t0\t0.5\t7\tremission\t0\n"
                "HAMD17\tscore\t50\tobserver\t1.75\t0\t0.5\t7\tsevere\t24\n");
    EXPECT_EQ(words(space),
              "band 'remission' does not begin above 'mild' | tables/scales.tsv:3 | order the bands by 'band_low'\n"
              "scale 'HAMD17' differs from its earlier rows | tables/scales.tsv:4 | give every row of a scale the same "
              "variable, max, rater, rater_sd, person_sd, response_drop and remission_max");
}

TEST(ReadBiology, TellsScalesThatPatientsRateFromThoseOfObservers) {
    const Workspace space;
    write_biology(space);
    const std::string head = "scale\tvariable\tmax\trater\trater_sd\tperson_sd\tresponse_drop\tremission_max\tband\tband_low\n";
    space.write("tables/scales.tsv", head + "HAMD17\tscore\t52\tobserver\t1.75\t0\t0.5\t7\tremission\t0\n"
                                            "BDI2\tscore\t63\tself\t3.2\t6\t0.5\t13\tminimal\t0\n");
    const auto scales = read_biology(space.directory()).scales;
    ASSERT_EQ(scales.size(), 2u);
    EXPECT_FALSE(scales[0].is_self_rated);
    EXPECT_TRUE(scales[1].is_self_rated);
    EXPECT_EQ(scales[1].person_sd, 6.0);
    space.write("tables/scales.tsv", head + "HAMD17\tscore\t52\tnurse\t1.75\t0\t0.5\t7\tremission\t0\n");
    EXPECT_EQ(words(space), "'nurse' rates no scale | tables/scales.tsv:2 | write observer or self");
}

TEST(ReadBiology, KeepsTheErrorOfAssaysByTheIdOfTheVariable) {
    const Workspace space;
    write_biology(space);
    space.write("tables/assays.tsv", "variable\tcv\tbetween\tsource\ngut\t0.1\t0.4\tkey2000\n");
    space.write("aliases.tsv", "alias\tid\tpanel\tunit\tfactor\tlabel\n"
                               "score\ts__score\tsymptoms\tpoints\t10\tthe score\n"
                               "trait\ts__trait\t\t\t\t\nsize\ts__size\t\t\t\t\ngut\ts__gut\t\t\t\t\n");
    const Assay assay = read_biology(space.directory()).assays.at("s__gut");
    EXPECT_EQ(assay.noise, 0.1);
    EXPECT_EQ(assay.between, 0.4);
    space.write("tables/assays.tsv", "variable\tcv\tbetween\ngut\t8\t0\n");
    EXPECT_EQ(words(space), "the cv of 'gut' is 8 | tables/assays.tsv:2 | write a fraction, 0 to 1: 0.08 is 8 %");
}

TEST(ReadBiology, KeepsWhatRatersAddAndTakeAway) {
    const Workspace space;
    write_biology(space);
    EXPECT_EQ(read_biology(space.directory()).handbook.entry_inflation, 0.0) << "no table, no habit";
    const std::string table = "name\tvalue\tunit\nrater_bias\t0.5\tpoints of HAM-D17\nentry_inflation\t1.5\tpoints";
    space.write("tables/raters.tsv", table + " of HAM-D17\n");
    EXPECT_EQ(read_biology(space.directory()).handbook.entry_inflation, 1.5);
    EXPECT_EQ(read_biology(space.directory()).handbook.rater_bias, 0.5);
    space.write("tables/raters.tsv", table + "\n");
    EXPECT_EQ(words(space), "'entry_inflation' is in 'points' | tables/raters.tsv:3 | give it in points of HAM-D17");
}

TEST(ReadBiology, RefusesConversionsThatAreMissingOrInAnotherUnit) {
    const Workspace space;
    write_biology(space);
    space.write("tables/conversions.tsv", "name\tvalue\tunit\nmet_oxygen\t3.5\tmL/kg/min\n");
    EXPECT_EQ(words(space),
              "there is no row 'met_energy' | tables/conversions.tsv | add a row 'met_energy' in kcal/kg/h");
    space.write("tables/conversions.tsv", "name\tvalue\tunit\nmet_oxygen\t210\tL/kg/h\n");
    EXPECT_EQ(words(space), "'met_oxygen' is in 'L/kg/h' | tables/conversions.tsv:2 | give it in mL/kg/min");
}

TEST(ReadBiology, RefusesEveryNameTheModelDoesNotHave) {
    const Workspace space;
    write_biology(space);
    space.write("tables/drugs.tsv", "drug\tgut_state\npill\ts__gutt\n");
    space.write("patients/ill.yaml", "schema: euthymia/patient/1\ntitle: Ill\nparameters: {nothing_like_it: 3}\n");
    EXPECT_EQ(words(space), "the model has no quantity 's__gutt' | tables/drugs.tsv | did you mean 's__gut'?\n"
                            "the model has no parameter 'nothing_like_it' | patients/ill.yaml | use an id of "
                            "depression.xml or a name of aliases.tsv");
}

TEST(ReadBiology, RefusesAModelWithoutAnInputThatSchedulesSet) {
    const Workspace space;
    write_biology(space);
    std::string text = model();
    const std::string input = "id='stressor'";
    space.write("depression.xml", text.replace(text.find(input), input.size(), "id='s__strain'"));
    EXPECT_EQ(words(space),
              "the model has no parameter 'stressor' | aliases.tsv | use an id of depression.xml or a name "
              "of aliases.tsv");
}

TEST(ReadBiology, ReadsTheBiologyOfThisRepository) {
    const Biology biology = read_biology(std::filesystem::path(source_directory()) / "biology");
    EXPECT_FALSE(biology.equations.states.empty());
    for (const std::string kind : {"supervised", "unsupervised", "physiotherapist", "stretching", "attention",
                                   "placebo_pill", "usual_care", "waitlist", "drug"}) {
        EXPECT_TRUE(biology.handbook.contact.contains(kind)) << "contact.tsv lacks " << kind;
        EXPECT_TRUE(biology.handbook.adherence.contains(kind)) << "adherence.tsv lacks " << kind;
    }
}

TEST(ReadParameters, KeepsEveryColumn) {
    const Workspace space;
    write_biology(space);
    const auto rows = read_parameters(space.directory() / "parameters.tsv");
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].id, "s__trait");
    EXPECT_EQ(rows[0].value, 2.0);
    EXPECT_EQ(rows[0].unit, "dimensionless");
    EXPECT_EQ(rows[0].spread, "normal sd 0.5 min 0");
    EXPECT_EQ(rows[0].source, "key2000");
    EXPECT_EQ(rows[0].grade, "measured");
    EXPECT_EQ(rows[0].note, "how");
}

TEST(ReadParameters, TellsEveryFaultAtOnce) {
    const Workspace space;
    const auto file = space.write("parameters.tsv", "id\tvalue\tunit\tspread\tsource\tgrade\tnote\n"
                                                    "a\t1\tlitre\tnormal 2\tkey\tmeasured\t\n"
                                                    "b\tone\tlitre\t\tkey\tmeasured\t\n"
                                                    "c\t1\tlitre\t\tkey\tmeasurd\t\n"
                                                    "d\t1\tlitre\t\t\tassumed\t\n");
    EXPECT_EQ(
        space.words([&] { std::ignore = read_parameters(file); }),
        "'normal 2' is not a spread | parameters.tsv:2 | write 'normal sd 0.1', 'lognormal cv 0.25' or 'lognormal "
        "sd 0.5', with 'min' and 'max' if needed\n"
        "column 'value' holds 'one', which is not a number | parameters.tsv:3 | write a decimal number such as "
        "0.25 or 1e-3\n"
        "'measurd' is not a grade | parameters.tsv:4 | did you mean 'measured'?\n"
        "column 'source' is empty | parameters.tsv:5 | fill in the cell");
}

} // namespace
} // namespace euthymia
