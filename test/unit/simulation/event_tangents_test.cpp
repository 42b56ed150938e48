// SPDX-License-Identifier: Apache-2.0
// When the time of an event has derivatives, and which.
#include "simulation/event_tangents.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "numbers.hpp"

namespace euthymia {
namespace {

/// Tangents whose every quantity has these derivatives.
class KnownSlopes final : public TangentEvaluator {
  public:
    KnownSlopes(double slope, double change)
        : slope_(slope)
        , change_(change) {}

    void set_parameters(std::span<const double>) override {}
    void initial(std::span<double>) override {}
    void observe(double, std::span<const double>, std::span<const double>, std::span<double> derivatives) override {
        std::ranges::fill(derivatives, slope_);
    }
    void drift(double, std::span<const double>, std::span<const double>, std::span<double> changes) override {
        std::ranges::fill(changes, change_);
    }

  private:
    double slope_, change_;
};

TEST(EventTangents, SayWhichEventHasNoTimeThatCouldBeDifferentiated) {
    EventPlan plan{.events = {{.id = "E", .uses_trigger_values = false, .assignments = {}, .roots = {0}}},
                   .states = {},
                   .roots = {0},
                   .n_state = 1,
                   .n_observable = 1};
    ObservedNumbers numbers([](double, auto, auto) {});
    std::vector<double> tangents{0.0};
    const std::vector<double> y{0.0};
    const auto trigger = [&](double change, const std::vector<std::uint8_t>& has_crossed) {
        KnownSlopes slopes(6.0, change);
        EventTangents event(plan, numbers, slopes, tangents);
        event.begin(0.0, y, false);
        PendingEvent pending{.event = 0, .time = 0.0, .values = {}};
        const std::string failure = event.trigger(y, has_crossed, pending);
        return failure.empty() ? std::to_string(pending.time_slope[0]) : failure;
    };
    EXPECT_EQ(trigger(2.0, {1}), "-3.000000");
    EXPECT_EQ(trigger(0.0, {1}), "sensitivities of event 'E', which only touches its threshold, are not supported");
    EXPECT_EQ(trigger(2.0, {0}), "sensitivities of the time of event 'E', a jump, are not supported");
}

} // namespace
} // namespace euthymia
