// SPDX-License-Identifier: Apache-2.0
// How fast a treatment may act, and what is left of it when the systems are cut from the symptoms.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "life.hpp"

namespace euthymia::analytic {
namespace {

constexpr double day = 24.0, week = 168.0;

/// HAM-D17 with the drug minus without it, at the end of each of `days`.
std::map<int, double> effect_of_drug(double milligrams, int days) {
    Life treated = Life::of("moderate"), untreated = treated;
    std::map<int, double> effect;
    for (int k = 1; k <= days; ++k) {
        treated.take(milligrams);
        treated.live(day);
        untreated.live(day);
        effect[k] = treated["hamd17"] - untreated["hamd17"];
    }
    return effect;
}

// taylor2006: the effect of serotonin reuptake inhibitors builds up over weeks; none is specific in the first two days.
TEST(Escitalopram, HasNoSpecificEffectOnMoodInTheFirstTwoDays) {
    const auto effect = effect_of_drug(20.0, 2);
    expect_close("day 1, points", effect.at(1), 0.0, 0.1);
    expect_close("day 2, points", effect.at(2), 0.0, 0.1);
}

// taylor2006: visible by the end of the first week, about a third of the effect at six weeks, and growing. The paper
// gives no interval for the third; a fifth to a half is ours.
TEST(Escitalopram, ShowsPartOfItsEffectAfterOneWeekAndGrowsForSix) {
    const auto effect = effect_of_drug(10.0, 42);
    testing::Test::RecordProperty("weeks 1, 2, 4, 6, points", fmt::format("{:.3g} {:.3g} {:.3g} {:.3g}", effect.at(7),
                                                                          effect.at(14), effect.at(28), effect.at(42)));
    EXPECT_LT(effect.at(42), effect.at(28));
    EXPECT_LT(effect.at(28), effect.at(14));
    EXPECT_LT(effect.at(14), effect.at(7));
    expect_between("week 1 over week 6", effect.at(7) / effect.at(42), 0.2, 0.5);
}

// No arrow carries training to the symptoms faster than its biology, which takes weeks: one bout moves nothing in two
// days, and three bouts of the first week less than a third of what twelve weeks do.
TEST(Exercise, ActsOverWeeks) {
    const Life moderate = Life::of("moderate");
    Life once = moderate, trained = moderate, untreated = moderate;
    once.live(17.0);
    once.exercise(0.6, 0.75);
    once.live(2.0 * day - once.time());
    untreated.live(2.0 * day);
    expect_close("two days after one bout, points", once["hamd17"] - untreated["hamd17"], 0.0, 0.1);
    const auto effect_at = [&](int weeks) {
        trained.train(3, 45, 0.6, weeks - static_cast<int>(std::lround(trained.time() / week)));
        untreated.live(trained.time() - untreated.time());
        return trained["hamd17"] - untreated["hamd17"];
    };
    const double first = effect_at(1), fourth = effect_at(4), twelfth = effect_at(12);
    EXPECT_LT(fourth, first);
    EXPECT_LT(twelfth, fourth);
    EXPECT_LT(first / twelfth, 1.0 / 3.0);
}

/// The largest burden of withdrawal in eight weeks that begin with `daily` doses, mg; the habit is held to its
/// equation, dh/dt = (u - h)/T, solved exactly hour by hour for the surplus u that was seen.
double most_withdrawal(Life life, const std::vector<double>& daily) {
    const double decay = std::exp(-1.0 / life["symptoms__habit_time"]);
    double habit = life["symptoms__serotonin_habit"], most = 0.0;
    for (std::size_t k = 0; k < 56; ++k) {
        if (k < daily.size()) life.take(daily[k]);
        const Course seen = life.watch({"symptoms__serotonin_surplus", "symptoms__withdrawal"}, day, 1.0);
        const auto& surplus = seen.values.at("symptoms__serotonin_surplus");
        for (std::size_t hour = 1; hour < surplus.size(); ++hour) {
            const double u = 0.5 * (surplus[hour - 1] + surplus[hour]);
            habit = u + (habit - u) * decay;
        }
        most = std::max(most, std::ranges::max(seen.values.at("symptoms__withdrawal")));
    }
    EXPECT_NEAR(life["symptoms__serotonin_habit"], habit, 1e-5);
    return most;
}

// henssler2024, andrews2011 (direction): what a drug gave is missed when it stops at once, less after a taper, and not
// while it is taken.
TEST(Escitalopram, IsMissedWhenItStopsAndLessAfterATaper) {
    Life life = Life::of("moderate");
    for (int k = 0; k < 84; ++k) {
        life.take(10.0);
        life.live(day);
    }
    std::vector<double> taper(14, 5.0);
    taper.insert(taper.end(), 14, 2.5);
    taper.insert(taper.end(), 14, 1.25);
    const double taken = most_withdrawal(life, std::vector<double>(56, 10.0));
    const double tapered = most_withdrawal(life, taper), stopped = most_withdrawal(life, {});
    EXPECT_LT(taken, 0.01 * stopped);
    EXPECT_LT(tapered, stopped);
    EXPECT_GT(tapered, 0.0);
}

/// The symptom network by itself, with the numbers of parameters.tsv and nothing but nonspecific improvement: classical
/// Runge-Kutta, one step an hour. The reference for the model with its systems cut off.
class Network {
  public:
    static constexpr std::array<const char*, 10> names{"mood",      "drive_loss",  "guilt",   "sleep",
                                                       "fatigue",   "appetite",    "anxiety", "retardation",
                                                       "agitation", "hopelessness"};
    using Symptoms = std::array<double, 10>;

