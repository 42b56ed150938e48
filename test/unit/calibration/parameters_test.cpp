// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "euthymia/base/error.hpp"
#include "euthymia/calibration/design.hpp"
#include "toy_fit.hpp"

namespace euthymia {
namespace {

CalibrationDesign asking_for(std::vector<FitRequest> parameters) {
    return {.title = "toy", .parameters = std::move(parameters)};
}

std::vector<FitParameter> bind(const CalibrationDesign& design) {
    return bind_parameters(design, sloping_biology(), toy_numbers());
}

/// "what | where | what to do" of every issue, a line each.
std::string words(const CalibrationDesign& design) {
    std::string text;
    try {
        (void)bind(design);
    } catch (const InputError& error) {
        for (const Issue& issue : error.issues()) {
            text += (text.empty() ? "" : "\n") + issue.what + " | " + issue.where + " | " + issue.todo;
        }
    }
    return text;
}

TEST(FitParameters, KnowTheirPresentValueScaleAndPrior) {
    const auto bound = bind(asking_for(
        {{.name = "slope", .low = 0.2, .high = 5.0}, {.name = "contact.attention.points", .low = 0.0, .high = 4.0}}));
    ASSERT_EQ(bound.size(), 2U);
    EXPECT_EQ(bound[0].present, 1.0);
    EXPECT_EQ(bound[0].scale, FitScale::log);
    EXPECT_EQ(bound[0].prior.kind, Spread::Kind::lognormal);
    EXPECT_EQ(bound[0].prior.sd, 0.5);
    EXPECT_EQ(bound[1].contact, "attention");
    EXPECT_EQ(bound[1].scale, FitScale::linear) << "a logarithm of 0 is none";
    EXPECT_EQ(bound[1].prior.kind, Spread::Kind::normal);
    EXPECT_EQ(bound[1].prior.sd, 1.0) << "a quarter of the range";
}

TEST(FitParameters, AreCalibratedOrExpresslyAssumed) {
    auto design = asking_for(
        {{.name = "start", .low = 10, .high = 30}, {.name = "contact.waitlist.points", .low = 0.1, .high = 2}});
    EXPECT_EQ(
        words(design),
        "its grade is 'measured' | parameter 'start' | only numbers graded 'calibrated' are fitted\n"
        "its grade is 'assumed' | parameter 'contact.waitlist.points' | write 'allow_assumed: true' to fit assumed "
        "numbers too");
    design.allows_assumed = true;
    EXPECT_EQ(words(design),
              "its grade is 'measured' | parameter 'start' | only numbers graded 'calibrated' are fitted");
    EXPECT_EQ(bind({.title = "toy", .parameters = {design.parameters[1]}, .allows_assumed = true})[0].prior.sd, 1.0);
}

TEST(FitParameters, AreRefusedByNameWhenTheyCannotBeFitted) {
    EXPECT_EQ(words(asking_for({{.name = "slop", .low = 0.2, .high = 5.0}})),
              "there is no such number | parameter 'slop' | did you mean 'slope'?");
    EXPECT_EQ(words(asking_for({{.name = "slope", .low = 2.0, .high = 5.0}})),
              "the present value 1 is not between 2 and 5 | parameter 'slope' | widen the bounds");
    const FitRequest slope{.name = "slope", .low = 0.2, .high = 5.0};
    EXPECT_EQ(words(asking_for({slope, slope})), "the number is there twice | parameter 'slope' | keep one");
    EXPECT_EQ(words({.title = "toy",
                     .parameters = {{.name = "vo2max_baseline", .low = -1.0, .high = 50.0, .scale = FitScale::log}},
                     .allows_assumed = true}),
              "a logarithm needs a lower bound above 0 | parameter 'vo2max_baseline' | raise 'low', or write 'scale: "
              "linear'");
}

TEST(FitParameters, SetWhatEverybodyHasButNotWhatAKindOfPatientHasOfItsOwn) {
    Biology biology = sloping_biology();
    biology.patients["steep"] = {.title = "steep", .parameters = {{"slope", 3.0}}, .history = {}};
    biology.varying.push_back({"slope", 1.0, parse_spread("lognormal sd 0.1", "")});
    const Biology other = with_values(biology, {toy_slope(0.5), toy_contact("attention", 1.0, 0.5)}, {2.0, 0.3});
    EXPECT_EQ(other.patients.at("candidate").parameters.at("slope"), 2.0);
    EXPECT_EQ(other.patients.at("steep").parameters.at("slope"), 3.0);
    EXPECT_EQ(other.varying.back().centre, 2.0);
    EXPECT_EQ(other.handbook.contact.at("attention"), 0.3);
    EXPECT_EQ(other.handbook.contact.at("waitlist"), 0.5);
}

TEST(FitParameters, LeaveTheEquationsAloneSoThatCodeIsMadeOnce) {
    const Biology biology = sloping_biology(), other = with_values(biology, {toy_slope(0.5)}, {2.0});
    for (std::size_t k = 0; k < biology.equations.constants.size(); ++k) {
        EXPECT_EQ(other.equations.constants[k].value, biology.equations.constants[k].value);
    }
}

TEST(FitParameters, TellWhichOfThemMoveTheUntreated) {
    Biology biology = sloping_biology(); // the slope acts on treatment only
    const Expression drift = Expression::symbol("drift");
    biology.equations.states[0].rate = biology.equations.states[0].rate - drift;
    biology.equations.constants.push_back({"drift", 0.01});
    biology.equations.quantities.emplace("drift", drift);
    FitParameter untreated = toy_slope(0.5);
    untreated.name = "drift";
    EXPECT_EQ(moving_the_untreated(biology, {toy_slope(0.5), untreated, toy_contact("attention", 1.0, 0.5)},
                                   "candidate", toy_options),
              std::vector<std::string>{"drift"});
}

} // namespace
} // namespace euthymia
