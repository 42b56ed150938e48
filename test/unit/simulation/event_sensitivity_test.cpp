// SPDX-License-Identifier: Apache-2.0
// Derivatives of what is recorded after events, against closed forms and differences of another integrator's runs.
#include <cmath>

#include <gtest/gtest.h>

#include "company.hpp"
#include "euthymia/simulation/simulator.hpp"
#include "time_loop.hpp"

namespace euthymia {
namespace {

using namespace hybrid;

const Accuracy exact{.rtol = 1e-10, .atol = 1e-10};

/// What was recorded, with names.
class Slopes {
  public:
    Slopes(const Equations& equations, const std::vector<std::string>& variables,
           const std::vector<std::string>& directions, const std::vector<double>& times, Accuracy accuracy = exact)
        : simulator_(equations, {}, {}, variables, accuracy, {}, directions) {
        Person person = simulator_.create({}, {});
        seen_ = simulator_.follow(person, {}, times);
    }

    [[nodiscard]] double value(std::size_t row, const std::string& variable) const {
        return seen_.values[row * simulator_.variables().size() + simulator_.variable_index(variable)];
    }
    [[nodiscard]] double by(std::size_t direction, std::size_t row, const std::string& variable) const {
        const std::size_t n = simulator_.directions().size();
        return seen_
            .derivatives[(row * simulator_.variables().size() + simulator_.variable_index(variable)) * n + direction];
    }
    [[nodiscard]] std::string failure() const { return seen_.failure ? seen_.failure->reason : ""; }