    explicit Network(const Life& life) {
        const auto number = [&](const std::string& id) { return life["symptoms__" + id]; };
        for (std::size_t k = 0; k < names.size(); ++k) {
            const std::string name = names[k];
            symptom[k] = number(name);
            hub_[k] = number("hub_" + name);
            threshold_[k] = number("threshold_" + name) + number("threshold_shift");
            time_[k] = number("time_" + name);
            points_[k] = number("points_" + name);
        }
        rest_ = number("points_insight") * number("insight_loss");
        connectivity_ = number("connectivity");
        steepness_ = number("steepness");
        gain_ = number("nonspecific_scale") * number("nonspecific_points") * number("nonspecific_factor");
        gain_time_ = number("nonspecific_time");
        gain_exponent_ = number("nonspecific_exponent");
        habituation_ = number("nonspecific_habituation");
    }

    /// Lives one hour, from hour `t` of the treatment on.
    void step(double t) {
        const Symptoms a = rates(t, symptom), b = rates(t + 0.5, moved(a, 0.5)), c = rates(t + 0.5, moved(b, 0.5)),
                       d = rates(t + 1.0, moved(c, 1.0));
        for (std::size_t k = 0; k < symptom.size(); ++k) symptom[k] += (a[k] + 2 * b[k] + 2 * c[k] + d[k]) / 6.0;
    }

    [[nodiscard]] double hamd() const {
        double sum = rest_;
        for (std::size_t k = 0; k < symptom.size(); ++k) sum += points_[k] * symptom[k];
        return sum;
    }

    Symptoms symptom{};

  private:
    [[nodiscard]] Symptoms moved(const Symptoms& rate, double hours) const {
        Symptoms there = symptom;
        for (std::size_t k = 0; k < there.size(); ++k) there[k] += hours * rate[k];
        return there;
    }

    /// x' = (logistic(s (c * mean of the others - gain - threshold)) - x) / tau; gain: Weibull course that wears off.
    [[nodiscard]] Symptoms rates(double t, const Symptoms& x) const {
        const double gain =
            gain_ * (1.0 - std::exp(-std::pow(t / gain_time_, gain_exponent_))) * std::exp(-t / habituation_);
        double active = 0.0, total = 0.0;
        for (std::size_t k = 0; k < x.size(); ++k) {
            active += hub_[k] * x[k];
            total += hub_[k];
        }
        Symptoms rate{};
        for (std::size_t k = 0; k < x.size(); ++k) {
            const double neighbours = (active - hub_[k] * x[k]) / (total - hub_[k]);
            const double z = connectivity_ * neighbours - gain - threshold_[k];
            rate[k] = (1.0 / (1.0 + std::exp(-steepness_ * z)) - x[k]) / time_[k];
        }
        return rate;
    }

    Symptoms hub_{}, threshold_{}, time_{}, points_{};
    double rest_ = 0.0, connectivity_ = 0.0, steepness_ = 0.0;
    double gain_ = 0.0, gain_time_ = 0.0, gain_exponent_ = 0.0, habituation_ = 0.0;
};

// gomeni2009: the nonspecific course. Drug and training change everything but the symptoms of a person whose systems do
// not reach them; a low threshold makes that person ill.
TEST(Treatment, CutFromTheSymptomsLeavesTheNonspecificCurveAlone) {
    Life life(cut({"_to_symptoms"}) + Parameters{{"threshold_shift", -1.0}}, {.rtol = 1e-8, .atol = 1e-8});
    life.live(52 * week);
    expect_between("HAM-D17 before", life["hamd17"], 17.0, 30.0);
    const double start = life.time();
    life.set("nonspecific_start", start);
    life.set("nonspecific_points", 11.5); // of a drug among treatments, tables/contact.tsv
    Network network(life);
    for (int done = 0; done < 12; ++done) {
        life.take(70.0); // a week's drug at once: what it does to serotonin is not the point
        life.train(3, 45, 0.65, 1);
        for (int hour = 0; hour < 168; ++hour) network.step(168.0 * done + hour);
        EXPECT_NEAR(life["hamd17"], network.hamd(), 1e-4) << "week " << done + 1;
    }
    expect_between("HAM-D17 after 12 weeks", life["hamd17"], 2.0, 17.0);
}

} // namespace
} // namespace euthymia::analytic
