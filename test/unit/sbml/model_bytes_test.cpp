// SPDX-License-Identifier: Apache-2.0
#include "sbml/model_bytes.hpp"

#include <bit>
#include <cstdint>
#include <limits>
#include <tuple>

#include <gtest/gtest.h>

#include "euthymia/expression/calculus.hpp"

namespace euthymia {
namespace {

using sbml::model_of;
using sbml::to_bytes;

/// No field is as it is in an empty model, no two of a kind are alike.
Model full_model() {
    const Expression x = Expression::symbol("x"), y = Expression::symbol("y");
    const auto math = [&](double number) { return x * number + y; };
    Model model;
    model.id = "m";
    model.name = "model";
    model.conversion_factor = "factor";
    model.time_units = "hour";
    model.compartments = {{"c", 2.0, false, "cell", "litre"}, {"d", {}, true, "", ""}};
    model.species = {{"s", "c", 3.0, 4.0, true, true, true, "f", "salt", "mole"},
                     {"t", "d", {}, {}, {}, {}, {}, {}, {}, {}}};
    model.parameters = {{"p", 5.0, false, "slope", "per_hour"}};
    model.reactions = {{"r", {{"s", "n", 6.0, false}}, {{"t", "", {}, true}, {"u", "v", 7.0, true}}, math(8.0), true}};
    model.assignment_rules = {{"a", math(9.0)}};
    model.rate_rules = {{"b", math(10.0)}, {"bb", 11.0}};
    model.algebraic_rules = {{"rule", math(12.0)}};
    model.initial_assignments = {{"i", math(13.0)}};
    model.events = {{"e", math(14.0), math(15.0), math(16.0), false, false, false, {{"w", math(17.0)}}}};
    model.delays = {{"delay(1)", math(18.0), math(19.0)}};
    return model;
}

void expect_equal(const std::optional<Expression>& a, const std::optional<Expression>& b) {
    ASSERT_EQ(a.has_value(), b.has_value());
    if (!a) return;
    EXPECT_EQ(to_text(*a), to_text(*b));
}

TEST(ModelBytes, GiveBackEveryField) {
    const Model whole = full_model();
    const std::optional<Model> read = model_of(to_bytes(whole));
    ASSERT_TRUE(read);
    EXPECT_EQ(std::tie(read->id, read->name, read->conversion_factor, read->time_units),
              std::tie(whole.id, whole.name, whole.conversion_factor, whole.time_units));
    ASSERT_EQ(read->compartments.size(), 2U);
    for (std::size_t k = 0; k < 2; ++k) {
        const Compartment &a = read->compartments[k], &b = whole.compartments[k];
        EXPECT_EQ(std::tie(a.id, a.size, a.is_constant, a.name, a.units),
                  std::tie(b.id, b.size, b.is_constant, b.name, b.units));
    }
    ASSERT_EQ(read->species.size(), 2U);
    for (std::size_t k = 0; k < 2; ++k) {
        const Species &a = read->species[k], &b = whole.species[k];
        EXPECT_EQ(std::tie(a.id, a.compartment, a.initial_amount, a.initial_concentration, a.has_only_substance_units),
                  std::tie(b.id, b.compartment, b.initial_amount, b.initial_concentration, b.has_only_substance_units));
        EXPECT_EQ(std::tie(a.is_boundary, a.is_constant, a.conversion_factor, a.name, a.units),
                  std::tie(b.is_boundary, b.is_constant, b.conversion_factor, b.name, b.units));
    }
    ASSERT_EQ(read->parameters.size(), 1U);
    const Parameter &p = read->parameters[0], &q = whole.parameters[0];
    EXPECT_EQ(std::tie(p.id, p.value, p.is_constant, p.name, p.units),
              std::tie(q.id, q.value, q.is_constant, q.name, q.units));
}

TEST(ModelBytes, GiveBackEveryReaction) {
    const Model whole = full_model();
    const std::optional<Model> read = model_of(to_bytes(whole));
    ASSERT_TRUE(read);
    ASSERT_EQ(read->reactions.size(), 1U);
    const Reaction &a = read->reactions[0], &b = whole.reactions[0];
    EXPECT_EQ(std::tie(a.id, a.is_fast), std::tie(b.id, b.is_fast));
    expect_equal(a.rate, b.rate);
    for (const auto side : {&Reaction::reactants, &Reaction::products}) {
        ASSERT_EQ((a.*side).size(), (b.*side).size());
        for (std::size_t k = 0; k < (a.*side).size(); ++k) {
            const SpeciesReference &r = (a.*side)[k], &s = (b.*side)[k];
            EXPECT_EQ(std::tie(r.species, r.id, r.stoichiometry, r.is_constant),
                      std::tie(s.species, s.id, s.stoichiometry, s.is_constant));
        }
    }
}

TEST(ModelBytes, GiveBackAllMathematics) {
    const Model whole = full_model();
    const std::optional<Model> read = model_of(to_bytes(whole));
    ASSERT_TRUE(read);
    const auto expect_rules = [](const auto& a, const auto& b, auto symbol) {
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t k = 0; k < a.size(); ++k) {
            EXPECT_EQ(a[k].*symbol, b[k].*symbol);
            expect_equal(a[k].math, b[k].math);
        }
    };
    expect_rules(read->assignment_rules, whole.assignment_rules, &AssignmentRule::variable);
    expect_rules(read->rate_rules, whole.rate_rules, &RateRule::variable);
    expect_rules(read->algebraic_rules, whole.algebraic_rules, &AlgebraicRule::name);
    expect_rules(read->initial_assignments, whole.initial_assignments, &InitialAssignment::symbol);
    ASSERT_EQ(read->events.size(), 1U);
    const EventDefinition &a = read->events[0], &b = whole.events[0];
    EXPECT_EQ(std::tie(a.id, a.is_initially_true, a.is_persistent, a.uses_trigger_values),
              std::tie(b.id, b.is_initially_true, b.is_persistent, b.uses_trigger_values));
    for (const auto part : {&EventDefinition::trigger, &EventDefinition::delay, &EventDefinition::priority}) {
        expect_equal(a.*part, b.*part);
    }
    expect_rules(a.assignments, b.assignments, &EventDefinition::Assignment::variable);
    ASSERT_EQ(read->delays.size(), 1U);
    EXPECT_EQ(read->delays[0].symbol, whole.delays[0].symbol);
    expect_equal(read->delays[0].value, whole.delays[0].value);
    expect_equal(read->delays[0].lag, whole.delays[0].lag);
}

TEST(ModelBytes, GiveBackNumbersBitForBit) {
    using Limits = std::numeric_limits<double>;
    const auto strange = std::bit_cast<double>(std::uint64_t{0x7ff8'0000'dead'beef});
    Model model;
    for (const double number : {0.1, -0.0, Limits::denorm_min(), Limits::max(), -Limits::infinity(), strange}) {
        model.rate_rules = {{"x", number}};
        model.parameters = {{"p", number, true, "", ""}};
        const std::optional<Model> read = model_of(to_bytes(model));
        ASSERT_TRUE(read);
        const auto bits = std::bit_cast<std::uint64_t>(number);
        EXPECT_EQ(std::bit_cast<std::uint64_t>(read->rate_rules.at(0).math.number()), bits);
        EXPECT_EQ(std::bit_cast<std::uint64_t>(read->parameters.at(0).value.value()), bits);
    }
}

TEST(ModelBytes, GiveBackWhatIsShared) {
    const Expression x = Expression::symbol("x"), square = x * x;
    Model model;
    model.rate_rules = {{"a", square + 1.0}, {"b", square}, {"c", Expression::symbol("x")}};
    const std::optional<Model> read = model_of(to_bytes(model));
    ASSERT_TRUE(read);
    const Expression &a = read->rate_rules[0].math, &b = read->rate_rules[1].math, &c = read->rate_rules[2].math;
    EXPECT_EQ(a.arguments()[0].identity(), b.identity());
    EXPECT_EQ(b.arguments()[0].identity(), b.arguments()[1].identity());
    EXPECT_NE(b.arguments()[0].identity(), c.identity()) << "equal, but not shared before";
}

TEST(ModelBytes, GrowWithWhatIsSharedNotWithWhatIsWritten) {
    Expression power = Expression::symbol("x");
    for (int k = 0; k < 60; ++k) power = power * power; // 2^60 factors
    Model model;
    model.rate_rules = {{"x", power}};
    const std::string bytes = to_bytes(model);
    EXPECT_LT(bytes.size(), 1000U);
    EXPECT_EQ(to_bytes(model_of(bytes).value()), bytes);
}

TEST(ModelBytes, AreOthersForOtherModels) {
    const std::string bytes = to_bytes(full_model());
    EXPECT_EQ(to_bytes(full_model()), bytes);
    Model other = full_model();
    other.events[0].is_persistent = true;
    EXPECT_NE(to_bytes(other), bytes);
}

TEST(ModelBytes, ThatAreCutShortOrTooLongAreNoModel) {
    const std::string bytes = to_bytes(full_model());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(model_of(std::string_view(bytes).substr(0, size))) << size << " bytes of " << bytes.size();
    }
    EXPECT_FALSE(model_of(bytes + '\0'));
}

TEST(ModelBytes, ThatAreDamagedAreNoModelOrAnother) {
    const std::string bytes = to_bytes(full_model());
    for (std::size_t k = 0; k < bytes.size(); ++k) {
        for (const char change : {'\x01', '\x80', '\xff'}) {
            std::string damaged = bytes;
            damaged[k] = static_cast<char>(damaged[k] ^ change);
            const std::optional<Model> read = model_of(damaged);
            EXPECT_TRUE(!read || to_bytes(*read) != bytes) << "byte " << k;
        }
    }
}

} // namespace
} // namespace euthymia