  private:
    Simulator simulator_;
    Trajectory seen_;
};

/// A ball that falls from `drop` and keeps the share `bounce` of its speed at each impact; notes when it was.
Equations ball() {
    Hybrid world;
    world.state("h", symbol("drop"), symbol("v")).state("v", 0.0, -symbol("gravity")).state("impact", 0.0);
    world.event("floor", {.trigger = at_least(0.0, symbol("h")),
                          .roots = {symbol("h")},
                          .sets = {{"v", -symbol("bounce") * symbol("v")}, {"impact", clock_time()}}});
    world.equations.constants = {{"drop", 10.0}, {"gravity", 9.81}, {"bounce", 0.8}};
    return world.equations;
}

TEST(EventSensitivity, OfABouncingBallIsThatOfItsClosedForm) {
    constexpr double drop = 10.0, g = 9.81, e = 0.8;
    const double t1 = std::sqrt(2.0 * drop / g), v1 = std::sqrt(2.0 * drop * g);
    const std::vector<double> times{1.0, 2.0, 4.5, 6.5, 8.0};
    const Slopes seen(ball(), {"h", "v", "impact"}, {"bounce", "gravity", "drop"}, times);
    ASSERT_EQ(seen.failure(), "");
    for (std::size_t row = 1; row < times.size(); ++row) {
        // impact n is at t1 (1 + 2 (e + ... + e^(n - 1))); then the ball rises with v1 e^n
        int n = 1;
        double at = t1, at_by_e = 0.0;
        for (double flight = 2.0 * t1 * e; at + flight < times[row]; flight *= e, ++n) {
            at += flight;
            at_by_e += n * flight / e;
        }
        const double rise = v1 * std::pow(e, n), rise_by_e = n * rise / e, since = times[row] - at;
        const double fall = rise - g * since; // the speed now
        EXPECT_NEAR(seen.value(row, "h"), rise * since - 0.5 * g * since * since, 1e-8);
        EXPECT_NEAR(seen.by(0, row, "impact"), at_by_e, 1e-7);
        EXPECT_NEAR(seen.by(1, row, "impact"), -0.5 * at / g, 1e-7);
        EXPECT_NEAR(seen.by(2, row, "impact"), 0.5 * at / drop, 1e-7);
        EXPECT_NEAR(seen.by(0, row, "h"), rise_by_e * since - fall * at_by_e, 1e-6);
        EXPECT_NEAR(seen.by(0, row, "v"), rise_by_e + g * at_by_e, 1e-6);
        EXPECT_NEAR(seen.by(1, row, "h"), 0.5 * rise / g * since - 0.5 * since * since + fall * 0.5 * at / g, 1e-7);
        EXPECT_NEAR(seen.by(2, row, "v"), 0.5 * rise / drop + g * 0.5 * at / drop, 1e-7);
    }
    EXPECT_EQ(seen.by(0, 0, "h"), 0.0); // before the first impact
}

/// x' = -k x from x0; `lag` after it has fallen to `low` a dose of `dose` is added.
Hybrid drug(bool has_lag, bool uses_trigger_values) {
    Hybrid world;
    const Expression x = symbol("x");
    world.state("x", symbol("x0"), -symbol("k") * x);
    world.event("dose", {.trigger = at_least(symbol("low"), x),
                         .roots = {x - symbol("low")},
                         .sets = {{"x", x + symbol("dose")}},
                         .delay = has_lag ? std::optional(symbol("lag")) : std::nullopt,
                         .uses_trigger_values = uses_trigger_values});
    world.equations.constants = {{"k", 0.3}, {"low", 1.0}, {"dose", 4.0}, {"lag", 1.5}, {"x0", 6.0}};
    return world;
}

TEST(EventSensitivity, OfADrugGivenAtAThresholdIsThatOfItsClosedForm) {
    constexpr double k = 0.3, low = 1.0, dose = 4.0, x0 = 6.0;
    for (const Method method : {Method::rodas5p, Method::rodas4}) {
        const std::vector<double> times{5.0, 10.0, 40.0};
        const Slopes seen(drug(false, true).equations, {"x"}, {"k", "low", "dose", "x0", "x"}, times,
                          {.rtol = 1e-10, .atol = 1e-10, .method = method});
        for (std::size_t row = 1; row < times.size(); ++row) {
            // k T = ln(x0 / low) + n ln((low + dose) / low), n doses before the last; x = (low + dose) e^(-k (t - T))
            const double interval = std::log((low + dose) / low);
            const double n = std::floor((k * times[row] - std::log(x0 / low)) / interval);
            const double at = (std::log(x0 / low) + n * interval) / k;
            const double x = (low + dose) * std::exp(-k * (times[row] - at));
            EXPECT_NEAR(seen.value(row, "x"), x, 1e-8);
            EXPECT_NEAR(seen.by(0, row, "x"), -x * times[row], 1e-6);
            EXPECT_NEAR(seen.by(1, row, "x"), x * ((n + 1.0) / (low + dose) - (n + 1.0) / low), 1e-7);
            EXPECT_NEAR(seen.by(2, row, "x"), x * (n + 1.0) / (low + dose), 1e-7);
            EXPECT_NEAR(seen.by(3, row, "x"), 0.0, 1e-15); // the initial value is varied by itself
            EXPECT_NEAR(seen.by(4, row, "x"), x / x0, 1e-7);
        }
    }
}

TEST(EventSensitivity, WaitsWithAnEventThatIsDelayed) {
    constexpr double k = 0.3, low = 1.0, dose = 4.0, lag = 1.5, x0 = 6.0, t = 8.0;
    const double at = std::log(x0 / low) / k + lag, since = t - at, fall = std::exp(-k * since);
    for (const bool uses_trigger_values : {false, true}) {
        const Slopes seen(drug(true, uses_trigger_values).equations, {"x"}, {"k", "low", "dose", "lag"}, {t});
        // x jumps to low e^(-k lag) + dose, or with the values of the trigger to low + dose
        const double rest = uses_trigger_values ? low : low * std::exp(-k * lag);
        const double x = (rest + dose) * fall;
        const double by_lag = (uses_trigger_values ? 0.0 : -k * rest * fall) + k * x;
        const double by_k = (uses_trigger_values ? 0.0 : -lag * rest * fall) - x * since - x * (at - lag);
        EXPECT_NEAR(seen.value(0, "x"), x, 1e-8);
        EXPECT_NEAR(seen.by(0, 0, "x"), by_k, 1e-7);
        EXPECT_NEAR(seen.by(1, 0, "x"), rest / low * fall - x / low, 1e-7);
        EXPECT_NEAR(seen.by(2, 0, "x"), fall, 1e-8);
        EXPECT_NEAR(seen.by(3, 0, "x"), by_lag, 1e-7);
    }
}

TEST(EventSensitivity, GoesOnInALaterJourneyWhileAnEventWaits) {
    const std::vector<std::string> directions{"k", "low", "dose", "lag"};
    const Simulator simulator(drug(true, true).equations, {}, {}, {"x"}, exact, {}, directions);
    Person person = simulator.create({}, {});
    (void)simulator.follow(person, {}, {7.0}); // triggered at 5.97, given at 7.47
    const Trajectory later = simulator.follow(person, {}, {8.0});
    const Slopes whole(drug(true, true).equations, {"x"}, directions, {8.0});
    for (std::size_t d = 0; d < directions.size(); ++d) {
        EXPECT_NEAR(later.derivatives[d], whole.by(d, 0, "x"), 1e-8) << directions[d];
    }
}

TEST(EventSensitivity, ScalesAnAssignmentByWhatChangesAsWell) {
    // V = 1 + r t passes w: then amount = c V
    Hybrid world;
    world.state("V", 1.0, symbol("r")).state("amount", 0.0);
    world.event("fill", {.trigger = at_least(symbol("V"), symbol("w")),
                         .roots = {symbol("V") - symbol("w")},
                         .sets = {{"amount", symbol("c")}}});
    world.equations.events[0].assignments[0].scale = "V";
    world.equations.constants = {{"r", 0.5}, {"w", 2.0}, {"c", 3.0}};
    const Slopes seen(world.equations, {"amount"}, {"r", "w", "c"}, {5.0});
    EXPECT_NEAR(seen.value(0, "amount"), 6.0, 1e-9);
    EXPECT_NEAR(seen.by(0, 0, "amount"), 0.0, 1e-9);
    EXPECT_NEAR(seen.by(1, 0, "amount"), 3.0, 1e-9);
    EXPECT_NEAR(seen.by(2, 0, "amount"), 2.0, 1e-9);
}

/// Prey x and hunters y; a rising threshold sets off a hunt, whose jump at once sets off a second event and, later, a
/// third; a fourth comes by the clock.
Equations hunt() {
    Hybrid world;
    const Expression x = symbol("x"), y = symbol("y"), z = symbol("z");
    const Expression excess = x - symbol("a") - symbol("rise") * clock_time();
    world.state("x", 0.1, symbol("k") * x * (1.0 - x) - x * y).state("y", 0.2, -symbol("m") * y).state("z", 0.0, x);
    world.event("hunt", {.trigger = at_least(excess, 0.0), .roots = {excess}, .sets = {{"y", y + symbol("b") * x}}});
    world.event("spoils", {.trigger = more_than(y, symbol("b") * 0.4),
                           .roots = {y - symbol("b") * 0.4},
                           .sets = {{"z", z * (1.0 + 0.1 * clock_time()) + symbol("b") * y}}});
    world.event("feast", {.trigger = more_than(y, symbol("b") * 0.4),
                          .roots = {y - symbol("b") * 0.4},
                          .sets = {{"x", 0.5 * x}},
                          .delay = 0.3 + 0.1 * symbol("m") * z,
                          .uses_trigger_values = false});
    world.event("day", {.trigger = at_least(clock_time(), 9.0), .roots = {clock_time() - 9.0}, .sets = {{"y", y * y}}});
    world.equations.constants = {{"k", 1.3}, {"a", 0.45}, {"rise", 0.02}, {"b", 1.1}, {"m", 0.7}};
    return world.equations;
}

TEST(EventSensitivity, IsWhatDifferencesOfAnotherIntegratorsRunsSay) {
    const std::vector<std::string> directions{"k", "a", "rise", "b", "m"}, variables{"x", "y", "z"};
    const std::vector<double> times{3.0, 6.0, 9.5, 14.0};
    const Slopes seen(hunt(), variables, directions, times);
    ASSERT_EQ(seen.failure(), "");
    ASSERT_GE(follow(hunt(), times).jumps.size(), 6U);
    for (std::size_t d = 0; d < directions.size(); ++d) {
        // (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12 h, wrong by h^4
        constexpr double h = 3e-5;
        std::map<std::string, std::vector<double>> slopes;
        for (const auto& [shift, weight] : {std::pair{h, 8.0}, {-h, -8.0}, {2.0 * h, -1.0}, {-2.0 * h, 1.0}}) {
            Equations neighbour = hunt();
            neighbour.constants[d].value += shift;
            const Way way = follow(neighbour, times);
            for (const std::string& variable : variables) {
                slopes[variable].resize(times.size());
                for (std::size_t row = 0; row < times.size(); ++row)
                    slopes[variable][row] += weight * way.values.at(variable)[row] / (12.0 * h);
            }
        }
        for (const std::string& variable : variables) {
            for (std::size_t row = 0; row < times.size(); ++row) {
                const double slope = slopes[variable][row];
                EXPECT_NEAR(seen.by(d, row, variable), slope, 1e-5 * (1.0 + std::abs(slope)))
                    << variable << " by " << directions[d] << " at " << times[row];
            }
        }
    }
}

TEST(EventSensitivity, IsTheSameAloneAndInCompany) {
    const Simulator simulator(hunt(), {}, {}, {"x", "z"}, {}, {}, {"k", "b"});
    const auto person = [&](std::size_t i) {
        Individual individual;
        individual.parameters = {{"k", 0.9 + 0.05 * static_cast<double>(i)}};
        return simulator.create(individual, {});
    };
    expect_same_derivatives_in_company(simulator, person, {4.0, 9.5, 14.0});
}

/// x = p t; events when it passes 1 set y to x.
Hybrid ramp(const std::vector<Expression>& triggers, std::optional<Expression> priority = std::nullopt) {
    Hybrid world;
    world.state("x", 0.0, symbol("p")).state("y", 0.0);
    for (std::size_t k = 0; k < triggers.size(); ++k) {
        world.event("E" + std::to_string(k), {.trigger = at_least(triggers[k], 0.0),
                                              .roots = {triggers[k]},
                                              .sets = {{"y", symbol("x")}},
                                              .priority = priority});
    }
    world.equations.constants = {{"p", 1.0}, {"q", 1.0}};
    return world;
}

std::string failure_of(const Hybrid& world) {
    return Slopes(world.equations, {"y"}, {"p", "q"}, {2.0}).failure();
}

TEST(EventSensitivity, SaysWhereNeighboursWouldNotSeeOneMoment) {
    const Expression up = symbol("x") - 1.0, noon = clock_time() - 1.0, hour = clock_time() - symbol("q");
    EXPECT_EQ(failure_of(ramp({up})), "");
    EXPECT_EQ(failure_of(ramp({up, 2.0 * up})), ""); // the same moment for all
    EXPECT_EQ(failure_of(ramp({noon, hour})),
              "sensitivities of event 'E1', which meets event 'E0' by chance, are not supported");
    EXPECT_EQ(failure_of(ramp({up, up}, 1.0)),
              "sensitivities of events 'E0' and 'E1', of equal priority at one moment, are not supported");
}

TEST(EventSensitivity, OfWhatTheScheduleSetsOffHasAFixedMoment) {
    // x = p t; at 0.5 a dose lifts it over 1, or the threshold falls below it: y = x there
    const Simulator simulator(ramp({symbol("x") - symbol("q")}).equations, {}, {"q"}, {"y"}, exact, {}, {"p"});
    Schedule dose, change;
    dose.doses = {{0.5, "x", 0.75}};
    change.changes = {{0.5, {"q", 0.25}}};
    for (Schedule* schedule : {&dose, &change}) {
        schedule->is_voluntary = false;
        Person person = simulator.create({}, {});
        const Trajectory seen = simulator.follow(person, *schedule, {2.0});
        EXPECT_NEAR(seen.values[0], schedule == &dose ? 1.25 : 0.5, 1e-9);
        EXPECT_NEAR(seen.derivatives[0], 0.5, 1e-9);
    }
}

} // namespace
} // namespace euthymia
