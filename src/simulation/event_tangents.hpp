// SPDX-License-Identifier: Apache-2.0
// Takes forward sensitivities through events, whose times depend on what is varied as well as the states do.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "euthymia/compile/compiled_tangents.hpp"
#include "event_plan.hpp"
#include "event_queue.hpp"

namespace euthymia {

/// The tangents s = dy/dp of one person at one moment of events (the saltation of @cite hiskens2000).
///
/// A neighbour in direction p comes to the event later, by dt* = -(g_y s + g_p) / (g_y f + g_t) where g is the root
/// that crosses 0 and f the rates before. Between the two moments lies m = s + f dt*. Assigning h makes m = h_y m + h_p
/// + h_t dt*, one event after another; at the end s = m - f dt* with the rates after. An event that waits takes dt* and
/// what its delay adds along.
class EventTangents {
  public:
    /// All are kept by reference. `tangents`: shape `n_direction x n_state`, state fastest.
    EventTangents(const EventPlan& plan, Evaluator& evaluator, TangentEvaluator& slopes, std::vector<double>& tangents);

    /// Before events are looked at: `tangents` are those at `t`, where the state is `y`.
    /// @param is_fixed  The moment is the same for all neighbours: a start, or a stop of the schedule.
    void begin(double t, std::span<const double> y, bool is_fixed);

    /// Adds the derivatives of its time and values to an event that was just triggered.
    /// @param has_crossed  By root of the plan, if its zero was located here; may be empty.
    /// @return why there are none; empty: there are.
    [[nodiscard]] std::string trigger(std::span<const double> y, std::span<const std::uint8_t> has_crossed,
                                      PendingEvent& pending);

    /// Before an event is executed. @return why its tangents cannot be had beside those of the moment; empty: they can.
    [[nodiscard]] std::string enter(const PendingEvent& pending);

    /// Makes the assignments of one event.
    /// @param y         The state before them.
    /// @param observed  What events read there; shape `n_observable`.
    /// @param values    Of the assignments, not scaled.
    void assign(std::span<const double> y, std::span<const double> observed, std::span<const double> values,
                const PendingEvent& pending);

    /// Nothing more happens at this moment, and `y` is the state after it: writes `tangents`.
    void end(std::span<const double> y);

  private:
    [[nodiscard]] std::string locate(std::span<const double> y, std::span<const std::size_t> roots,
                                     const std::string& id, std::vector<double>& lag);
    void take_slopes(const EventPlan::Row& row, std::span<const double> y, PendingEvent& pending);
    void move(std::vector<double>& tangents, double sign) const;
    void differentiate(std::span<const double> y);
    [[nodiscard]] std::span<const double> slope_of(std::size_t observable) const;

    const EventPlan& plan_;
    Evaluator& evaluator_;
    TangentEvaluator& slopes_;
    std::vector<double>& tangents_;
    std::size_t n_direction_;

    double t_ = 0.0;
    std::vector<double> rates_;                 ///< before the moment
    bool is_moving_ = false;                    ///< `lag_` and `moved_` are those of the moment
    bool has_assigned_ = false;                 ///< at this moment
    std::string mover_;                         ///< what the moment is that of
    std::vector<double> lag_;                   ///< dt*, shape `n_direction`
    std::vector<double> moved_;                 ///< m, shape of `tangents`
    std::vector<double> slopes_here_, changes_; ///< of what is observed: by direction, by time
};

} // namespace euthymia
