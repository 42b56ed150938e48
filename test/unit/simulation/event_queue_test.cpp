// SPDX-License-Identifier: Apache-2.0
#include "simulation/event_queue.hpp"

#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace euthymia {
namespace {

using Priorities = std::vector<std::optional<double>>;

/// Takes out all that is due at `t`; gives the events in the order in which they came.
std::vector<std::size_t> take_all(EventQueue& queue, double t, const Priorities& priorities,
                                  Stream random = Stream({})) {
    std::vector<std::size_t> order;
    const auto priority = [&](std::size_t event) { return priorities[event]; };
    while (const auto next = queue.take_due(t, priority, random)) order.push_back(next->event);
    return order;
}

EventQueue queue_of(const std::vector<double>& times) {
    EventQueue queue;
    for (std::size_t k = 0; k < times.size(); ++k) queue.add({.event = k, .time = times[k], .values = {}});
    return queue;
}

using Order = std::vector<std::size_t>;

TEST(EventQueue, TakesTheHighestPriorityFirst) {
    EventQueue queue = queue_of({1.0, 1.0, 1.0});
    EXPECT_EQ(take_all(queue, 1.0, {5.0, 10.0, -3.0}), (Order{1, 0, 2}));
}

TEST(EventQueue, TakesWhatHasNoPriorityLastInOrderOfTimeThenTrigger) {
    EventQueue queue = queue_of({2.0, 1.5, 2.0, 2.0});
    EXPECT_EQ(take_all(queue, 2.0, {{}, {}, -1e300, {}}), (Order{2, 1, 0, 3}));
}

TEST(EventQueue, LeavesWhatIsNotDue) {
    EventQueue queue = queue_of({1.0, 3.0});
    EXPECT_EQ(take_all(queue, 2.0, {{}, {}}), (Order{0}));
    EXPECT_EQ(queue.next_time(), 3.0);
    EXPECT_TRUE(queue.contains(1));
}

TEST(EventQueue, WaitsForeverWhenEmpty) {
    EXPECT_EQ(EventQueue().next_time(), std::numeric_limits<double>::infinity());
}

TEST(EventQueue, TakesSumsOfTimesThatDifferByRoundingAsOneMoment) {
    EventQueue queue = queue_of({0.3, 0.1 + 0.2});
    ASSERT_NE(0.3, 0.1 + 0.2);
    EXPECT_TRUE(queue.is_due(0.3));
    EXPECT_FALSE(queue.is_due(0.2999));
    EXPECT_EQ(take_all(queue, 0.3, {1.0, 2.0}), (Order{1, 0}));
}

TEST(EventQueue, CancelsEveryInstanceOfAnEvent) {
    EventQueue queue = queue_of({1.0, 1.0});
    queue.add({.event = 0, .time = 2.0, .values = {}});
    queue.cancel(0);
    EXPECT_EQ(take_all(queue, 3.0, {{}, {}}), (Order{1}));
}

TEST(EventQueue, OrdersEqualPrioritiesUniformlyAtRandom) {
    constexpr int n = 6000;
    std::array<int, 6> count{};
    for (int k = 0; k < n; ++k) {
        EventQueue queue = queue_of({1.0, 1.0, 1.0});
        const StreamKey key{.seed = 7, .trial = 0, .patient = std::uint32_t(k), .purpose = Purpose::events};
        const Order order = take_all(queue, 1.0, {4.0, 4.0, 4.0}, Stream(key));
        ++count[order[0] * 2 + (order[1] > order[2])];
    }
    double chi_square = 0.0;
    for (const int observed : count) chi_square += std::pow(observed - n / 6.0, 2) / (n / 6.0);
    constexpr double limit_at_one_in_a_thousand = 20.52; // 5 degrees of freedom
    EXPECT_LT(chi_square, limit_at_one_in_a_thousand);
}

TEST(EventQueue, TellsBetweenWhomItWouldDraw) {
    const auto tied = [](const Priorities& priorities) {
        return queue_of({1.0, 1.0, 1.0, 2.0}).tied(1.0, [&](std::size_t event) { return priorities[event]; });
    };
    EXPECT_EQ(tied({5.0, 3.0, 5.0, 5.0}), (Order{0, 2})); // the last is not due
    EXPECT_EQ(tied({5.0, 7.0, 5.0, {}}), Order{});
    EXPECT_EQ(tied({{}, {}, {}, {}}), Order{}); // in the order in which they were triggered
}

TEST(EventQueue, OrdersTheSamePersonTheSameWay) {
    const auto order = [] {
        EventQueue queue = queue_of({1.0, 1.0, 1.0, 1.0, 1.0});
        return take_all(queue, 1.0, {1.0, 1.0, 1.0, 1.0, 1.0}, Stream({.seed = 3}));
    };
    EXPECT_EQ(order(), order());
}

} // namespace
} // namespace euthymia
