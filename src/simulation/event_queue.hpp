// SPDX-License-Identifier: Apache-2.0
// Events that were triggered and wait to be executed.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "euthymia/base/random.hpp"

namespace euthymia {

/// One event on its way from trigger to execution. An event may be on its way several times.
struct PendingEvent {
    std::size_t event = 0;      ///< row of the plan
    double time = 0.0;          ///< of execution, model time
    std::vector<double> values; ///< of its assignments as they were when it was triggered; empty: to be taken later
    // Where sensitivities are wanted (`EventTangents`), derivatives of `time`, shape `n_direction`, and of `values`,
    // shape `n_assignment x n_direction`.
    std::vector<double> time_slope{}, value_slopes{};
};

/// The events on their way, in the order in which they were triggered. May be copied and gone on with.
class EventQueue {
  public:
    /// Of an event, now; none if it has none.
    using Priority = std::function<std::optional<double>(std::size_t)>;

    void add(PendingEvent pending) { pending_.push_back(std::move(pending)); }

    /// Forgets every instance of `event`.
    void cancel(std::size_t event);

    [[nodiscard]] bool contains(std::size_t event) const;

    /// The earliest time of execution; infinity if nothing waits.
    [[nodiscard]] double next_time() const;

    /// True if something is due at `t`; times that are equal but for rounding are one moment.
    [[nodiscard]] bool is_due(double t) const;

    /// Takes out what is to be executed next of all that is due at `t`: what has the highest priority; of equals one at
    /// random. What has no priority comes last, in order of time, then of trigger.
    [[nodiscard]] std::optional<PendingEvent> take_due(double t, const Priority& priority, Stream& random);

    /// The events of which `take_due` would choose one at random, in the order in which they were triggered; empty: it
    /// has no choice.
    [[nodiscard]] std::vector<std::size_t> tied(double t, const Priority& priority) const;

  private:
    [[nodiscard]] std::vector<std::size_t> first_due(double t, const Priority& priority) const;
    [[nodiscard]] PendingEvent take(std::size_t place);

    std::vector<PendingEvent> pending_;
};

} // namespace euthymia
